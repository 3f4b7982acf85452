/** Markdown as the Web UI of Temporal renders it: GFM tables without padding, `1/1` typeset as a fraction. */

const NBSP = '\u00a0';

/** The UI gives columns no padding, so cells bring their own. */
const PADDING = NBSP.repeat(2);

/** Shorter texts are kept on one line. */
const LONGEST_UNBROKEN = 20;

export type Page = {
  readonly head: readonly string[];
  readonly columns: readonly string[];
  /** Most telling first: only as many are shown as a page holds. */
  readonly rows: readonly (readonly string[])[];
  /** What is said for rows that had no room: `3 more cells`. */
  readonly noun: string;
  readonly tail: readonly string[];
};

/** The Web UI sends details as a query parameter, and proxies cap a request line at 8 KB. */
export const MAX_ENCODED = 4_000;

const ROOM_FOR_MORE = 40;

export function pageText({ head, columns, rows, noun, tail }: Page): string {
  const frame = [...head, '', tableRow(columns), `|${columns.map(() => ':---').join('|')}|`];
  const end = tail.length === 0 ? [] : ['', ...tail];
  const shown = fit(rows, MAX_ENCODED - encodedLength([...frame, ...end].join('\n')) - ROOM_FOR_MORE);
  const hidden = rows.length - shown.length;
  const more = hidden > 0 ? ['', `and ${hidden} more ${noun}`] : [];
  const table = rows.length === 0 ? head : [...frame, ...shown];
  return [...table, ...more, ...end].join('\n');
}

function fit(rows: Page['rows'], room: number): readonly string[] {
  const shown: string[] = [];
  let left = room;
  for (const row of rows) {
    const text = tableRow(row);
    left -= encodedLength(`\n${text}`);
    if (left < 0) break;
    shown.push(text);
  }
  return shown;
}

function tableRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => `${escape(cell)}${PADDING}`).join('|')}|`;
}

function escape(cell: string): string {
  const text = plain(cell).replaceAll('|', '\\|');
  return text.length <= LONGEST_UNBROKEN ? text.replaceAll(' ', NBSP) : text;
}

/** One line that nothing in it turns into a fraction; the addresses of links stay as they are. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\]\([^)]*\)|(?<=\d)\/(?=\d)/g, (found) => (found === '/' ? ' of ' : found));
}

/** Cut at a length that leaves room for the rest of the page. */
export function short(text: string, most: number): string {
  const line = plain(text);
  return line.length <= most ? line : `${line.slice(0, most - 3)}...`;
}

/** To the board of a workflow; with its run, so that an old page goes on showing the old rollout. Without, to whatever its latest run shows first. */
export function link(text: string, workflowId: string, runId?: string): string {
  const run = runId === undefined ? '' : `/${runId}/user-metadata`;
  return `[${text}](/namespaces/{namespace}/workflows/${encodeURIComponent(workflowId)}${run})`;
}

/** `17:57:22 UTC`, of the day that the page names. */
export function clock(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

/** `2026-11-23 17:57:22 UTC` */
export function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function encodedLength(text: string): number {
  return encodeURIComponent(text).length;
}
