import { boardText } from '../../../../cli/output/board';
import { colours } from '../../../../cli/output/colours';
import { exitCodeOf } from '../../../../cli/output/ending';
import { liveScreen } from '../../../../cli/output/live-screen';
import { changeLines } from '../../../../cli/output/watch-lines';
import { aCellStatus, aStatus, aWaveStatus } from '../../../support/a-status';

const plain = colours(false);
const running = aStatus({
  phase: 'baking',
  waves: [
    aWaveStatus({ phase: 'passed', goodMs: 3_600_000 }),
    aWaveStatus({ number: 2, name: 'w02-one-cell', kind: 'one-cell', phase: 'baking', goodMs: 1_800_000 }),
    aWaveStatus({ number: 3, name: 'w03-region-usw2-az2-12of99', kind: 'region', cells: ['c2'], bakeMs: 43_200_000 }),
  ],
  cells: [aCellStatus({ phase: 'deployed' }), aCellStatus({ name: 'c2', azId: 'usw2-az2' })],
  why: [
    {
      subject: 'rollout',
      sentence: 'paused by somebody: a reason that is long enough to need more than one line of a narrow screen',
      since: undefined,
      until: undefined,
      command: 'cellwave resume checkout:us-west-2:v1.1.0-3f9c2a --reason TEXT',
    },
  ],
});

describe('the board', () => {
  test.each([80, 100])('fits %i columns', (columns) => {
    const lines = boardText(running, { colours: plain, columns }).split('\n');
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  test('tells waves, cells, good time and what a person can do, without colour', () => {
    const text = boardText(running, { colours: plain, columns: 100 });
    expect(text).toMatch(/✔ +w01-one-box +1 of 1 +1 % +passed/);
    expect(text).toMatch(/▶ +w02-one-cell .*█████░░░░░ 30 min of 1 h/);
    expect(text).toMatch(/usw2-az1 +✔\n +usw2-az2 +·/);
    expect(text).toContain('you can cellwave resume');
  });

  test('names who is exempted, by whom and why, and how many more there are', () => {
    const why = `exempted by ann@laptop: ${'being rebuilt '.repeat(10)}`;
    const exempt = Array.from({ length: 6 }, (_, at) => aCellStatus({ name: `c${at}`, phase: 'exempt', why }));
    const status = { ...running, cells: [...exempt, aCellStatus({ name: 'c9', phase: 'deployed' })] };
    const text = boardText(status, { colours: plain, columns: 80 });
    expect(text).toMatch(/usw2-az1 +⊘ ⊘ ⊘ ⊘ ⊘ ⊘ ✔\n/);
    expect(text).toMatch(/^ {2}⊘ c0 {2}exempted by ann@laptop: being rebuilt .*\.\.\.$/m);
    expect(text).toContain('  and 2 more exempted');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    { wayBack: 'under-way', glyph: '◀', word: 'going back', cells: '0 of 1' },
    { wayBack: 'whole', glyph: '↩', word: 'taken back', cells: '0 of 1' },
    { wayBack: 'in-part', glyph: '✖', word: 'partly back', cells: '0 of 1' },
    { wayBack: 'none', glyph: '✔', word: 'passed', cells: '1 of 1' },
  ] as const)('of a wave that had passed, way back $wayBack', ({ wayBack, glyph, word, cells }) => {
    const waves = [aWaveStatus({ phase: 'passed', wayBack })];
    const status = { ...running, waves, cells: [aCellStatus({ phase: 'returned' })] };
    const text = boardText(status, { colours: plain, columns: 80 });
    expect(text).toMatch(new RegExp(`${glyph} +w01-one-box +${cells} +1 % +${word} `));
    expect(changeLines(undefined, status)).toContainEqual(
      expect.stringContaining(`w01-one-box: ${word}, ${cells} cells`),
    );
  });

  test.each([
    ['the next wave stands while the rollout does', 'paused', 'passed', /‖ +w02-one-cell .* paused /],
    ['but not when another wave is what stands', 'paused', 'paused', /· +w02-one-cell .* waits /],
    [
      'a wave that a rollback keeps from beginning does not wait',
      'rolling-back',
      'passed',
      /· +w02-one-cell .* not begun/,
    ],
    [
      'nor does one of a rollout that is over',
      'closed',
      'aborted',
      /· +w02-one-cell .* not begun(.|\n)* soak .* not begun/,
    ],
  ] as const)('%s', (...row) => {
    const [, phase, first, expected] = row;
    const waves = [aWaveStatus({ phase: first }), aWaveStatus({ number: 2, name: 'w02-one-cell', kind: 'one-cell' })];
    expect(boardText({ ...running, phase, waves }, { colours: plain, columns: 100 })).toMatch(expected);
  });

  test('what was aborted has a glyph of its own', () => {
    const status = { ...running, outcome: 'aborted', waves: [aWaveStatus({ phase: 'aborted' })] } as const;
    expect(boardText(status, { colours: plain, columns: 100 })).toMatch(/■ +w01-one-box .* aborted /);
  });

  test('a run that only takes back says of its waves that they are back', () => {
    const waves = [aWaveStatus({ phase: 'turned-back', wayBack: 'whole' })];
    expect(boardText({ ...running, waves }, { colours: plain, columns: 80 })).toMatch(/↩ +w01-one-box .* taken back /);
  });

  test('a wave that halted goes on saying so', () => {
    const waves = [aWaveStatus({ phase: 'halted', wayBack: 'whole' })];
    expect(boardText({ ...running, waves }, { colours: plain, columns: 80 })).toMatch(/w01-one-box .* halted /);
  });

  test('says when it only knows what is on record', () => {
    const text = boardText({ ...running, source: 'record' }, { colours: plain, columns: 100 });
    expect(text).toContain('no worker answers');
    const ended = { ...running, source: 'record', phase: 'unresolved', closedAt: running.asOf } as const;
    expect(boardText(ended, { colours: plain, columns: 100 })).not.toContain('no worker answers');
  });

  test('four hundred cells of one AZ take a few lines', () => {
    const cells = Array.from({ length: 400 }, (_, at) => aCellStatus({ name: `c${at}`, phase: 'deployed' }));
    const lines = boardText({ ...running, cells }, { colours: plain, columns: 100 }).split('\n');
    expect(lines.length).toBeLessThan(25);
  });
});

describe('drawing over the board', () => {
  test('a line that the terminal breaks counts as two, and the head gives way when there is no room', () => {
    const written: string[] = [];
    const screen = liveScreen({ write: (text: string) => written.push(text) > 0, rows: 4, columns: 10 });
    screen.draw('head\n0123456789abc\nfoot');
    screen.draw('next');
    expect(written[0]).toContain('0123456789abc\nfoot');
    expect(written[0]).not.toContain('head');
    expect(written[1]).toContain('\u001b[3A');
  });
});

describe('without a terminal', () => {
  test('each line is said once; a clock that ticks says nothing', () => {
    expect(changeLines(undefined, running).join('\n')).toContain('w02-one-cell: baking, 1 of 1 cells');
    const later = running.waves.map((wave) => ({ ...wave, goodMs: wave.goodMs + 1_000 }));
    expect(changeLines(running, { ...running, waves: later })).toEqual([]);
    expect(changeLines(running, { ...running, phase: 'held' }).at(-1)).toMatch(/rollout: held$/);
  });

  test('who is exempted is said once, with the reason', () => {
    const cells = [aCellStatus({ phase: 'exempt', why: 'exempted by ann: old' })];
    expect(changeLines(running, { ...running, cells })).toContainEqual(
      expect.stringMatching(/c1: exempted by ann: old$/),
    );
  });

  test.each([
    ['completed', 'closed', 0],
    ['accepted', 'closed', 0],
    ['rolled-back', 'closed', 4],
    ['aborted', 'closed', 6],
    ['refused', 'closed', 3],
    [undefined, 'held', 5],
    [undefined, 'unresolved', 5],
    [undefined, 'baking', 0],
  ] as const)('%s, %s: exit code %i', (outcome, phase, code) => {
    expect(exitCodeOf({ outcome, phase })).toBe(code);
  });
});
