import type { CellStatus } from '../../waves/rollout/status';
import type { StatusDocument } from '../temporal/status-document';
import type { BoardLook } from './board-waves';
import { lookOf } from './phase-look';
import { cut } from './table';

const MOST_LINES = 6;
const LABEL_COLUMNS = 12;

/** One glyph for each cell, AZ by AZ, then what the cells in flight are doing. */
export function cellLines(status: StatusDocument, look: BoardLook): readonly string[] {
  const strips = byAz(status.cells).flatMap(([azId, cells]) => strip(azId, cells, look));
  const { colours, columns } = look;
  const flying = status.inFlight
    .slice(0, MOST_LINES)
    .map(({ cell, line }) => colours.faint(cut(`  ${cell}  ${line}`, columns)));
  const more = status.inFlight.length - flying.length;
  return [
    ...strips,
    ...exemptLines(status.cells, look),
    ...flying,
    ...(more > 0 ? [colours.faint(`  and ${more} more`)] : []),
  ];
}

const MOST_EXEMPT = 4;

/** Who decided it, and why: nothing else on the board does. */
function exemptLines(cells: readonly CellStatus[], { colours, columns }: BoardLook): readonly string[] {
  const exempt = cells.filter(({ phase }) => phase === 'exempt');
  const { glyph, paint } = lookOf('exempt', colours);
  const lines = exempt
    .slice(0, MOST_EXEMPT)
    .map(({ name, why }) => paint(cut(`  ${glyph} ${name}  ${why ?? 'exempted'}`, columns)));
  const more = exempt.length - lines.length;
  return [...lines, ...(more > 0 ? [paint(`  and ${more} more exempted`)] : [])];
}

function byAz(cells: readonly CellStatus[]): readonly (readonly [string, readonly CellStatus[]])[] {
  const azs = new Map<string, readonly CellStatus[]>();
  for (const cell of cells) azs.set(cell.azId, [...(azs.get(cell.azId) ?? []), cell]);
  return [...azs].sort(([one], [other]) => (one < other ? -1 : 1));
}

function strip(azId: string, cells: readonly CellStatus[], { colours, columns }: BoardLook): readonly string[] {
  const room = Math.max(10, columns - LABEL_COLUMNS - 2);
  const glyphs = cells.map(({ phase }) => {
    const { glyph, paint } = lookOf(phase, colours);
    return paint(glyph);
  });
  // Blanks between them while there is room: easier to count.
  const gap = glyphs.length * 2 <= room ? ' ' : '';
  const perLine = gap === '' ? room : glyphs.length;
  const lines = Array.from({ length: Math.ceil(glyphs.length / perLine) }, (_, at) =>
    glyphs.slice(at * perLine, (at + 1) * perLine).join(gap),
  );
  return lines.map((line, at) => `  ${(at === 0 ? azId : '').padEnd(LABEL_COLUMNS)}${line}`);
}
