import type { Access } from '../../waves/fleet';
import type { RolloutRef } from '../activities';

/** What an account is entered for: decides the session's name, tags and how much it may do. */
export type Purpose =
  | { readonly kind: 'deploy'; readonly ref: RolloutRef }
  /** Read-only, shared by all rollouts. */
  | { readonly kind: 'watch' }
  | { readonly kind: 'preflight' };

export type Entry = { readonly access: Access; readonly region: string; readonly purpose: Purpose };

export type CellAccess = {
  /** The account that the role really leads to (S28). */
  accountOf(entry: Entry, signal: AbortSignal): Promise<string>;
  /** Hosts that a rehearsal in this Region would reach and must not: AWS's own. Sends nothing. */
  awsHosts(region: string): Promise<readonly string[]>;
};
