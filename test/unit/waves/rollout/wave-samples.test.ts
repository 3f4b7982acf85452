import type { SampleCounts } from '../../../../alarms/samples';
import type { MinimumSamples } from '../../../../waves/policy';
import { nextWaveStep, waveWatchDuty, waveWatchOrder } from '../../../../waves/rollout/next-wave-step';
import { recordWave } from '../../../../waves/rollout/record-wave';
import { chunkSamples, extendedFor, sampleLimitMs, waveSampleProgress } from '../../../../waves/rollout/wave-samples';
import { reportOf } from '../../../../waves/rollout/wave-report';
import type { CellEnd, WaveEvent, WaveState } from '../../../../waves/rollout/wave-state';
import { startWatches } from '../../../../waves/rollout/watches';
import { holdText } from '../../../../waves/rollout/why';
import { aWatched, HOUR } from '../../../support/a-look';
import { PLANNED_AT } from '../../../support/a-plan';
import { aFinding, anOpenPlan, aWatchState, aWaveState, aWord } from '../../../support/a-rollout-state';

const plan = anOpenPlan();
const WAVE = 5;
const planned = plan.waves[WAVE - 1];
const cells = (planned?.cells ?? []).map(({ name }) => name);
const [a = '', b = ''] = cells;
const at = PLANNED_AT;
const BAKE = planned?.bakeMs ?? 0;

const wanted = (change: Partial<MinimumSamples> = {}): MinimumSamples => ({
  metric: {
    namespace: 'Shop',
    name: 'Requests',
    stat: 'Sum',
    dimensions: { Cell: '{cell}', Where: '{account}/{azId}' },
    oneBoxDimensions: undefined,
  },
  count: 100,
  per: 'cell',
  maximumBakeMs: 24 * HOUR,
  ...change,
});

function fresh(samples: MinimumSamples | undefined, wave = WAVE): WaveState {
  const state = aWaveState(plan, wave);
  return { ...state, order: { ...state.order, gate: { ...state.order.gate, minimumSamples: samples } } };
}

const ends = (cell: string, end: CellEnd, when = at): WaveEvent[] => [
  { kind: 'cell-started', cell, at: when },
  { kind: 'cell-ended', cell, end, at: when },
];
const deployed: readonly WaveEvent[] = cells.flatMap((cell) => ends(cell, { kind: 'deployed' }));
const sees = (goodMs: number, samples: SampleCounts | undefined, chunk = 0): WaveEvent => ({
  kind: 'watched',
  chunk,
  duty: 'good',
  state: aWatchState([], { goodMs, ...(samples === undefined ? {} : { samples }) }),
});
const baking = (samples: MinimumSamples | undefined, ...events: readonly WaveEvent[]): WaveState =>
  [...deployed, ...events].reduce(recordWave, fresh(samples));
const enough = Object.fromEntries(cells.map((cell) => [cell, 100]));
const fewOnB = { ...enough, [b]: 17 };

describe('rule 8: a wave passes when it has had its good time and seen its requests', () => {
  test.each<[string, MinimumSamples | undefined, number, SampleCounts | undefined, WaveState['bake']]>([
    ['nothing asked for', undefined, BAKE, undefined, 'last-read'],
    ['all seen', wanted(), BAKE, enough, 'last-read'],
    ['all seen, too early', wanted(), BAKE - 1, enough, 'baking'],
    ['one cell short', wanted(), BAKE, fewOnB, 'baking'],
    ['one cell never heard of', wanted(), BAKE, { [a]: 1_000 }, 'baking'],
    ['nothing counted', wanted(), BAKE, undefined, 'baking'],
    ['one cell short, and enough together', wanted({ per: 'wave' }), BAKE, fewOnB, 'last-read'],
    ['short together', wanted({ per: 'wave', count: 1_000 }), BAKE, enough, 'baking'],
  ])('S9: %s', (...row) => {
    const [, samples, goodMs, counts, bake] = row;
    const state = baking(samples, sees(goodMs, counts));
    expect(state.bake).toBe(bake);
    expect(state.stance.kind).toBe('going');
  });

  test('S9: what others have seen before is nothing to a cell that was deployed later', () => {
    const [last = ''] = cells.slice(-1);
    const others = Object.fromEntries(Object.entries(enough).filter(([cell]) => cell !== last));
    expect(waveSampleProgress(baking(wanted(), sees(BAKE, others)))).toMatchObject({
      subject: last,
      seen: 0,
      others: 0,
    });
  });

  test('only cells that carry the release are counted on', () => {
    const start = fresh(wanted());
    const order = { ...start.order, failuresLeft: 5 };
    const events = [
      ...ends(a, { kind: 'failed', why: 'x' }),
      ...cells.slice(1).flatMap((cell) => ends(cell, { kind: 'deployed' })),
    ];
    const state = events.reduce(recordWave, { ...start, order });
    const { samples } = waveWatchOrder(state, 0, waveWatchDuty(state, 0));
    expect(samples?.cells.map(({ subject }) => subject)).toEqual(cells.slice(1));
  });

  test('a wave of which no cell carries the release waits for nothing', () => {
    const start = fresh(wanted());
    const order = { ...start.order, failuresLeft: 50 };
    const none = cells
      .flatMap((cell) => ends(cell, { kind: 'failed', why: 'x' }))
      .reduce(recordWave, { ...start, order });
    expect(recordWave(none, sees(BAKE, undefined)).bake).toBe('last-read');
  });
});

describe('rule 8: the longest bake', () => {
  const few = baking(wanted(), sees(BAKE, fewOnB));

  test('a bake goes on by itself, and says so', () => {
    expect(nextWaveStep(few, [])).toEqual({ kind: 'attend', wakeAt: undefined });
    expect(waveWatchDuty(few, 0)).toMatchObject({ until: { kind: 'good' }, counting: true });
    expect(extendedFor(few)).toMatchObject({ seen: 17, least: 100, subject: b });
    expect(extendedFor(baking(wanted(), sees(BAKE - 1, fewOnB)))).toBeUndefined();
    expect(reportOf(few).samples).toEqual({ least: 100, seen: 17, subject: b, others: 0 });
    expect(recordWave(few, sees(BAKE + 1, enough)).bake).toBe('last-read');
  });

  test('then it holds, with how many it has seen', () => {
    expect(recordWave(few, sees(24 * HOUR - 1, fewOnB)).stance.kind).toBe('going');
    const held = recordWave(few, sees(24 * HOUR, fewOnB));
    expect(held.stance).toMatchObject({ kind: 'held', why: { kind: 'too-few-samples' } });
    expect(held.stance.kind === 'held' && holdText(held.stance.why)).toBe(
      `17 of 100 requests seen on ${b}, and the longest bake is over`,
    );
    expect(held.turn.kind).toBe('none');
    expect(waveWatchDuty(held, 0)).toMatchObject({ until: { kind: 'endless' }, counting: false });
    expect(waveWatchOrder(held, 0, waveWatchDuty(held, 0)).samples).toBeUndefined();
  });

  test('from the look at which it is over', () => {
    const late = aWatchState([], { goodMs: 24 * HOUR, samples: fewOnB, wallMs: 9 });
    const event: WaveEvent = { kind: 'watched', chunk: 0, duty: 'good', state: late };
    expect(recordWave(few, event).stance).toMatchObject({ kind: 'held', since: at + 9 });
  });

  test('a resume waits for one more bake, and an extension for as much more', () => {
    const held = recordWave(few, sees(24 * HOUR, fewOnB));
    const resumed = recordWave(held, { kind: 'resumed', word: aWord() });
    expect(sampleLimitMs(resumed)).toBe(24 * HOUR + BAKE);
    expect(recordWave(resumed, sees(24 * HOUR + BAKE, fewOnB)).stance.kind).toBe('held');
    expect(sampleLimitMs(recordWave(few, { kind: 'bake-extended', byMs: HOUR }))).toBe(25 * HOUR);
    expect(recordWave(baking(undefined), { kind: 'bake-extended', byMs: HOUR }).moreSampleMs).toBeUndefined();
  });

  test('a part without a bake of its own waits once more for as long as the longest', () => {
    const held = recordWave({ ...few, bakeMs: 0 }, sees(24 * HOUR, fewOnB));
    expect(held.stance.kind).toBe('held');
    expect(sampleLimitMs(recordWave(held, { kind: 'resumed', word: aWord() }))).toBe(48 * HOUR);
  });

  test('is never shorter than the bake', () => {
    expect(sampleLimitMs(baking(wanted({ maximumBakeMs: 1 })))).toBe(BAKE);
    expect(sampleLimitMs(baking(undefined))).toBe(BAKE);
  });

  test('S9: no data holds as waiting, at its own bound', () => {
    const silent = recordWave(few, {
      kind: 'watched',
      chunk: 0,
      duty: 'good',
      state: aWatchState([{ ...aFinding(b), kind: 'waiting', because: 'no-samples', sinceAt: at }], { goodMs: BAKE }),
    });
    const due = recordWave(silent, { kind: 'ticked', at: at + plan.policy.gate.waitingHoldMs });
    expect(due.stance).toMatchObject({ kind: 'held', why: { kind: 'waiting', finding: { because: 'no-samples' } } });
  });
});

describe('rule 8: what a watch is told to count', () => {
  test('metric, dimensions of the cell, and only from after its deployment', () => {
    const start = fresh(wanted());
    const carry = { ...start.order.carry, clockOffsetMs: 5_000 };
    const later = deployed.reduce(recordWave, { ...start, order: { ...start.order, carry } });
    const { samples } = waveWatchOrder(later, 0, waveWatchDuty(later, 0));
    const cell = planned?.cells.find(({ name }) => name === a);
    expect(samples).toMatchObject({ least: 100, per: 'cell', elsewhere: 0, limitMs: 24 * HOUR });
    expect(samples?.cells[0]).toEqual({
      subject: a,
      scope: 'cell',
      sinceAt: at + 5_000 + 1_000,
      metric: {
        namespace: 'Shop',
        name: 'Requests',
        stat: 'Sum',
        dimensions: { Cell: a, Where: `${cell?.account}/${cell?.azId}` },
      },
    });
  });

  test('nothing while cells are being deployed, and nothing once all is there', () => {
    const deploying = recordWave(fresh(wanted()), { kind: 'cell-started', cell: a, at });
    expect(waveWatchOrder(deploying, 0, waveWatchDuty(deploying, 0)).samples).toBeUndefined();
    const done = baking(wanted(), sees(1, enough));
    expect(waveWatchOrder(done, 0, waveWatchDuty(done, 0)).samples).toBeUndefined();
    expect(reportOf(done).samples).toBeUndefined();
  });

  test('the one-box by dimensions of its own, or not at all', () => {
    const [box = ''] = (plan.waves[0]?.cells ?? []).map(({ name }) => name);
    const rolled = (samples: MinimumSamples): WaveState =>
      ends(box, { kind: 'deployed' }).reduce(recordWave, fresh(samples, 1));
    const { metric } = wanted();
    const boxed = rolled(wanted({ metric: { ...metric, oneBoxDimensions: { Cell: '{cell}', Box: 'one-box' } } }));
    expect(chunkSamples(boxed, 0)?.cells).toMatchObject([
      { scope: 'one-box', metric: { dimensions: { Cell: box, Box: 'one-box' } } },
    ]);
    const whole = rolled(wanted());
    expect(chunkSamples(whole, 0)).toBeUndefined();
    expect(recordWave(whole, sees(whole.bakeMs, undefined)).bake).toBe('last-read');
  });

  test('a cell that nobody plans any more, or that was deployed before its end was noted, is not asked', () => {
    const state = baking(wanted());
    const unplanned = { ...state.order.wave, cells: state.order.wave.cells.filter(({ name }) => name !== a) };
    expect(chunkSamples({ ...state, order: { ...state.order, wave: unplanned } }, 0)?.cells).toHaveLength(
      cells.length - 1,
    );
    const old = { cell: a, rounds: 0, stage: { kind: 'deployed', touch: { at, fromAt: at } } } as const;
    const asked = chunkSamples({ ...state, cells: { ...state.cells, [a]: old } }, 0)?.cells;
    expect(asked?.map(({ subject }) => subject)).not.toContain(a);
  });
});

describe('rule 8: of several watches', () => {
  const others = Array.from({ length: 400 }, (_, index) => aWatched(`other-${index}`, ['errors'], { fromAt: at }));

  function inTwo(samples: MinimumSamples, also: number): WaveState {
    const start = fresh(samples);
    const order = { ...start.order, alsoWatched: others.slice(0, also) };
    return deployed.reduce(recordWave, { ...start, order, watches: startWatches(402, order.carry, at) });
  }

  test('those that have none of the cells have nothing to count, and wait for the one that has', () => {
    const state = [sees(BAKE, undefined), sees(BAKE, fewOnB, 1)].reduce(recordWave, inTwo(wanted(), 400));
    expect(chunkSamples(state, 0)).toBeUndefined();
    expect(chunkSamples(state, 1)?.cells).toHaveLength(cells.length);
    expect(waveWatchDuty(state, 0).until.kind).toBe('endless');
    expect(waveWatchDuty(state, 1).until.kind).toBe('good');
    expect(state.bake).toBe('baking');
    expect(recordWave(state, sees(BAKE, enough, 1)).bake).toBe('last-read');
  });

  test('per wave each knows what the others have seen', () => {
    const state = [sees(BAKE, { [a]: 30 }), sees(BAKE, { [b]: 50 }, 1)].reduce(
      recordWave,
      inTwo(wanted({ per: 'wave' }), 399),
    );
    expect(chunkSamples(state, 0)).toMatchObject({ elsewhere: 50, cells: [{ subject: a }] });
    expect(chunkSamples(state, 1)).toMatchObject({ elsewhere: 30 });
    expect(chunkSamples(inTwo(wanted({ per: 'wave' }), 399), 1)).toMatchObject({ elsewhere: 0 });
    expect(recordWave(state, sees(BAKE, { [b]: 70 }, 1)).bake).toBe('last-read');
  });
});
