import type { Screen } from './screen';

const SHOWN_AFTER_MS = 1_000;
const REDRAWN_EVERY_MS = 100;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const CLEAR_LINE = '\r\u001b[2K';

export type Progress = {
  /** What is being done right now. */
  readonly say: (doing: string) => void;
  /** A line that stays. */
  readonly note: (line: string) => void;
};

/** Runs `work`; if it takes longer than a second, a line on stderr says what is being done. The line is gone when the work is. */
export async function withProgress<Value>(
  screen: Screen,
  doing: string,
  work: (progress: Progress) => Promise<Value>,
): Promise<Value> {
  const line =
    process.stderr.isTTY && screen.output === 'text' ? spinningLine(screen, doing) : plainLine(screen, doing);
  try {
    return await work(line);
  } finally {
    line.end();
  }
}

type Line = Progress & { readonly end: () => void };

function spinningLine(screen: Screen, first: string): Line {
  const state = { doing: first, frame: 0, drawn: false };
  const startedAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - startedAt < SHOWN_AFTER_MS) return;
    state.drawn = true;
    state.frame += 1;
    process.stderr.write(`${CLEAR_LINE}${FRAMES[state.frame % FRAMES.length] ?? ''} ${state.doing}`);
  }, REDRAWN_EVERY_MS);
  const clear = (): void => {
    if (state.drawn) process.stderr.write(CLEAR_LINE);
  };
  return {
    say: (doing) => (state.doing = doing),
    note: (line) => {
      clear();
      screen.note(line);
    },
    end: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** Without a terminal each step is said once, and only if it is slow. */
function plainLine(screen: Screen, first: string): Line {
  const { note } = screen;
  if (screen.logLevel === 'silent' || screen.output === 'json')
    return { say: () => undefined, note, end: () => undefined };
  const state = { doing: first };
  const timer = setTimeout(() => screen.note(`${state.doing} ...`), SHOWN_AFTER_MS);
  return { say: (doing) => (state.doing = doing), note, end: () => clearTimeout(timer) };
}
