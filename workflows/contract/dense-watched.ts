import type { WatchedAccount } from '../../alarms/observation';
import type { Access } from '../../waves/fleet';
import { parsed, type Json } from './packed';

/**
 * Watched accounts and how each is entered, in columns, with what all of them have in common said once. A rollout of 10,000 cells says them to
 * every wave and every watch; their names and accounts stand in role and alarm names as well, which no compressor finds across so much text.
 */
export type DenseWatched = {
  readonly subjects: readonly string[];
  /** Empty where it is not known how the account is entered. Accounts of AWS have twelve digits: where all have, without anything between. */
  readonly accounts: string | readonly string[];
  /** The first, then each one's difference to the one before. */
  readonly fromAt: readonly number[];
  /** Place of each one's text in `shapes`. */
  readonly shape: readonly number[];
  /** Alarms and role as JSON, `\u0001` for the subject and `\u0002` for the account. JSON has neither in its own text. */
  readonly shapes: readonly string[];
};

export type Watched = {
  readonly accounts: readonly WatchedAccount[];
  readonly access: Readonly<Record<string, Access>>;
};

type Shape = Pick<WatchedAccount, 'alarms'> & Partial<Pick<Access, 'roleArn' | 'externalId'>>;

const AWS_ACCOUNT = /^[0-9]{12}$/;

const SUBJECT = '\u0001';
const ACCOUNT = '\u0002';

export function condense({ accounts, access }: Watched): DenseWatched {
  const shapes = new Map<string, number>();
  const placeOf = (shape: string): number => {
    const place = shapes.get(shape) ?? shapes.size;
    shapes.set(shape, place);
    return place;
  };
  const numbers = accounts.map(({ subject }) => access[subject]?.account ?? '');
  const shape = accounts.map((one, at) => placeOf(shapeOf(one, access[one.subject], numbers[at] ?? '')));
  return {
    subjects: accounts.map(({ subject }, at) => hide(subject, ACCOUNT, numbers[at] ?? '')),
    accounts: numbers.every((one) => AWS_ACCOUNT.test(one)) ? numbers.join('') : numbers,
    fromAt: accounts.map(({ fromAt }, at) => fromAt - (accounts[at - 1]?.fromAt ?? 0)),
    shape,
    shapes: [...shapes.keys()],
  };
}

export function expand(dense: DenseWatched): Watched {
  const accounts: WatchedAccount[] = [];
  const access: [string, Access][] = [];
  let fromAt = 0;
  const numbers = typeof dense.accounts === 'string' ? (dense.accounts.match(/.{12}/g) ?? []) : dense.accounts;
  for (const [at, hidden] of dense.subjects.entries()) {
    const account = numbers[at] ?? '';
    const subject = show(hidden, ACCOUNT, account);
    fromAt += dense.fromAt[at] ?? 0;
    const hiddenShape = dense.shapes[dense.shape[at] ?? 0] ?? '';
    const text: Json<Shape> = show(show(hiddenShape, ACCOUNT, account), SUBJECT, subject);
    const { alarms, roleArn, externalId } = parsed(text);
    accounts.push({ subject, alarms, fromAt });
    if (account !== '' && roleArn !== undefined) access.push([subject, { account, roleArn, externalId }]);
  }
  return { accounts, access: Object.fromEntries(access) };
}

function shapeOf({ subject, alarms }: WatchedAccount, access: Access | undefined, account: string): string {
  const shape: Shape = {
    alarms,
    ...(access === undefined ? {} : { roleArn: access.roleArn, externalId: access.externalId }),
  };
  return hide(hide(JSON.stringify(shape), SUBJECT, subject), ACCOUNT, account);
}

function hide(text: string, mark: string, word: string): string {
  return word === '' ? text : text.replaceAll(word, () => mark);
}

function show(text: string, mark: string, word: string): string {
  return word === '' ? text : text.replaceAll(mark, () => word);
}
