import type { DeploymentCreated, DeploymentEnded, InstanceChanged, LedgerEntry, LedgerFact } from './ledger-entry';

/** What tests and the demo ask of the record. Pure functions over its entries, so that they work on a ledger file as well. */
type Entry<Kind extends LedgerEntry['kind']> = Extract<LedgerEntry, { readonly kind: Kind }>;
type Located<Happening> = Happening & Pick<LedgerFact, 'at' | 'cell' | 'account' | 'region'> & { readonly seq: number };

export type DeploymentFilter = {
  readonly cell?: string | undefined;
  readonly group?: string | undefined;
  readonly key?: string | undefined;
  /** How the description begins: where cellwave's marker stands. */
  readonly descriptionPrefix?: string | undefined;
};

/** Entries of one kind, in the order in which they happened. */
export function entriesOf<Kind extends LedgerEntry['kind']>(
  entries: readonly LedgerEntry[],
  kind: Kind,
): readonly Entry<Kind>[] {
  return entries.filter((entry): entry is Entry<Kind> => entry.kind === kind);
}

export function deploymentsCreated(
  entries: readonly LedgerEntry[],
  filter: DeploymentFilter = {},
): readonly Located<DeploymentCreated>[] {
  return entriesOf(entries, 'deployment-created').filter((entry) => passes(entry, filter));
}

/**
 * Deployments that had an effect: they changed an instance, or ended well. A second create for the same work that was stopped
 * before it touched anything is not one.
 */
export function effectiveDeployments(
  entries: readonly LedgerEntry[],
  filter: DeploymentFilter = {},
): readonly Located<DeploymentCreated>[] {
  const effective = new Set([
    ...entriesOf(entries, 'instance-changed').map(({ deploymentId }) => deploymentId),
    ...entriesOf(entries, 'deployment-ended').flatMap((end) => (end.status === 'Succeeded' ? [end.deploymentId] : [])),
  ]);
  return deploymentsCreated(entries, filter).filter(({ deploymentId }) => effective.has(deploymentId));
}

/** Undefined while it runs. */
export function endOf(entries: readonly LedgerEntry[], deploymentId: string): Located<DeploymentEnded> | undefined {
  return entriesOf(entries, 'deployment-ended').find((entry) => entry.deploymentId === deploymentId);
}

/** Cells on which an instance ever ran this key, in the order in which they first did. */
export function cellsThatRan(entries: readonly LedgerEntry[], key: string): readonly string[] {
  return distinctCells(entriesOf(entries, 'instance-changed').filter((entry) => entry.key === key));
}

/** Cells in the order in which their first instance changed, whatever to. */
export function cellsInOrderOfChange(entries: readonly LedgerEntry[]): readonly string[] {
  return distinctCells(entriesOf(entries, 'instance-changed'));
}

/** The first create of this key at or after an instant: how soon the way back began. */
export function firstCreateAfter(
  entries: readonly LedgerEntry[],
  key: string,
  at: number,
): Located<DeploymentCreated> | undefined {
  return deploymentsCreated(entries, { key }).find((entry) => entry.at >= at);
}

function passes(entry: Located<DeploymentCreated>, filter: DeploymentFilter): boolean {
  return (
    (filter.cell ?? entry.cell) === entry.cell &&
    (filter.group ?? entry.group) === entry.group &&
    (filter.key ?? entry.key) === entry.key &&
    entry.description.startsWith(filter.descriptionPrefix ?? '')
  );
}

function distinctCells(changes: readonly Located<InstanceChanged>[]): readonly string[] {
  return [...new Set(changes.flatMap(({ cell }) => cell ?? []))];
}
