import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LedgerEntry, LedgerFact } from './ledger-entry';

export type { Happening, LedgerEntry, LedgerFact } from './ledger-entry';

/** The sandbox's own record of what really happened: appended to, never changed. Tests and the demo believe this, not what cellwave says. */
export type Ledger = {
  append(fact: LedgerFact): void;
  entries(): readonly LedgerEntry[];
  /** Entries after the one with this `seq`, so that another process can follow. */
  since(seq: number): readonly LedgerEntry[];
};

/** With `file`, every entry is also written there as one JSON line at once, so that the record outlives a kill. */
export function createLedger(file?: string): Ledger {
  const entries: LedgerEntry[] = [];
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  return {
    append(fact) {
      const entry: LedgerEntry = { ...fact, seq: entries.length + 1 };
      entries.push(entry);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
    entries: () => entries,
    since: (seq) => entries.slice(Math.max(0, seq)),
  };
}
