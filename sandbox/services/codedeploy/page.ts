import { refusal } from './refusals';

/** What every list of CodeDeploy holds at most. */
const pageSize = 100;

export type Page<T> = { readonly items: readonly T[]; readonly nextToken: string | undefined };

/** One page; the token says where the next begins. The list may grow at its end while it is being read. */
export function pageOf<T>(items: readonly T[], nextToken: string | undefined): Page<T> {
  const from = nextToken === undefined ? 0 : readToken(nextToken);
  const to = from + pageSize;
  return { items: items.slice(from, to), nextToken: to < items.length ? writeToken(to) : undefined };
}

export { pageSize };

export function writeToken(position: number): string {
  return Buffer.from(`at:${position}`).toString('base64url');
}

export function readToken(token: string): number {
  const [, position] = /^at:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (position === undefined)
    throw refusal('InvalidNextTokenException', 'The next token was specified in an invalid format.');
  return Number(position);
}
