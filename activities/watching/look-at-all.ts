import type { AccountLook, Look } from '../../alarms/observation';
import type { WatchTask } from '../activities';
import type { Attempt } from '../attempt';
import { inParallel } from '../in-parallel';
import type { AlarmSource } from '../ports/alarm-source.port';
import type { Clock } from '../ports/clock.port';
import type { MetricSource } from '../ports/metric-source.port';
import { missingSamples } from '../../alarms/samples';
import type { WatchState } from '../../alarms/watch-state';
import { countSamples } from './count-samples';
import { ACCOUNTS_AT_ONCE, lookAtAccount } from './look-at-account';

/** The whole look must end well before the attempt's heartbeat timeout of 10 s. */
const LOOK_DEADLINE_MS = 8_000;

type Needs = { readonly alarms: AlarmSource; readonly metrics: MetricSource; readonly clock: Clock };

export async function lookAtAll(
  { alarms, metrics, clock }: Needs,
  { order, access, region }: WatchTask & { readonly region: string },
  from: { readonly attempt: Attempt; readonly before: WatchState },
): Promise<Look> {
  const { attempt, before } = from;
  const { lookedUntilAt: historyFromAt } = before;
  const signal = AbortSignal.any([attempt.signal, AbortSignal.timeout(LOOK_DEADLINE_MS)]);
  const ways = new Map(Object.entries(access));
  const clocks = [clock.now(), attempt.scheduledAt];
  const watched = order.accounts.filter((account) => account.alarms.length > 0);
  const cells = missingSamples(order.samples, before.samples);
  // Nobody has to trust the worker's clock for it: AWS's was measured against Temporal's by earlier looks.
  const untilAt = attempt.scheduledAt + (before.clockOffsetMs ?? 0);
  const [accounts, samples] = await Promise.all([
    inParallel(watched, ACCOUNTS_AT_ONCE, (account) =>
      lookAtAccount(alarms, { region, account, access: ways.get(account.subject), historyFromAt, clocks }, signal),
    ),
    countSamples(metrics, { region, cells, access: ways, untilAt }, signal),
  ]);
  const all = [...accounts, ...unwatched(order, accounts, attempt)];
  return { temporalAt: attempt.scheduledAt, accounts: all, ...(cells.length === 0 ? {} : { samples }) };
}

/** Accounts without alarms have nothing to say and are not asked; they count as read when the others were. */
function unwatched(
  { accounts }: WatchTask['order'],
  looks: readonly AccountLook[],
  { scheduledAt }: Attempt,
): readonly AccountLook[] {
  const reads = looks.flatMap((look) => (look.kind === 'seen' ? [look.readAt] : []));
  const readAt = reads.length === 0 ? scheduledAt : Math.min(...reads);
  return accounts
    .filter((account) => account.alarms.length === 0)
    .map(({ subject }) => ({ kind: 'seen', subject, readAt, alarms: [], transitions: [], requestIds: [] }));
}
