import type { Finding } from '../../../../alarms/verdict';
import { countCells } from '../../../../waves/rollout/counts';
import { exemptable } from '../../../../waves/rollout/exemption';
import { newsOf } from '../../../../waves/rollout/news';
import { phaseOf } from '../../../../waves/rollout/phase';
import { record } from '../../../../waves/rollout/record';
import { startRollout, type RolloutEvent, type RolloutState } from '../../../../waves/rollout/rollout-state';
import type { HoldCause, ReturnCause } from '../../../../waves/rollout/stance';
import { statusOf } from '../../../../waves/rollout/status';
import { storyOf } from '../../../../waves/rollout/story';
import { findingText } from '../../../../waves/rollout/finding-text';
import { causeText, holdText, whyOf } from '../../../../waves/rollout/why';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';
import {
  aFinding,
  anOpenScene,
  aReport,
  aResult,
  aRollout,
  aWatchState,
  aWord,
  passedUpTo,
  started,
  TOUCH,
} from '../../../support/a-rollout-state';

const { plan, all, first } = anOpenScene();
const fresh = startRollout({ plan, at: PLANNED_AT, trusted: [] });
const now = PLANNED_AT + 1;
const refused: RolloutEvent = {
  kind: 'refused',
  refusals: [{ kind: 'refused', rule: 'S29', message: 'quarantined', remedy: 'ship another' }],
};
const look = (purpose: 'gate' | 'soak' | 'last-read', ...findings: readonly Finding[]): RolloutEvent[] => [
  { kind: 'watch-begun', purpose, accounts: 1, at: PLANNED_AT },
  { kind: 'watched', chunk: 0, state: aWatchState(findings, { goodMs: 1e9 }), duty: 'good', at: PLANNED_AT },
];
const baselines: RolloutEvent = { kind: 'baselines-read', wave: 1, baselines: [], at: PLANNED_AT };
const reported = (change: Parameters<typeof aReport>[2]): RolloutEvent => ({
  kind: 'wave-reported',
  report: aReport(plan, 1, change),
  at: PLANNED_AT,
});
const personWants: RolloutEvent = { kind: 'return-asked', cause: { kind: 'person', word: aWord() }, at: PLANNED_AT };

const closedWindow = aPlan()
  .under(aPolicy().withWindows({ days: ['tue'], fromMinute: 0, toMinute: 60 }))
  .build();

test.each<[string, RolloutState, string, RegExp, RegExp | undefined]>([
  ['awaits its admission', fresh, 'preparing', /being admitted/, undefined],
  ['was refused', record(fresh, refused), 'closed', /about to close/, undefined],
  ['waits for a window', aRollout(closedWindow), 'gated', /^waits for the release window/, undefined],
  ['is at its gate', aRollout(plan), 'gated', /looking at its alarms/, undefined],
  [
    'waits at its gate',
    aRollout(plan, ...look('gate', aFinding(first, 'red-before'))),
    'gated',
    /was in ALARM before this release touched the cell/,
    undefined,
  ],
  ['reads baselines', aRollout(plan, ...look('gate')), 'preparing', /baselines are being read/, undefined],
  ['is about to run a wave', aRollout(plan, ...look('gate'), baselines), 'preparing', /about to start/, undefined],
  ['deploys', aRollout(plan, started(1)), 'deploying', /deploying its cells/, undefined],
  [
    'bakes',
    aRollout(plan, started(1), reported({ phase: 'baking', verdict: aWatchState().verdict })),
    'baking',
    /^baking: its alarms/,
    undefined,
  ],
  [
    'stands in its bake',
    aRollout(plan, started(1), reported({ phase: 'baking', verdict: aWatchState([aFinding(first)]).verdict })),
    'baking',
    /clock stopped: .*INSUFFICIENT_DATA/,
    undefined,
  ],
  [
    'hears of a pause from its wave',
    aRollout(plan, started(1), reported({ phase: 'paused' })),
    'paused',
    /deploying/,
    undefined,
  ],
  [
    'hears of a hold without a cause',
    aRollout(plan, started(1), reported({ phase: 'held' })),
    'held',
    /deploying/,
    undefined,
  ],
  [
    'hears of an abort',
    aRollout(plan, started(1), reported({ phase: 'aborting' })),
    'aborting',
    /deploying/,
    undefined,
  ],
  [
    'hears of a turn',
    aRollout(plan, started(1), reported({ phase: 'turning-back' })),
    'rolling-back',
    /wave w1 was lost: it was cancelled/,
    undefined,
  ],
  [
    'is paused',
    aRollout(plan, { kind: 'paused', word: aWord() }),
    'paused',
    /paused by ann: CHG-1/,
    /^cellwave resume r /,
  ],
  [
    'is held by its wave',
    aRollout(
      plan,
      started(1),
      reported({ phase: 'held', held: { kind: 'blocked', cell: 'c', because: 'vanished', detail: 'no role' } }),
    ),
    'held',
    /c cannot be deployed \(vanished\): no role/,
    /^cellwave resume r .*exempt r --cell c /,
  ],
  [
    'is held by a cell that somebody moved',
    aRollout(
      plan,
      started(1),
      reported({ phase: 'held', held: { kind: 'blocked', cell: 'c', because: 'baseline-moved', detail: 'd-2' } }),
    ),
    'held',
    /c cannot be deployed \(baseline-moved\): d-2/,
    /^cellwave resume r .*reads its baseline again, or cellwave exempt r --cell c /,
  ],
  [
    'is held by Reset',
    aRollout(plan, { kind: 'held-by-reset', at: PLANNED_AT }),
    'held',
    /Reset/,
    /^cellwave rollback r /,
  ],
  ['soaks', aRollout(plan, ...passedUpTo(plan, all)), 'soaking', /^soaking: every cell/, undefined],
  [
    'stands in its soak',
    aRollout(plan, ...passedUpTo(plan, all), ...look('soak', aFinding('aggregate:1', 'red-before'))),
    'soaking',
    /clock stopped: .*touched anything/,
    undefined,
  ],
  ['reads once more', aRollout(plan, ...passedUpTo(plan, all), ...look('soak')), 'soaking', /^soaking/, undefined],
  [
    'is about to close',
    aRollout(plan, ...passedUpTo(plan, all), ...look('soak'), ...look('last-read')),
    'closed',
    /about to close/,
    undefined,
  ],
  [
    'is aborted',
    aRollout(plan, started(1), { kind: 'aborted', word: aWord() }),
    'aborting',
    /aborted by ann/,
    /^cellwave rollback r /,
  ],
  ['rolls back', aRollout(plan, started(1), personWants), 'rolling-back', /ann asked for it: CHG-1/, undefined],
])('a rollout that %s', (_, ...[state, phase, sentence, command]) => {
  expect(phaseOf(state, now)).toBe(phase);
  const [why] = whyOf('r', state, now);
  expect(why?.sentence).toMatch(sentence);
  if (command === undefined) expect(why?.command).toBeUndefined();
  else expect(why?.command).toMatch(command);
  expect(statusOf({ rollout: 'r', rehearsal: false }, state, now).next).toBe(why?.sentence);
});

test('a closed rollout waits for nothing', () => {
  const closed = aRollout(plan, ...passedUpTo(plan, all), { kind: 'closed', outcome: 'completed' });
  expect(whyOf('r', closed, now)).toEqual([]);
  expect(phaseOf(closed, now)).toBe('closed');
  expect(statusOf({ rollout: 'r', rehearsal: true }, closed, now)).toMatchObject({
    next: 'nothing: the rollout has closed',
    rehearsal: true,
  });
});

test('a verdict that comes back healthy stops a soak at its last read, and one that does not begins it anew', () => {
  const atLastRead = aRollout(plan, ...passedUpTo(plan, all), ...look('soak'));
  expect(atLastRead.soak).toBe('last-read');
  expect([...look('last-read', aFinding(first))].reduce(record, atLastRead).soak).toBe('soaking');
  expect(record(atLastRead, { kind: 'resumed', word: aWord() })).toBe(atLastRead);
  const paused = record(atLastRead, { kind: 'paused', word: aWord() });
  expect(record(paused, { kind: 'resumed', word: aWord() }).soak).toBe('soaking');
});

test.each<[HoldCause, RegExp]>([
  [{ kind: 'blind', finding: undefined }, /could not be looked at/],
  [{ kind: 'blind', finding: aFinding('c', 'blind') }, /c cannot be read: throttled/],
  [{ kind: 'waiting', finding: undefined }, /not enough evidence/],
  [{ kind: 'waiting', finding: aFinding('c') }, /INSUFFICIENT_DATA/],
  [
    { kind: 'too-few-samples', progress: { least: 100, seen: 17, subject: undefined, others: 0 } },
    /^17 of 100 requests seen, and the longest bake is over$/,
  ],
  [{ kind: 'red-before-start', cell: 'c', alarm: 'errors' }, /c is not started/],
  [{ kind: 'baseline-untrusted', cell: 'c', detail: 'failed since' }, /baseline of c cannot be trusted/],
  [{ kind: 'baselines-unread', wave: 'w01', detail: 'denied' }, /baselines of w01 could not be read/],
  [{ kind: 'untried', wave: 'w01' }, /nothing is proved/],
  [{ kind: 'reset' }, /made by Reset/],
])('%j has a sentence', (cause, sentence) => {
  expect(holdText(cause)).toMatch(sentence);
});

const about = { subject: 'c', alarm: 'errors', scope: 'cell' } as const;

test.each<[Finding, RegExp]>([
  [{ ...about, kind: 'healthy' }, /is healthy/],
  [{ ...about, kind: 'blind', because: 'missing', detail: 'deleted' }, /no evidence \(missing\): deleted/],
  [{ ...about, kind: 'unhealthy', because: 'in-alarm', at: 1 }, /is in ALARM$/],
  [{ ...about, kind: 'unhealthy', because: 'was-in-alarm', at: 1 }, /was in ALARM for a while/],
])('%j has words', (finding, words) => {
  expect(findingText(finding)).toMatch(words);
});

const red = aWatchState([aFinding('c', 'unhealthy')]).verdict;

test.each<[ReturnCause, RegExp]>([
  [{ kind: 'verdict', verdict: red }, /alarm errors of c is in ALARM$/],
  [{ kind: 'verdict', verdict: { ...red, more: 3 } }, /, and 3 more$/],
  [{ kind: 'verdict', verdict: { ...red, findings: [] } }, /an alarm counted/],
  [{ kind: 'blind', verdict: red }, /could not be looked at/],
  [{ kind: 'cancelled' }, /was cancelled/],
  [{ kind: 'failure-budget', cells: ['a', 'b'] }, /a, b failed to deploy/],
  [{ kind: 'wave-lost', wave: 'w01', detail: 'terminated' }, /wave w01 was lost: terminated/],
])('%j has words', (cause, words) => {
  expect(causeText(cause)).toMatch(words);
});

const back = (...ends: readonly ('returned' | 'left' | 'moved' | 'unknown')[]): RolloutEvent => ({
  kind: 'returned',
  at: PLANNED_AT,
  cells: ends.map((end, index) => ({ cell: `c${index}`, end, why: end === 'moved' ? 'by hand' : undefined })),
});

test('news: each thing once, cells and alarms that need a person apart', () => {
  const ids = (...events: readonly RolloutEvent[]): readonly string[] =>
    newsOf('r', aRollout(plan, ...events)).map(({ id }) => id);
  expect(newsOf('r', fresh)).toEqual([]);
  expect(ids()).toEqual(['started']);
  expect(ids({ kind: 'held-by-reset', at: 7 })).toEqual(['started', 'held-7']);
  expect(ids(started(1), personWants, back('returned'))).toEqual(['started', 'halted']);
  const bad: RolloutEvent[] = [
    started(1),
    personWants,
    back('moved', 'unknown'),
    { kind: 'recovery-seen', recovery: { kind: 'still-red', alarms: ['c1'] } },
  ];
  expect(ids(...bad)).toEqual(['started', 'halted', 'cells-need-a-person', 'alarms-need-a-person']);
  for (const outcome of ['completed', 'aborted', 'rolled-back'] as const)
    expect(ids({ kind: 'closed', outcome })).toEqual(['started', outcome]);
  expect(ids({ kind: 'closed', outcome: 'accepted' })).toEqual(['started']);
  const told = newsOf(
    'r',
    aRollout(plan, ...passedUpTo(plan, 2), personWants, back('returned', 'left'), {
      kind: 'closed',
      outcome: 'rolled-back',
    }),
  );
  expect(told.at(-1)?.news.message).toBe('1 of 1 touched cells are on their baselines again');
});

test('the story of a rollout that was taken back', () => {
  const state = aRollout(plan, ...passedUpTo(plan, 2), personWants, back('returned', 'moved', 'left'), {
    kind: 'recovery-seen',
    recovery: { kind: 'recovered' },
  });
  expect(storyOf(state).slice(3)).toEqual([
    'rolled back because ann asked for it: CHG-1',
    '1 of 1 touched cells are on their baselines again',
    'c1: moved, by hand',
    'c2: left, ',
    'their alarms are quiet again',
  ]);
  const still = record(state, { kind: 'recovery-seen', recovery: { kind: 'still-red', alarms: ['c1'] } });
  expect(storyOf(still).at(-1)).toMatch(/still not quiet .* c1$/);
  expect(storyOf(aRollout(plan, started(1), personWants)).slice(1)).toEqual([
    'w01-one-box: running',
    'rolled back because ann asked for it: CHG-1',
  ]);
  expect(storyOf(record(fresh, refused))[1]).toBe('refused by S29: quarantined; ship another');
});

test('the story names what a wave left elsewhere, twenty at most', () => {
  const stages = [
    { kind: 'exempt', by: 'ann', reason: 'old' },
    { kind: 'failed', touch: TOUCH, why: 'health' },
    { kind: 'settled', touch: TOUCH, why: 'turned' },
    { kind: 'moved', touch: TOUCH, why: 'hand' },
  ] as const;
  const cells = Array.from({ length: 6 }, () => stages)
    .flat()
    .map((stage, index) => ({ cell: `c${index}`, rounds: 0, stage }));
  const passed = aRollout(plan, started(1), {
    kind: 'wave-ended',
    result: aResult(plan, 1, { cells }),
    at: PLANNED_AT,
  });
  const lines = storyOf(passed);
  expect(lines.slice(2, 6)).toEqual([
    'c0: exempted by ann: old',
    'c1: failed, on its baseline again: health',
    'c2: settled, on its baseline again: turned',
    'c3: moved: hand',
  ]);
  expect(lines.at(-1)).toBe('4 more');
  const halted = aResult(plan, 1, { cells, end: 'halted', cause: { kind: 'cancelled' } });
  const turned = aRollout(plan, started(1), { kind: 'wave-ended', result: halted, at: PLANNED_AT });
  expect(storyOf(turned)[1]).toMatch(/^w01-one-box: halted: the rollout was cancelled/);
  const unbaked = { ...halted, goodMs: 0, wallMs: 0 };
  expect(storyOf(aRollout(plan, started(1), { kind: 'wave-ended', result: unbaked, at: PLANNED_AT }))[1]).toBe(
    'w01-one-box: halted: the rollout was cancelled',
  );
  const lost = aRollout(plan, started(1), { kind: 'wave-lost', wave: 1, detail: 'terminated', at: PLANNED_AT });
  expect(storyOf(lost)[1]).toBe('w01-one-box: lost: terminated');
  const aborted = aRollout(
    plan,
    ...passedUpTo(plan, 2),
    { kind: 'aborted', word: aWord() },
    { kind: 'closed', outcome: 'aborted' },
  );
  expect(storyOf(aborted).slice(-2)[0]).toMatch(/^1 of 6 cells carry v1.2.0 in whole or in part; `cellwave rollback`/);
});

test('counts: a cell once, what carries the release now, what was ever exposed', () => {
  expect(countCells(aRollout(plan, ...passedUpTo(plan, 1)))).toEqual({ total: 6, done: 0, failed: 0, exposed: 1 });
  expect(countCells(aRollout(plan, ...passedUpTo(plan, 2)))).toEqual({ total: 6, done: 1, failed: 0, exposed: 1 });
  const boxRuns = aRollout(plan, started(1), reported({ done: 1, stages: { [first]: 'deployed' } }));
  expect(countCells(boxRuns)).toEqual({ total: 6, done: 0, failed: 0, exposed: 1 });
  const report = aReport(plan, 3, { done: 1, failed: 1, stages: { a: 'deployed', b: 'pending', [first]: 'failed' } });
  const azRuns = aRollout(plan, ...passedUpTo(plan, 2), started(3), { kind: 'wave-reported', report, at: PLANNED_AT });
  expect(countCells(azRuns)).toEqual({ total: 6, done: 2, failed: 1, exposed: 2 });
  expect(countCells(aRollout(plan, started(1)))).toEqual({ total: 6, done: 0, failed: 0, exposed: 0 });
  const left: RolloutEvent = { kind: 'returned', at: PLANNED_AT, cells: [{ cell: first, end: 'left', why: 'none' }] };
  expect(countCells(aRollout(plan, ...passedUpTo(plan, 2), personWants, left)).done).toBe(1);
});

test('status: the shape that `--output json` prints, wave by wave and cell by cell', () => {
  const revision = {
    kind: 's3',
    bucket: 'b',
    key: 'web/v1.1.0.zip',
    bundleType: 'zip',
    version: 'o',
    eTag: 'e',
  } as const;
  const deployed = { kind: 'deployed', deploymentId: 'd-1', revision } as const;
  const commit = { ...deployed, revision: { kind: 'github', repository: 'r', commitId: 'abc' } } as const;
  const groups = [
    { deploymentGroup: 'web-one-box', baseline: deployed },
    { deploymentGroup: 'web-all', baseline: { kind: 'untrusted', why: 'failed', lastSuccessful: commit } },
    { deploymentGroup: 'web-more', baseline: { kind: 'none' } },
  ] as const;
  const read: RolloutEvent = {
    kind: 'baselines-read',
    wave: 1,
    baselines: [{ cell: first, groups: groups.slice(0, 1) }],
    at: PLANNED_AT,
  };
  const status = statusOf({ rollout: 'r', rehearsal: false }, aRollout(plan, read, ...passedUpTo(plan, 1)), now);
  expect(Object.keys(status)).toEqual(
    expect.arrayContaining([
      'id',
      'service',
      'region',
      'release',
      'phase',
      'outcome',
      'startedAt',
      'waves',
      'cells',
      'next',
      'why',
    ]),
  );
  expect(status.waves[0]).toMatchObject({
    name: 'w01-one-box',
    kind: 'one-box',
    phase: 'passed',
    cells: [first],
    bakeMs: 60_000,
    goodMs: 60_000,
    verdict: { kind: 'healthy' },
  });
  expect(status.cells[0]).toMatchObject({
    name: first,
    phase: 'one-box-deployed',
    version: 'v1.2.0 on its one-box, else web/v1.1.0.zip',
    baseline: 'web/v1.1.0.zip',
  });
  expect(status.cells[1]).toMatchObject({ phase: 'pending', version: 'unknown', baseline: undefined });
  const mixed = {
    ...aRollout(plan),
    waves: aRollout(plan).waves.map((wave) => ({ ...wave, baselines: [{ cell: first, groups }] })),
  };
  expect(statusOf({ rollout: 'r', rehearsal: false }, mixed, now).cells[0]?.baseline).toBe('web/v1.1.0.zip, abc, none');
});

test('status: where a cell stands in every kind of wave', () => {
  const cellIn = (...events: readonly RolloutEvent[]) =>
    statusOf({ rollout: 'r', rehearsal: false }, aRollout(plan, ...events), now).cells[0];
  expect(cellIn(started(1))).toMatchObject({ phase: 'in-wave', version: 'unknown' });
  expect(cellIn(started(1), reported({ phase: 'deploying' }))).toMatchObject({ phase: 'in-wave' });
  expect(cellIn(started(1), reported({ phase: 'baking', stages: { [first]: 'deployed' } }))).toMatchObject({
    phase: 'one-box-deployed',
    version: 'v1.2.0 on its one-box, else unknown',
  });
  expect(cellIn(started(1), reported({ phase: 'baking', stages: {} }))).toMatchObject({ phase: 'in-wave' });
  expect(cellIn(started(1), { kind: 'wave-lost', wave: 1, detail: 'gone', at: 1 })).toMatchObject({
    phase: 'unknown',
    why: 'gone',
  });
  expect(cellIn(started(1), { kind: 'wave-ended', result: aResult(plan, 1, { cells: [] }), at: 1 })).toMatchObject({
    phase: 'pending',
  });
  expect(cellIn(...passedUpTo(plan, 2))).toMatchObject({ phase: 'deployed', version: 'v1.2.0', wave: 'w02-one-cell' });
  const exempt: RolloutEvent = {
    kind: 'wave-ended',
    result: aResult(plan, 2, { stage: { kind: 'exempt', by: 'ann', reason: 'x' } }),
    at: 1,
  };
  expect(cellIn(...passedUpTo(plan, 1), started(2), exempt)).toMatchObject({
    phase: 'exempt',
    version: 'v1.2.0 on its one-box, else unknown',
  });
  const failed: RolloutEvent = {
    kind: 'wave-ended',
    result: aResult(plan, 1, { stage: { kind: 'failed', touch: TOUCH, why: 'health' } }),
    at: 1,
  };
  expect(cellIn(started(1), failed)).toMatchObject({ phase: 'failed', version: 'unknown', why: 'health' });
  const returned: RolloutEvent = { kind: 'returned', at: 1, cells: [{ cell: first, end: 'returned', why: undefined }] };
  expect(cellIn(...passedUpTo(plan, 1), personWants, returned)).toMatchObject({
    phase: 'returned',
    version: 'unknown',
  });
});

test('status: the evidence of the verdict that decided', () => {
  const evidence = undefined;
  const cause: ReturnCause = { kind: 'verdict', verdict: red, evidence };
  const state = aRollout(plan, started(1), { kind: 'return-asked', cause, at: PLANNED_AT });
  expect(statusOf({ rollout: 'r', rehearsal: false }, state, now).evidence).toBeUndefined();
});

describe('a cell that a person exempted', () => {
  const cell = plan.waves.at(-1)?.cells[0]?.name ?? '';
  const word = aWord({ reason: 'being rebuilt', at: PLANNED_AT });
  const exempted: RolloutEvent = { kind: 'exempted', cell, word };
  const cellOf = (...events: readonly RolloutEvent[]) =>
    statusOf({ rollout: 'r', rehearsal: false }, aRollout(plan, ...events), now).cells.find(
      ({ name }) => name === cell,
    );
  const told = { phase: 'exempt', why: 'exempted by ann: being rebuilt' };

  test('is shown as such before its wave begins, while it runs and after', () => {
    expect(cellOf(exempted)).toMatchObject(told);
    const running = { kind: 'wave-started', wave: all, at: PLANNED_AT + 1 } as const;
    expect(cellOf(exempted, ...passedUpTo(plan, all - 1), running)).toMatchObject(told);
    const stage = { kind: 'exempt', by: 'ann', reason: 'being rebuilt' } as const;
    const ended = { kind: 'wave-ended', result: aResult(plan, all, { stage }), at: PLANNED_AT + 2 } as const;
    expect(cellOf(exempted, ...passedUpTo(plan, all - 1), running, ended)).toMatchObject(told);
  });

  test('while its wave runs, only once the wave has said that it leaves it out', () => {
    const begun = [...passedUpTo(plan, all - 1), started(all), exempted];
    expect(cellOf(...begun)).toMatchObject({ phase: 'in-wave', why: undefined });
    const report = aReport(plan, all, { phase: 'deploying', stages: { [cell]: 'exempt' } });
    expect(cellOf(...begun, { kind: 'wave-reported', report, at: now })).toMatchObject(told);
  });

  test('one that has the release already keeps it, and says so', () => {
    expect(cellOf(...passedUpTo(plan, all), exempted)).toMatchObject({ phase: 'deployed', why: undefined });
  });

  test('can be exempted as long as a wave is to come, or runs, that has it', () => {
    expect(exemptable(aRollout(plan, ...passedUpTo(plan, all - 1)), cell)).toBe('yes');
    expect(exemptable(aRollout(plan, ...passedUpTo(plan, all - 1), started(all)), cell)).toBe('unless-begun');
    expect(exemptable(aRollout(plan, ...passedUpTo(plan, 1)), first)).toBe('yes');
    expect(exemptable(aRollout(plan, ...passedUpTo(plan, all)), cell)).toBe('no');
    expect(exemptable(aRollout(plan), 'nobody')).toBe('no');
  });

  test('of a wave that was lost it is what it was before the wave began', () => {
    const lost = { kind: 'wave-lost', wave: all, detail: 'terminated', at: now } as const;
    const begun = { kind: 'wave-started', wave: all, at: PLANNED_AT + 1 } as const;
    expect(cellOf(...passedUpTo(plan, all - 1), exempted, begun, lost)).toMatchObject(told);
    expect(cellOf(...passedUpTo(plan, all - 1), started(all), exempted, lost)).toMatchObject({ phase: 'unknown' });
  });
});

describe('a wave that passed and is taken back afterwards', () => {
  const asked = aRollout(plan, ...passedUpTo(plan, 3), personWants);
  const waysBack = (state: RolloutState): readonly string[] =>
    statusOf({ rollout: 'r', rehearsal: false }, state, now).waves.map(({ wayBack }) => wayBack);
  const others = (plan.waves[2]?.cells ?? []).map(({ name }) => name);
  const returned = (end: 'returned' | 'moved'): RolloutEvent => ({
    kind: 'returned',
    at: now,
    cells: [first, ...others].map((cell, index) => ({ cell, end: index === 1 ? end : 'returned', why: undefined })),
  });

  test('says so beside its phase, from the moment it goes back', () => {
    expect(waysBack(aRollout(plan, ...passedUpTo(plan, 3)))).toEqual(plan.waves.map(() => 'none'));
    expect(waysBack(asked)).toEqual(['under-way', 'under-way', 'under-way', 'none', 'none']);
    expect(waysBack(record(asked, returned('returned')))).toEqual(['whole', 'whole', 'whole', 'none', 'none']);
    expect(waysBack(record(asked, returned('moved')))).toEqual(['whole', 'whole', 'in-part', 'none', 'none']);
    expect(statusOf({ rollout: 'r', rehearsal: false }, asked, now).waves[0]?.phase).toBe('passed');
  });
});
