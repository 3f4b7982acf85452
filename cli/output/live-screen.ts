const ERASE_BELOW = '\u001b[0J';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

/** A block of text that is drawn over itself; what it showed last stays in the scroll-back. */
export type LiveScreen = { readonly draw: (text: string) => void; readonly end: () => void };

type Terminal = Pick<NodeJS.WriteStream, 'write' | 'rows'>;

export function liveScreen(out: Terminal): LiveScreen {
  const state = { lines: 0 };
  const up = (): string => (state.lines === 0 ? '' : `\u001b[${state.lines}A\r`);
  return {
    draw: (text) => {
      // What has scrolled off the top cannot be drawn over: the head is dropped rather than doubled.
      const all = text.split('\n');
      const shown = all.slice(-Math.max(1, (out.rows || 50) - 1));
      out.write(`${HIDE_CURSOR}${up()}${ERASE_BELOW}${shown.join('\n')}\n`);
      state.lines = shown.length;
    },
    end: () => {
      out.write(SHOW_CURSOR);
      state.lines = 0;
    },
  };
}
