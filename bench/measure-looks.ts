import type { Call } from './counting-proxy';
import { childEnds, historyOf } from './histories';
import { roll } from './roll';
import { RELEASE } from './scenario';
import type { Stage } from './stage';

export type Looks = {
  readonly accounts: number;
  readonly alarmsPerCell: number;
  /** Calls for each account and look. */
  readonly describeAlarms: number;
  readonly describeHistory: number;
};

const POLL_MS = 2_000;
const SOAK_MS = 20_000;

/** Counts calls to CloudWatch in a soak. A look is what one account is asked within one poll. */
export async function measureLooks(stage: Stage, callsSoFar: () => readonly Call[]): Promise<Looks> {
  const fleet = await stage.sandbox.fleet();
  const rolling = await roll(stage.client, fleet, { pollMs: POLL_MS, bakeMs: 1_000, soakMs: SOAK_MS });
  const { outcome } = await rolling.ended();
  if (outcome !== 'completed') throw new Error(`the rollout ended as ${outcome}`);
  const until = Date.now() - POLL_MS;
  const inSoak = callsSoFar().filter(({ at }) => at > until - SOAK_MS + 3 * POLL_MS && at < until);
  const describes = inSoak.filter(({ operation }) => operation === 'DescribeAlarms');
  const accounts = new Set(describes.map(({ accessKey }) => accessKey));
  const looks = [...accounts].reduce((sum, account) => sum + looksAt(describes, account), 0);
  const history = inSoak.filter(({ operation }) => operation === 'DescribeAlarmHistory');
  return {
    accounts: accounts.size,
    alarmsPerCell: fleet.cells[0]?.alarms.length ?? 0,
    describeAlarms: describes.length / looks,
    describeHistory: history.length / looks,
  };
}

/** Calls that follow each other at once belong to one look. */
function looksAt(calls: readonly Call[], account: string): number {
  const times = calls.filter(({ accessKey }) => accessKey === account).map(({ at }) => at);
  return times.filter((at, index) => at - (times[index - 1] ?? -Infinity) > POLL_MS / 4).length;
}

/** Events of a wave's history between the end of its last cell and its own end, with a bake of so many polls. */
export async function measureBakeEvents(stage: Stage, polls: number): Promise<number> {
  const fleet = await stage.sandbox.fleet();
  await stage.sandbox.setErrors(RELEASE, 0);
  const rolling = await roll(stage.client, fleet, { pollMs: 1_000, bakeMs: polls * 1_000, soakMs: 0 });
  const { outcome } = await rolling.ended();
  if (outcome !== 'completed') throw new Error(`the rollout ended as ${outcome}`);
  const events = await historyOf(stage.client, rolling.wave(2));
  return events.length - 1 - events.findLastIndex((event) => childEnds([event]).length > 0);
}
