/** Text with colours, as a terminal prints it, as a page that a browser can draw. */
export function terminalPage(text: string, title: string): string {
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: 18px; background: #fff; width: max-content; }
    figure { margin: 0; border-radius: 10px; overflow: hidden; background: #16181d; }
    figcaption { padding: 9px 16px; background: #262a33; color: #9aa4b5; font: 13px sans-serif; }
    pre { margin: 0; padding: 18px 22px; color: #d7dce5; font: 15px/1.42 "DejaVu Sans Mono", Menlo, monospace; }
  </style><figure><figcaption>${escaped(title)}</figcaption><pre>${painted(text)}</pre></figure>`;
}

/** The few codes that the board uses: strong, faint, four colours, and their ends. */
const STYLES: Readonly<Record<string, string>> = {
  '1': 'font-weight:700;color:#fff',
  '2': 'color:#8a94a6',
  '31': 'color:#ff7b72',
  '32': 'color:#7ee787',
  '33': 'color:#f2cc60',
  '36': 'color:#79c0ff',
};

const CODE = new RegExp(`${String.fromCharCode(27)}\\[([0-9;]*)m`);

function painted(text: string): string {
  return text
    .split(CODE)
    .map((part, at) => (at % 2 === 0 ? escaped(part) : tagOf(part)))
    .join('');
}

function tagOf(code: string): string {
  const style = STYLES[code];
  return style === undefined ? '</span>' : `<span style="${style}">`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
