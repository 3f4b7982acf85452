import { stripVTControlCharacters } from 'node:util';

export type Column = { readonly title: string; readonly align?: 'left' | 'right' };

export type Table = { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

const GAP = '  ';

/** Aligned columns; on a terminal with a rule under the titles. Cells may hold colours. */
export function tableText({ columns, rows }: Table, rule: boolean): string {
  const widths = widthsOf({ columns, rows });
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
      .join(GAP)
      .trimEnd();
  const titles = line(columns.map(({ title }) => title));
  const under = rule ? [widths.map((columnWidth) => '─'.repeat(columnWidth)).join(GAP)] : [];
  return [titles, ...under, ...rows.map(line)].join('\n');
}

/** Columns on the screen that the table takes at most. */
export function tableWidth(table: Table): number {
  const widths = widthsOf(table);
  return widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1);
}

function widthsOf({ columns, rows }: Table): readonly number[] {
  return columns.map(({ title }, at) => Math.max(...[title, ...rows.map((row) => row[at] ?? '')].map(width)));
}

/** Columns on the screen that the text takes. */
export function width(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** Cut to at most `columns`. */
export function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 3))}...`;
}

function pad(text: string, columns: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'right' ? space + text : text + space;
}
