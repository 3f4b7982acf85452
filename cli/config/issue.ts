/** Where in a document: `['regions', 0, 'cells', 3, 'account']`. */
export type Path = readonly (string | number)[];

/** Something wrong in a document, before it is known on which line that is. */
export type Issue = {
  readonly path: Path;
  /** What is wrong, with the offending value where a sentence needs it. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** `key`: the key itself is wrong, not what stands behind it. */
  readonly at: 'key' | 'value';
};

/** The same, for a person: where it is and what stands there. */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly value: string | undefined;
  readonly message: string;
  readonly fix: string;
};

export type Read<Value> =
  { readonly kind: 'read'; readonly value: Value } | { readonly kind: 'bad'; readonly issues: readonly Issue[] };

/** `regions[0].cells[3].account` */
export function pathText(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.replace(/^\./, '');
}

export function valueIssue(path: Path, message: string, fix: string): Issue {
  return { path, message, fix, at: 'value' };
}
