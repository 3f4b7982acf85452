import type { CellBlock } from './fleet.schema';
import { accountListSchema, cellBlockSchema, cellRowSchema } from './fleet.schema';
import { fillIn } from './fill-in';
import type { Path } from './issue';
import type { IssueList } from './issue-list';

/** A cell as its file says it, whichever of the three forms it was written in. */
export type CellText = {
  readonly block: CellBlock;
  readonly path: Path;
  readonly accountPath: Path;
  readonly azIdPath: Path;
};

/** One entry of `cells`: a row `[name, azId, account, weight?]`, a list of accounts, or a block. */
export function cellTexts(entry: unknown, path: Path, issues: IssueList): readonly CellText[] {
  if (Array.isArray(entry)) return fromRow(entry, path, issues);
  if (typeof entry === 'object' && entry !== null && 'accounts' in entry) return fromAccounts(entry, path, issues);
  const block = issues.parse(cellBlockSchema, entry, path);
  if (block === undefined) return [];
  return [{ block, path, accountPath: [...path, 'account'], azIdPath: [...path, 'azId'] }];
}

function fromRow(entry: readonly unknown[], path: Path, issues: IssueList): readonly CellText[] {
  if (entry.length < 3 || entry.length > 4) {
    issues.add(
      path,
      `a row has 3 or 4 values, this one has ${entry.length}`,
      'write [name, AZ ID, account], or with a weight as the fourth',
    );
    return [];
  }
  const row = issues.parse(cellRowSchema, entry, path);
  if (row === undefined) return [];
  const [name, azId, account, weight] = row;
  const block = weight === undefined ? { name, azId, account } : { name, azId, account, weight };
  return [{ block, path, accountPath: [...path, 2], azIdPath: [...path, 1] }];
}

function fromAccounts(entry: object, path: Path, issues: IssueList): readonly CellText[] {
  const list = issues.parse(accountListSchema, entry, path);
  if (list === undefined) return [];
  const { accounts, name: template, ...shared } = list;
  if (!template.includes('{account}')) {
    issues.add([...path, 'name'], 'every cell of the list would have the same name', 'put {account} into the name');
    return [];
  }
  return accounts.flatMap((account, index) => {
    const name = fillIn(template, { account, azId: shared.azId });
    if (name.kind === 'unknown') {
      if (index === 0) issues.add([...path, 'name'], `unknown name {${name.place}}`, 'known here: {account}, {azId}');
      return [];
    }
    const accountPath = [...path, 'accounts', index];
    const block = { ...shared, account, name: name.text };
    return [{ block, path: accountPath, accountPath, azIdPath: [...path, 'azId'] }];
  });
}
