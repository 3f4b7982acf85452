import type { Ledger } from '../../ledger';
import type { Call } from '../../service';
import type { CellWorld } from '../../world';
import type { Engine } from './engine';
import type { Owner, Store } from './store';

/** What the operations work with. */
export type Desk = {
  readonly store: Store;
  readonly engine: Engine;
  readonly ledger: Ledger;
  /** The cells that live in this account and Region: nearly always one. */
  cellsOf(owner: Owner): readonly CellWorld[];
  /** How long a new deployment stays out of ListDeployments. */
  listLagMs(): number;
};

export type Operation = (desk: Desk, call: Call) => unknown;
