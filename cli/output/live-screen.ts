import { width } from './table';

const ERASE_BELOW = '\u001b[0J';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

/** A block of text that is drawn over itself; what it showed last stays in the scroll-back. */
export type LiveScreen = { readonly draw: (text: string) => void; readonly end: () => void };

type Terminal = Pick<NodeJS.WriteStream, 'write' | 'rows' | 'columns'>;

export function liveScreen(out: Terminal): LiveScreen {
  const state = { lines: 0 };
  const up = (): string => (state.lines === 0 ? '' : `\u001b[${state.lines}A\r`);
  return {
    draw: (text) => {
      const shown = fitting(text.split('\n'), out);
      out.write(`${HIDE_CURSOR}${up()}${ERASE_BELOW}${shown.join('\n')}\n`);
      state.lines = rowsOf(shown, out);
    },
    end: () => {
      out.write(SHOW_CURSOR);
      state.lines = 0;
    },
  };
}

/** What has scrolled off the top cannot be drawn over: the head is dropped rather than doubled. */
function fitting(lines: readonly string[], out: Terminal): readonly string[] {
  const room = (out.rows || DEFAULT_ROWS) - 1;
  let shown = lines;
  while (shown.length > 1 && rowsOf(shown, out) > room) shown = shown.slice(1);
  return shown;
}

/** An address may be longer than the screen is wide: the terminal breaks it. */
function rowsOf(lines: readonly string[], { columns }: Terminal): number {
  const wide = columns || DEFAULT_COLUMNS;
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(width(line) / wide)), 0);
}

const DEFAULT_ROWS = 50;
const DEFAULT_COLUMNS = 100;
