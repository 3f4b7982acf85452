/** Markdown as the Web UI of Temporal renders it: GFM tables without padding, `1/1` typeset as a fraction. */

const NBSP = '\u00a0';
const PADDING = NBSP.repeat(2);

/** The UI gives columns no padding, so cells bring their own. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [tableRow(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(tableRow)];
}

function tableRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => `${escape(cell)}${PADDING}`).join('|')}|`;
}

function escape(cell: string): string {
  return plain(cell).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Text that nothing in it turns into a fraction. */
export function plain(text: string): string {
  return text.replaceAll(/(\d)\/(\d)/g, '$1 of $2');
}

/** To the page of a workflow; with its run, so that an old page goes on showing the old rollout. */
export function link(text: string, workflowId: string, runId?: string): string {
  const run = runId === undefined ? '' : `/${runId}`;
  return `[${text}](/namespaces/{namespace}/workflows/${encodeURIComponent(workflowId)}${run})`;
}

/** The Web UI sends details as a query parameter, and proxies cap a request line at 8 KB. */
export const MAX_ENCODED = 4_000;

export const encodedLength = (text: string): number => encodeURIComponent(text).length;
