import { createLedger } from '../../../sandbox/ledger';
import type { DeploymentFacts, LedgerFact } from '../../../sandbox/ledger-entry';
import {
  cellsInOrderOfChange,
  cellsThatRan,
  deploymentsCreated,
  effectiveDeployments,
  endOf,
  firstCreateAfter,
} from '../../../sandbox/ledger-queries';

const facts = (deploymentId: string, key: string, description = ''): DeploymentFacts => ({
  deploymentId,
  application: 'app',
  group: 'rest',
  key,
  description,
  creator: 'user',
});
const where = (cell: string, at: number) => ({ cell, at, account: '1', region: 'r' });
const created = (cell: string, at: number, facts: DeploymentFacts): LedgerFact => ({
  kind: 'deployment-created',
  by: 'arn',
  ...where(cell, at),
  ...facts,
});
const changed = (cell: string, at: number, facts: DeploymentFacts): LedgerFact => ({
  kind: 'instance-changed',
  instanceId: 'i-1',
  fromKey: undefined,
  ...where(cell, at),
  ...facts,
});

describe('queries of the record', () => {
  const [first, stopped, second, back] = [
    facts('d-1', 'v2', 'm1 x'),
    facts('d-2', 'v2', 'm1 x'),
    facts('d-3', 'v2', 'm2'),
    facts('d-4', 'v1'),
  ];
  const ledger = createLedger();
  const happened: readonly LedgerFact[] = [
    created('b', 1, first),
    changed('b', 2, first),
    changed('b', 3, first),
    created('b', 4, stopped),
    { kind: 'deployment-ended', status: 'Stopped', errorCode: 'MANUAL_STOP', ...where('b', 5), ...stopped },
    created('a', 6, second),
    changed('a', 7, second),
    created('b', 8, back),
    changed('b', 9, back),
  ];
  happened.forEach((fact) => ledger.append(fact));
  const entries = ledger.entries();

  test('a deployment that was stopped before it touched anything was created, but had no effect', () => {
    expect(deploymentsCreated(entries, { cell: 'b', descriptionPrefix: 'm1' })).toHaveLength(2);
    expect(
      effectiveDeployments(entries, { cell: 'b', descriptionPrefix: 'm1' }).map((one) => one.deploymentId),
    ).toEqual(['d-1']);
  });

  test('cells come in the order in which they first changed', () => {
    expect(cellsThatRan(entries, 'v2')).toEqual(['b', 'a']);
    expect(cellsThatRan(entries, 'v1')).toEqual(['b']);
    expect(cellsInOrderOfChange(entries)).toEqual(['b', 'a']);
  });

  test('the way back begins with the first create of the old key', () => {
    expect(firstCreateAfter(entries, 'v1', 5)?.at).toBe(8);
    expect(firstCreateAfter(entries, 'v1', 9)).toBeUndefined();
  });

  test('an end is found by its deployment, a running one has none', () => {
    expect(endOf(entries, 'd-2')?.status).toBe('Stopped');
    expect(endOf(entries, 'd-1')).toBeUndefined();
  });

  test('a follower reads on from where it was', () => {
    expect(ledger.since(7).map(({ seq }) => seq)).toEqual([8, 9]);
  });
});
