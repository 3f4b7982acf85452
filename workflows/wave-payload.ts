import type { Baseline, CellBaselines } from '../waves/baseline';
import { countCells } from '../waves/rollout/counts';
import { accessOf, standingAccounts } from '../waves/rollout/rollout-accounts';
import type { RolloutState, WaveRecord } from '../waves/rollout/rollout-state';
import { baselineOf, touchedCells } from '../waves/rollout/touched';
import type { WavePayload } from './contract/inputs';

/** What a wave is given. */
export function wavePayload(state: RolloutState, record: WaveRecord): WavePayload {
  const { policy, release, aggregateAlarms } = state.plan;
  const alsoWatched = standingAccounts(state);
  const watched = new Set(alsoWatched.map(({ subject }) => subject));
  const own = new Set(record.wave.cells.map(({ name }) => name));
  const cells = state.plan.waves.flatMap((wave) => wave.cells).filter(({ name }) => watched.has(name) || own.has(name));
  return {
    wave: record.wave,
    gate: policy.gate,
    deploy: policy.deploy,
    firstDeployment: policy.rollback.firstDeployment,
    release: release.artifact,
    failuresLeft: policy.failureBudget - countCells(state).failed,
    alsoWatched,
    touchedBefore: touchedCells(state).size > 0,
    access: accessOf(cells, aggregateAlarms),
    carry: state.carry,
    baselines: baselinesByGroup(record),
    exempt: state.exempt,
  };
}

function baselinesByGroup({ wave, baselines }: WaveRecord): WavePayload['baselines'] {
  const read: readonly CellBaselines[] = baselines ?? [];
  const ofCell = (name: string, groups: readonly string[]): Record<string, Baseline> =>
    Object.fromEntries(groups.map((group) => [group, baselineOf(read, name, group)]));
  return Object.fromEntries(
    wave.cells.map(({ name, groups }) => [
      name,
      ofCell(
        name,
        groups.map(({ deploymentGroup }) => deploymentGroup),
      ),
    ]),
  );
}
