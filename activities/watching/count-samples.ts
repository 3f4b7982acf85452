import { CancelledFailure } from '@temporalio/common';
import type { SampleReading } from '../../alarms/observation';
import type { SampledCell } from '../../alarms/samples';
import type { Access } from '../../waves/fleet';
import { faultOf } from '../failures';
import { inParallel } from '../in-parallel';
import type { MetricSource } from '../ports/metric-source.port';
import { ACCOUNT_DEADLINE_MS, ACCOUNTS_AT_ONCE, orAborted } from './look-at-account';

export type SampleQuestion = {
  readonly region: string;
  readonly cells: readonly SampledCell[];
  /** By subject. */
  readonly access: ReadonlyMap<string, Access>;
  /** AWS's clock. */
  readonly untilAt: number;
};

/** One question to each account. What cannot be read is unreadable for its own cells alone (S9). */
export async function countSamples(
  source: MetricSource,
  question: SampleQuestion,
  signal: AbortSignal,
): Promise<readonly SampleReading[]> {
  const readings = await inParallel(byAccount(question), ACCOUNTS_AT_ONCE, ({ access, cells }) =>
    countIn(source, { ...question, cells, access }, signal),
  );
  return readings.flat();
}

type Group = { readonly access: Access | undefined; readonly cells: readonly SampledCell[] };

function byAccount({ cells, access }: SampleQuestion): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    const way = access.get(cell.subject);
    const key = JSON.stringify([way?.account, way?.roleArn, way?.externalId]);
    groups.set(key, { access: way, cells: [...(groups.get(key)?.cells ?? []), cell] });
  }
  return [...groups.values()];
}

type AccountSamples = Group & Pick<SampleQuestion, 'region' | 'untilAt'>;

async function countIn(
  source: MetricSource,
  { access, cells, region, untilAt }: AccountSamples,
  signal: AbortSignal,
): Promise<readonly SampleReading[]> {
  const unreadable = (reason: string): readonly SampleReading[] =>
    cells.map(({ subject }) => ({ subject, kind: 'unreadable', reason }));
  if (access === undefined) return unreadable('the order does not say how to enter it');
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(ACCOUNT_DEADLINE_MS)]);
  try {
    const place = { region, access, purpose: { kind: 'watch' } } as const;
    return await orAborted(source.count({ place, cells, untilAt }, deadline), deadline);
  } catch (error) {
    if (error instanceof CancelledFailure) throw error;
    return unreadable(deadline.aborted ? 'no answer in time' : (faultOf(error)?.detail ?? String(error)));
  }
}
