import * as fc from 'fast-check';
import { anyScenario } from '../../../support/simulated-rollout/any-scenario';
import type { Entry } from '../../../support/simulated-rollout/audit';
import type { Scenario } from '../../../support/simulated-rollout/scenario';
import { simulate, type Run } from '../../../support/simulated-rollout/simulate';

/** Of every test the same, so that each rollout is simulated once for all rules of a file. Another one explores: `PROPERTY_SEED=7 npx jest ...`. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_261_123);
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 120);

const known = new Map<string, Run>();

function runOf(scenario: Scenario): Run {
  const key = JSON.stringify(scenario);
  const run = known.get(key) ?? simulate(scenario);
  known.set(key, run);
  return run;
}

/** Holds `prove` against generated rollouts; it says of each whether the rule had anything to forbid there. */
export function forAnyRun(prove: (run: Run) => boolean): void {
  let told = 0;
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      if (prove(runOf(scenario))) told += 1;
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  // A rule that never met what it forbids would prove nothing.
  expect(told).toBeGreaterThan(RUNS / 50);
}

export function entriesOf<Kind extends Entry['kind']>(
  { entries }: Pick<Run, 'entries'>,
  kind: Kind,
): readonly Extract<Entry, { kind: Kind }>[] {
  return entries.flatMap((entry) => (isOf(entry, kind) ? [entry] : []));
}

function isOf<Kind extends Entry['kind']>(entry: Entry, kind: Kind): entry is Extract<Entry, { kind: Kind }> {
  return entry.kind === kind;
}

/** Where each cell that was ever started really ended in each wave; `undefined`: nobody saw its end. */
export function touches(run: Run): readonly { cell: string; wave: number; at: number; end: string | undefined }[] {
  return run.entries.flatMap((entry, index) => {
    if (entry.kind !== 'cell-started') return [];
    const { cell, wave, at } = entry;
    const later = run.entries.slice(index);
    const end = later.find((next) => next.kind === 'cell-ended' && next.cell === cell && next.wave === wave);
    return [{ cell, wave, at, end: end?.kind === 'cell-ended' ? end.end.kind : undefined }];
  });
}

/** When each subject whose alarms count was first touched, on Temporal's clock; aggregates with the first cell. */
export function touchedAt(run: Run): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { cell, at } of touches(run)) if (!first.has(cell)) first.set(cell, at);
  const earliest = Math.min(...first.values());
  if (first.size > 0)
    for (const { account } of run.scenario.plan.aggregateAlarms) first.set(`aggregate:${account}`, earliest);
  return first;
}
