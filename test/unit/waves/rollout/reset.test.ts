import { nextStep } from '../../../../waves/rollout/next-step';
import { record } from '../../../../waves/rollout/record';
import { startRollout, type RolloutState } from '../../../../waves/rollout/rollout-state';
import { cellsToReturn } from '../../../../waves/rollout/touched';
import { whyOf } from '../../../../waves/rollout/why';
import { newsOf } from '../../../../waves/rollout/news';
import { storyOf } from '../../../../waves/rollout/story';
import { aResult, aRollout, aWord, passedUpTo } from '../../../support/a-rollout-state';
import { aPlan } from '../../../support/a-plan';

const plan = aPlan().build();
const [oneBox, oneCell] = plan.waves;
const AT = 1_000;
const start = startRollout({ plan, at: AT, trusted: [] });

const watched = {
  verdict: { kind: 'healthy', findings: [], more: 0, rule: 9 },
  carry: { lookedUntilAt: AT, clockOffsetMs: undefined },
  cells: [],
  bakeMs: 0,
  goodMs: 0,
  wallMs: 0,
  cause: undefined,
} as const;

function inFirstWave(): RolloutState {
  return record(start, { kind: 'wave-started', wave: 1, at: AT });
}

describe('a run made by Reset', () => {
  it('stays held when the wave ends that it has told to end', () => {
    const held = record(inFirstWave(), { kind: 'held-by-reset', at: AT });
    const after = record(held, { kind: 'wave-ended', result: { wave: 1, end: 'turned-back', ...watched }, at: AT });
    expect(after.turn).toEqual({ kind: 'none' });
    expect(after.stance).toMatchObject({ kind: 'held', why: { kind: 'reset' } });
  });

  it('goes back when a wave ends that somebody else has cancelled', () => {
    const after = record(inFirstWave(), {
      kind: 'wave-ended',
      result: { wave: 1, end: 'turned-back', ...watched },
      at: AT,
    });
    expect(after.turn).toMatchObject({ kind: 'return', cause: { kind: 'wave-lost' } });
  });

  it('S10: returns what the histories tell of, with the groups of each wave', () => {
    const cells = [oneBox, oneCell].flatMap((wave) => wave?.cells.slice(0, 1) ?? []);
    const touched = cells.map(({ name, groups }, at) => ({
      cell: name,
      wave: at + 1,
      rounds: 0,
      groups: groups.map((group) => ({ ...group, baseline: { kind: 'none' } as const })),
    }));
    const state = record(start, { kind: 'touched-recalled', touched, isWhole: true, at: AT });
    const [order] = cellsToReturn(state);
    expect(order?.cell.name).toBe(cells[0]?.name);
    expect(order?.groups.map(({ deploymentGroup }) => deploymentGroup).sort()).toEqual(
      cells.flatMap(({ groups }) => groups.map(({ deploymentGroup }) => deploymentGroup)).sort(),
    );
  });
});

/** Asked to go back after a reset to the end of its first wave. */
const askedBack = aRollout(
  plan,
  ...passedUpTo(plan, 1),
  { kind: 'held-by-reset', at: AT },
  { kind: 'return-asked', cause: { kind: 'person', word: aWord() }, at: AT },
  { kind: 'recall-begun', at: AT },
);
const nothingKnown = record(turned(start), { kind: 'recall-begun', at: AT });

function turned(state: RolloutState): RolloutState {
  return record(state, { kind: 'return-asked', cause: { kind: 'cancelled' }, at: AT });
}

function touchedIn(wave: number) {
  return (plan.waves[wave - 1]?.cells ?? []).map(({ name, groups }) => ({
    cell: name,
    wave,
    rounds: 0,
    groups: groups.map((group) => ({ ...group, baseline: { kind: 'none' } as const })),
  }));
}

describe('a run made by Reset that is asked to go back', () => {
  it('S13: returns what it knows of before the histories are read', () => {
    expect(nextStep(askedBack, AT)).toEqual({ kind: 'roll-back' });
    expect(cellsToReturn(askedBack).map(({ cell }) => cell.name)).toEqual(oneBox?.cells.map(({ name }) => name));
  });

  it('S10: does not close as rolled back before it has read what it may have touched', () => {
    expect(nextStep(nothingKnown, AT)).toEqual({ kind: 'roll-back' });
    const read = record(nothingKnown, { kind: 'touched-recalled', touched: [], isWhole: true, at: AT });
    expect(nextStep(read, AT)).toEqual({ kind: 'close', outcome: 'rolled-back' });
  });

  it('waits for more while waves were still at work when their histories were read', () => {
    const read = record(nothingKnown, { kind: 'touched-recalled', touched: touchedIn(2), isWhole: false, at: AT });
    expect(read.recall.kind).toBe('reading');
    expect(record(read, { kind: 'touched-recalled', touched: touchedIn(2), isWhole: true, at: AT }).recall).toEqual({
      kind: 'done',
    });
  });

  it('S10: keeps how a wave ended that it has heard of itself, for that says who is back already', () => {
    const settled = { kind: 'settled', touch: { at: AT, fromAt: AT }, why: 'turned round' } as const;
    const ended = record(inFirstWave(), {
      kind: 'wave-ended',
      result: aResult(plan, 1, { stage: settled }),
      at: AT,
    });
    const read = record(record(ended, { kind: 'recall-begun', at: AT }), {
      kind: 'touched-recalled',
      touched: touchedIn(1),
      isWhole: true,
      at: AT,
    });
    expect(cellsToReturn(read)).toEqual([]);
  });

  it('leaves a wave alone that is still turning round, whose own end tells more', () => {
    const running = record(turned(inFirstWave()), { kind: 'recall-begun', at: AT });
    const read = record(running, { kind: 'touched-recalled', touched: touchedIn(1), isWhole: false, at: AT });
    expect(read.waves[0]?.stage.kind).toBe('running');
  });

  it('S11: ends in failure, naming the waves nobody knows of, when the histories are gone', () => {
    const gone = record(askedBack, { kind: 'recall-failed', detail: 'no run of that id', at: AT });
    const back = record(gone, { kind: 'returned', cells: [], at: AT });
    const step = nextStep(record(back, { kind: 'recovery-seen', recovery: { kind: 'recovered' } }), AT);
    expect(step.kind).toBe('fail');
    expect(step.kind === 'fail' ? [...step.cells].sort() : []).toEqual(
      [...new Set(plan.waves.slice(1).flatMap(({ cells }) => cells.map(({ name }) => name)))].sort(),
    );
    expect(storyOf(back).join('; ')).toContain('no run of that id');
  });

  it('counts a wave whose end it will never hear as touched, and stays held', () => {
    const held = record(inFirstWave(), { kind: 'held-by-reset', at: AT });
    const after = record(held, { kind: 'wave-unheard', wave: 1, at: AT });
    expect(after).toMatchObject({ turn: { kind: 'none' }, stance: { kind: 'held', why: { kind: 'reset' } } });
    expect(cellsToReturn(after).map(({ cell }) => cell.name)).toEqual(oneBox?.cells.map(({ name }) => name));
    expect(record(after, { kind: 'wave-unheard', wave: 2, at: AT })).toEqual(after);
  });

  it('says what it waits for, and calls a person when that takes long', () => {
    expect(whyOf('r', askedBack, AT)).toMatchObject([
      { subject: 'rollout', sentence: expect.stringContaining('rolling back') },
      { subject: 'histories', sentence: expect.stringContaining('is being read'), command: 'cellwave doctor' },
    ]);
    const ids = (state: RolloutState): readonly string[] => newsOf('r', state).map(({ id }) => id);
    expect(ids(askedBack)).not.toContain('histories-late');
    const late = record(askedBack, { kind: 'recall-late' });
    expect(ids(late)).toContain('histories-late');
    const gone = record(late, { kind: 'recall-failed', detail: 'no such run', at: AT });
    expect(ids(gone)).toContain('histories-gone');
    expect(whyOf('r', gone, AT)[1]?.sentence).toContain('no such run');
  });

  it('is told once: what comes after the end of the reading changes nothing', () => {
    const done = record(askedBack, { kind: 'touched-recalled', touched: [], isWhole: true, at: AT });
    for (const event of [
      { kind: 'recall-begun', at: AT },
      { kind: 'recall-late' },
      { kind: 'recall-failed', detail: 'x', at: AT },
    ] as const)
      expect(record(done, event)).toEqual(done);
  });
});
