import { whyOfStage } from '../../../../waves/rollout/cell-stage';
import { cellStatuses } from '../../../../waves/rollout/cell-status';
import { exemptionIn } from '../../../../waves/rollout/exemption';
import { nextStep } from '../../../../waves/rollout/next-step';
import { phaseOf } from '../../../../waves/rollout/phase';
import { record } from '../../../../waves/rollout/record';
import { recordWave } from '../../../../waves/rollout/record-wave';
import { recordReturn, startReturn } from '../../../../waves/rollout/return-state';
import { storyOf } from '../../../../waves/rollout/story';
import { cellsToReturn } from '../../../../waves/rollout/touched';
import { chunkDuty } from '../../../../waves/rollout/watches';
import { findingText } from '../../../../waves/rollout/finding-text';
import { causeText, holdText } from '../../../../waves/rollout/why';
import { PLANNED_AT } from '../../../support/a-plan';
import { anOpenPlan, aReport, aRollout, aWaveState, aWord, passedUpTo } from '../../../support/a-rollout-state';

/** A value that no type allows, as only a history of other code could hold. */
const odd = JSON.parse('{"kind":"odd"}');
const plan = anOpenPlan();
const state = aRollout(plan);
const [firstRecord] = state.waves;
if (firstRecord === undefined) throw new Error('a plan without waves');
const staged = { ...state, waves: state.waves.map((wave) => ({ ...wave, stage: odd })) };
const [cell = ''] = (plan.waves[0]?.cells ?? []).map(({ name }) => name);
const flying = recordWave(aWaveState(plan, 1), { kind: 'cell-started', cell, at: PLANNED_AT });

test.each<[string, () => unknown]>([
  ['event of a rollout', () => record(state, odd)],
  ['event of a wave', () => recordWave(aWaveState(plan, 1), odd)],
  ['end of a cell', () => recordWave(flying, { kind: 'cell-ended', cell, end: odd, at: PLANNED_AT })],
  [
    'event of a way back',
    () =>
      recordReturn(
        startReturn({ policy: plan.policy.rollback, atOnce: undefined, awaiting: undefined, cells: [], at: 1 }),
        odd,
      ),
  ],
  ['turn', () => nextStep({ ...state, turn: odd }, PLANNED_AT)],
  [
    'stage of a soak',
    () => nextStep({ ...aRollout(plan, ...passedUpTo(plan, plan.waves.length)), soak: odd }, PLANNED_AT),
  ],
  ['stage of a wave, in the status', () => cellStatuses(staged)],
  [
    'stage of a wave that an exempted cell is in',
    () => exemptionIn({ ...firstRecord, stage: odd }, cell, [{ cell, word: aWord() }]),
  ],
  ['stage of a wave, in the story', () => storyOf(staged)],
  ['stage of a wave, on the way back', () => cellsToReturn(staged)],
  ['duty of a watch', () => chunkDuty({ until: odd, counting: true }, 0, state)],
  ['finding', () => findingText(odd)],
  ['finding that waits', () => findingText({ ...odd, kind: 'waiting' })],
  ['cause of a hold', () => holdText(odd)],
  ['cause of a return', () => causeText(odd)],
])('an odd %s is an impossible state, not a default', (_, ask) => {
  expect(ask).toThrow('impossible state');
});

test('a rollout without waves is done as soon as it has soaked', () => {
  expect(phaseOf({ ...state, waves: [] }, PLANNED_AT)).toBe('soaking');
});

test('a wave that turns back has a rollout that does, also before the rollout has taken it in', () => {
  const report = aReport(plan, 1, { phase: 'turning-back' });
  const turning: typeof firstRecord = { ...firstRecord, stage: { kind: 'running', startedAt: PLANNED_AT, report } };
  expect(phaseOf({ ...state, waves: [turning] }, PLANNED_AT)).toBe('rolling-back');
});

test('a cell that was red before its start says by which alarm', () => {
  const red = { kind: 'red', alarm: 'web-errors', at: PLANNED_AT } as const;
  expect(whyOfStage(red)).toBe('its alarm web-errors was in ALARM before it was touched');
});
