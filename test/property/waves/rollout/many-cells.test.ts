import { aFleet } from '../../../support/a-fleet';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';
import type { Scenario } from '../../../support/simulated-rollout/scenario';
import { simulate } from '../../../support/simulated-rollout/simulate';
import { chunksFor } from '../../../../waves/rollout/watches';
import { entriesOf } from './any-run';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const policy = aPolicy()
  .alwaysOpen()
  .withWidth({ basisPoints: 10_000, maxCells: 400 })
  .withBakes({ oneBoxMs: MINUTE, oneCellMs: MINUTE, oneAzMs: MINUTE, regionMs: MINUTE, soakMs: MINUTE })
  .build();
const CELLS = 420;
const frozen = aPlan().of(aFleet().withCellsPerAz(CELLS)).under(aPolicy().alwaysOpen().withWidth(policy.width)).build();
const waves = frozen.waves.map((wave) => ({ ...wave, bakeMs: Math.min(wave.bakeMs, MINUTE) }));

const scenario: Scenario = {
  plan: { ...frozen, policy, waves, soakMs: MINUTE },
  startAt: PLANNED_AT,
  awsOffsetMs: 0,
  signalMs: 100,
  fates: [
    {
      forward: { kind: 'deployed' },
      forwardMs: 20 * SECOND,
      settle: { kind: 'settled', why: '' },
      back: 'returned',
      backMs: SECOND,
    },
  ],
  spells: [],
  words: [],
  patience: 0,
};

test('S20: many watches side by side let one rollout of 420 cells complete, and none looks faster than it should while one is behind', () => {
  const behind = {
    subject: 415,
    condition: 'INSUFFICIENT_DATA',
    after: 'touch',
    delayMs: 40 * SECOND,
    lastsMs: 10 * MINUTE,
  } as const;
  const run = simulate({ ...scenario, spells: [behind] });
  expect(run.final.outcome).toBe('completed');
  expect(chunksFor(CELLS)).toBe(2);
  const perChunk = (run.endedAt - run.scenario.startAt) / policy.gate.pollMs;
  expect(run.looks.length).toBeLessThan(2 * perChunk + 120);
  expect(run.final.watches.states).toHaveLength(2);
}, 60_000);

test('S10: an alarm in the soak takes all 420 cells back', () => {
  const late = { subject: 415, condition: 'ALARM', after: 'touch', delayMs: 100 * SECOND, lastsMs: MINUTE } as const;
  const run = simulate({ ...scenario, spells: [late] });
  expect(run.final.outcome).toBe('rolled-back');
  expect(new Set(entriesOf(run, 'back-started').map(({ cell }) => cell)).size).toBe(CELLS);
}, 60_000);
