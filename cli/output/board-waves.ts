import { formatDuration } from '../../alarms/durations';
import { shareText } from '../../waves/exposure';
import type { WaveStatus } from '../../waves/rollout/status';
import { isGoingForward, waveAtWork, type StatusDocument } from '../temporal/status-document';
import { bar } from './bar';
import type { Colours } from './colours';
import { lookOf } from './phase-look';
import { tableText } from './table';

const COLUMNS = [
  { title: ' ' },
  { title: 'wave' },
  { title: 'cells', align: 'right' },
  { title: 'exposed', align: 'right' },
  { title: 'state' },
  { title: 'good of bake' },
  { title: 'alarms' },
] as const;

export type BoardLook = { readonly colours: Colours; readonly columns: number };

/** Every wave in order, and the soak: the middle of the board. Narrow screens go without bars. */
export function waveTable(status: StatusDocument, look: BoardLook): string {
  const rows = status.waves.map((wave) => waveRow(status, wave, look));
  const soak = status.soak.bakeMs === 0 ? [] : [soakRow(status, look)];
  return tableText({ columns: COLUMNS, rows: [...rows, ...soak] }, false);
}

function waveRow(status: StatusDocument, wave: WaveStatus, look: BoardLook): readonly string[] {
  const { colours } = look;
  const phase = standingOf(status, wave);
  const { glyph, paint } = lookOf(phase, colours);
  const isPending = phase === 'waits' || phase === 'not begun';
  const faint = (text: string): string => (isPending ? colours.faint(text) : text);
  return [
    paint(glyph),
    faint(wave.name),
    faint(`${doneIn(status, wave)} of ${wave.cells.length}`),
    faint(shareText(wave.exposureBasisPoints)),
    paint(phase),
    faint(bakeText(wave, isPending, look)),
    isPending ? '' : verdictText(wave, colours),
  ];
}

/** Where a wave stands, in a word; one that had passed and whose cells go back has not. */
export function standingOf(status: StatusDocument, wave: WaveStatus): string {
  const { phase, waves } = status;
  // One that halted goes on saying so: it is why the others go back.
  if (wave.phase === 'halted') return wave.phase;
  if (wave.phase !== 'pending') return BACK_WORDS[wave.wayBack] ?? wave.phase;
  if (!isGoingForward(status)) return 'not begun';
  const isNext = waveAtWork(status) === undefined && waves.find((one) => one.phase === 'pending') === wave;
  return isNext && (phase === 'gated' || phase === 'held' || phase === 'paused') ? phase : 'waits';
}

/** A status that an older worker has written knows of no way back. */
const BACK_WORDS: Readonly<Partial<Record<string, string>>> = {
  'under-way': 'going back',
  whole: 'taken back',
  'in-part': 'partly back',
};

/** Its cells that have what the wave gives them. */
export function doneIn({ cells }: StatusDocument, wave: WaveStatus): number {
  const own = new Set(wave.cells);
  const wanted: ReadonlySet<string> =
    wave.kind === 'one-box' ? new Set(['one-box-deployed', 'deployed']) : new Set(['deployed']);
  // The first cell has passed its one-box wave long before it is deployed as a whole.
  if (wave.kind === 'one-box' && wave.phase === 'passed' && BACK_WORDS[wave.wayBack] === undefined)
    return wave.cells.length;
  return cells.filter(({ name, phase }) => own.has(name) && wanted.has(phase)).length;
}

const WIDE = 96;
const BAR_COLUMNS = 10;

function bakeText({ goodMs, bakeMs }: WaveStatus, isPending: boolean, { columns }: BoardLook): string {
  if (bakeMs === 0) return '-';
  if (isPending) return formatDuration(bakeMs);
  const good = Math.min(goodMs, bakeMs);
  const text = `${formatDuration(good)} of ${formatDuration(bakeMs)}`;
  return columns < WIDE ? text : `${bar(good, bakeMs, BAR_COLUMNS)} ${text}`;
}

function verdictText(wave: WaveStatus, colours: Colours): string {
  const { samples, phase } = wave;
  const verdict = kindText(wave, colours);
  return samples === undefined || phase !== 'baking'
    ? verdict
    : `${verdict}, ${Math.floor(samples.seen)} of ${samples.least} requests`;
}

function kindText({ verdict }: WaveStatus, colours: Colours): string {
  switch (verdict?.kind) {
    case 'healthy':
      return colours.good('healthy');
    case 'waiting':
      return colours.warning('waiting');
    case 'blind':
      return colours.warning('blind');
    case 'unhealthy':
      return colours.bad('unhealthy');
    case undefined:
      return '';
  }
}

function soakRow(status: StatusDocument, look: BoardLook): readonly string[] {
  const { soak, phase, outcome } = status;
  const ahead = isGoingForward(status) ? 'waits' : 'not begun';
  const state = outcome === 'completed' ? 'passed' : phase === 'soaking' ? 'baking' : ahead;
  const { glyph, paint } = lookOf(state, look.colours);
  const isPending = state === ahead;
  const wave = { ...soak, goodMs: outcome === 'completed' ? soak.bakeMs : soak.goodMs };
  const bake = bakeText({ ...EMPTY_WAVE, ...wave }, isPending, look);
  const faint = (text: string): string => (isPending ? look.colours.faint(text) : text);
  return [paint(glyph), faint('soak'), '', '', paint(state === 'baking' ? 'soaking' : state), faint(bake), ''];
}

const EMPTY_WAVE: WaveStatus = {
  number: 0,
  name: 'soak',
  kind: 'region',
  azId: '',
  phase: '',
  cells: [],
  exposureBasisPoints: 0,
  bakeMs: 0,
  goodMs: 0,
  verdict: undefined,
  wayBack: 'none',
};
