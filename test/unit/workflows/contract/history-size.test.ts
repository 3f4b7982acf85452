import type { RolloutRef } from '../../../../activities/activities';
import type { PlannedWave } from '../../../../waves/plan';
import { boundedStatus } from '../../../../waves/rollout/bounded-status';
import type { RolloutState } from '../../../../waves/rollout/rollout-state';
import { accessOf, rolloutWatchOrder, standingAccounts } from '../../../../waves/rollout/rollout-accounts';
import { statusOf } from '../../../../waves/rollout/status';
import { chunkOf, chunksFor } from '../../../../waves/rollout/watches';
import { pack } from '../../../../workflows/contract/packed';
import { baselineOrder, baselinesAnswer } from '../../../../workflows/contract/packed-baselines';
import { waveAnswer } from '../../../../workflows/contract/packed-result';
import { packTask } from '../../../../workflows/contract/packed-watch';
import { packWave } from '../../../../workflows/contract/packed-wave';
import { aLargePlan, aLargeRollout, largeBaselines } from '../../../support/a-large-rollout';
import { aReport } from '../../../support/a-rollout-state';
import { PLANNED_AT } from '../../../support/a-plan';
import { wavePayload } from '../../../../workflows/wave-payload';

const MB = 1_000_000;
const plan = aLargePlan();
const end = aLargeRollout(plan, plan.waves.length);
const ref: RolloutRef = {
  service: 'web',
  region: 'us-west-2',
  rollout: 'web:us-west-2:v2-3f9c2a',
  originalRunId: '0199b6f2-aaaa-7bbb-8ccc-d00d3f9c2a00',
  releaseDigest: plan.release.digest,
  releaseVersion: 'v2',
  rehearsal: false,
};
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Looks over everything touched: its gate, and what is watched while its baselines are read. */
const WATCHES_BEFORE_WAVE = 2;
/** A watch of a bake returns that often (docs/adr: retries as the poll). */
const RETURNS_OF_SOAK = 16;

function watchTasks(state: RolloutState): readonly string[] {
  const accounts = standingAccounts(state);
  const cells = plan.waves.flatMap((wave) => wave.cells);
  const all = accessOf(cells, plan.aggregateAlarms);
  return Array.from({ length: chunksFor(accounts.length) }, (_, chunk) => {
    const mine = chunkOf(accounts, chunk);
    const order = rolloutWatchOrder(state, mine, { until: { kind: 'endless' }, counting: false });
    const access = Object.fromEntries(mine.flatMap(({ subject }) => (all[subject] ? [[subject, all[subject]]] : [])));
    return packTask({ order, access });
  });
}

function stagesIn({ cells }: PlannedWave): Readonly<Record<string, string>> {
  return Object.fromEntries(cells.map(({ name }) => [name, 'deployed']));
}

function bytesOfWave(wave: PlannedWave): number {
  const state = aLargeRollout(plan, wave.number - 1);
  const read = largeBaselines(wave);
  const order = baselineOrder(ref, wave.cells);
  const waves = state.waves.map((one) => (one.wave === wave ? { ...one, baselines: read } : one));
  const [record] = waves.filter((one) => one.wave === wave);
  if (record === undefined) throw new Error('no such wave');
  const packed = packWave(wavePayload({ ...state, waves }, record));
  const [first, last] = [
    aReport(plan, wave.number),
    { ...aReport(plan, wave.number), phase: 'baking', stages: stagesIn(wave) },
  ];
  const [stage] = end.waves.flatMap((one) => (one.wave === wave ? [one.stage] : []));
  const result = stage?.kind === 'ended' ? stage.result : undefined;
  return (
    bytes(order) +
    bytes(baselinesAnswer(order, read)) +
    bytes(packed) +
    bytes(result === undefined ? undefined : waveAnswer(result)) +
    bytes(first) +
    bytes(last) +
    WATCHES_BEFORE_WAVE * bytes(watchTasks(state))
  );
}

test('the history of a rollout of 10,000 cells stays under the size that the server warns of', () => {
  const status = statusOf(ref, end, PLANNED_AT);
  const ends = bytes(pack(plan)) + bytes(boundedStatus(status)) + bytes(pack(status));
  const soak = RETURNS_OF_SOAK * bytes(watchTasks(end));
  // The first two have a cell each; what the others need grows evenly.
  const many = plan.waves.slice(2);
  const sampled = many.filter((_, at) => at % 6 === 1);
  const waves = (sampled.reduce((sum, wave) => sum + bytesOfWave(wave), 0) / sampled.length) * many.length;
  expect(ends + soak + waves).toBeLessThan(10 * MB);
}, 120_000);
