/** Markdown as the Web UI of Temporal renders it: GFM tables without padding, `1/1` typeset as a fraction. */

const NBSP = '\u00a0';

/** The UI gives columns no padding, so cells bring their own. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `|${cells.map((cell) => `${NBSP}${escape(cell)}${NBSP}${NBSP}`).join('|')}|`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

function escape(cell: string): string {
  return cell
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
    .replaceAll(/(\d)\/(\d)/g, '$1 of $2');
}

/** To the page of a workflow; with its run, so that an old page goes on showing the old rollout. */
export function link(text: string, workflowId: string, runId?: string): string {
  const run = runId === undefined ? '' : `/${runId}`;
  return `[${text}](/namespaces/{namespace}/workflows/${encodeURIComponent(workflowId)}${run})`;
}
