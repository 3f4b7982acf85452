import type { CellBaselines } from '../../waves/baseline';
import type { Plan, PlannedWave } from '../../waves/plan';
import { record } from '../../waves/rollout/record';
import { startRollout, type RolloutState } from '../../waves/rollout/rollout-state';
import { aFleet } from './a-fleet';
import { aPlan, PLANNED_AT } from './a-plan';
import { aPolicy } from './a-policy';
import { aResult } from './a-rollout-state';

/** The fleet that the budgets speak of: 10,000 cells in three AZs, with the names, accounts and ids that real ones have. */
export function aLargePlan(): Plan {
  const scatter = scattered(7);
  const fleet = aFleet()
    .withCells(10_000)
    .eachCell((cell) => {
      const account = String(100_000_000_000 + Math.floor(scatter() * 899_999_999_999));
      const named = { name: `${cell.azId}-${account}`, account, roleArn: `arn:aws:iam::${account}:role/cellwave-cell` };
      const alarms = cell.alarms.map((alarm) => ({ ...alarm, name: alarm.name.replace(cell.name, named.name) }));
      return { ...cell, ...named, externalId: 'a-secret-word', alarms };
    });
  const policy = aPolicy().alwaysOpen().withWidth({ basisPoints: 10_000, maxCells: 400 });
  return aPlan().of(fleet).under(policy).build();
}

/** Every group with a deployment id of its own, as CodeDeploy makes them. */
export function largeBaselines(wave: PlannedWave): readonly CellBaselines[] {
  const scatter = scattered(wave.number);
  return wave.cells.map(({ name, groups }) => ({
    cell: name,
    groups: groups.map(({ deploymentGroup }) => ({
      deploymentGroup,
      baseline: {
        kind: 'deployed',
        deploymentId: `d-${Array.from({ length: 9 }, () => ID_LETTERS[Math.floor(scatter() * ID_LETTERS.length)]).join('')}`,
        revision: {
          kind: 's3',
          bucket: 'releases',
          key: 'web/v1.0.0.zip',
          bundleType: 'zip',
          version: undefined,
          eTag: '9b2cf535f27731c974343645a3985328',
        },
      },
    })),
  }));
}

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** After waves 1 to `upTo`, every cell of them deployed. */
export function aLargeRollout(plan: Plan, upTo: number): RolloutState {
  let state = record(startRollout({ plan, at: PLANNED_AT, trusted: [] }), { kind: 'admitted' });
  for (const wave of plan.waves.slice(0, upTo)) {
    const at = PLANNED_AT + wave.number * 60_000;
    state = record(state, { kind: 'baselines-read', wave: wave.number, baselines: largeBaselines(wave), at });
    state = record(state, { kind: 'wave-started', wave: wave.number, at });
    state = record(state, { kind: 'wave-ended', result: largeResult(plan, wave), at });
  }
  return state;
}

/** Each cell touched at an instant of its own. */
function largeResult(plan: Plan, { number }: PlannedWave): ReturnType<typeof aResult> {
  const scatter = scattered(number);
  const result = aResult(plan, number);
  const cells = result.cells.map((cell) => {
    const at = PLANNED_AT + number * 60_000 + Math.floor(scatter() * 60_000);
    return { ...cell, stage: { kind: 'deployed', touch: { at, fromAt: at - 1_000 } } as const };
  });
  return { ...result, cells };
}

/** The same numbers at every run, spread over 0..1. */
function scattered(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return at / 2_147_483_648;
  };
}
