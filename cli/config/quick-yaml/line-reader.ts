/** A line that says something. The marker between two documents is none. */
export type Line = { readonly indent: number; readonly text: string };

export type LineReader = {
  /** `undefined` at the end of a document. */
  readonly current: () => Line | undefined;
  readonly advance: () => void;
  /** Goes on with the rest of the current line, as if it stood on one of its own. */
  readonly narrow: (rest: Line) => void;
  /** Steps over the marker behind a document, to the next one that says something; false when there is none. */
  readonly nextDocument: () => boolean;
};

const MARKER = '---';

/** Without blank lines, and without lines that are comments alone. */
export function readLines(lines: readonly string[]): LineReader {
  let at = -1;
  let line: Line | undefined;
  const advance = (): void => {
    if (lines[at] === MARKER) return;
    do at += 1;
    while (at < lines.length && isSilent(lines[at] ?? ''));
    line = lineAt(lines[at]);
  };
  advance();
  return {
    current: () => line,
    advance,
    narrow: (rest) => (line = rest),
    nextDocument: () => {
      while (lines[at] === MARKER) {
        at += 1;
        while (at < lines.length && isSilent(lines[at] ?? '')) at += 1;
      }
      line = lineAt(lines[at]);
      return line !== undefined;
    },
  };
}

function isSilent(line: string): boolean {
  const text = line.trimStart();
  return text === '' || text.startsWith('#');
}

function lineAt(line: string | undefined): Line | undefined {
  if (line === undefined || line === MARKER) return undefined;
  const text = line.trimStart();
  return { indent: line.length - text.length, text: text.trimEnd() };
}
