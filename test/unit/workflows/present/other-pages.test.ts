import { recordReturn, startReturn, type ReturnState } from '../../../../waves/rollout/return-state';
import type { CellInput } from '../../../../workflows/contract/inputs';
import { cellDetails, cellPage } from '../../../../workflows/present/cell-page';
import { rollbackPage } from '../../../../workflows/present/rollback-page';
import { preflightPage } from '../../../../workflows/present/show-preflight';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { refOf } from '../../../support/a-watched-rollout';

const plan = aPlan().build();
const [first, second] = plan.waves.flatMap(({ cells }) => cells.slice(0, 1)).slice(1);
if (first === undefined || second === undefined) throw new Error('the plan is too small');

const revision = { kind: 's3', bucket: 'b', key: 'web/v1.zip', bundleType: 'zip', version: '1', eTag: 'e' } as const;
const baseline = { kind: 'deployed', deploymentId: 'd-OLD', revision } as const;

describe("a rollback's page", () => {
  const cells = [first, second].map((cell) => ({
    cell,
    wave: 2,
    rounds: 0,
    azId: cell.azId,
    groups: cell.groups.map((group) => ({ ...group, baseline })),
  }));
  const start = startReturn({
    policy: plan.policy.rollback,
    atOnce: undefined,
    awaiting: undefined,
    cells,
    at: PLANNED_AT,
  });
  const ref = refOf(plan);
  const pageOf = (state: ReturnState): string =>
    rollbackPage({
      input: { ref, packed: '', reason: 'an alarm' },
      state,
      at: PLANNED_AT,
      runs: new Map(),
      parent: undefined,
    });
  const ended = (end: 'returned' | 'unknown') =>
    recordReturn(start, {
      kind: 'cell-ended',
      id: first.name,
      end: { cell: first.name, end, why: end === 'unknown' ? 'no answer' : undefined },
    });

  it('counts what is back and says why', () => {
    expect(pageOf(ended('returned'))).toContain('**1 of 2** cells are on their baselines again');
    expect(pageOf(start)).toContain('**Why** an alarm');
  });

  it('puts first what a person must look at', () => {
    const text = pageOf(ended('unknown')).replaceAll('\u00a0', ' ');
    expect(text).toContain('**1 need a look**');
    expect(text.split('\n').find((line) => line.startsWith(`|${first.name}`))).toContain('✖ unknown');
    expect(text).toContain('no answer');
  });
});

describe("a cell's page", () => {
  const input: CellInput = {
    ref: refOf(plan),
    direction: 'forward',
    generation: 0,
    wave: 'w02-one-cell',
    cell: first,
    groups: first.groups.map((group) => ({ ...group, baseline })),
    release: plan.release.artifact,
    deploy: plan.policy.deploy,
    firstDeployment: 'leave',
  };

  it('tells without a worker what each group ran before and what it gets', () => {
    const text = cellDetails(input);
    expect(text).toContain('web/v1.zip');
    expect(text).toContain('d-OLD');
    expect(text).toContain(plan.release.artifact.key);
  });

  it('says so where a group never ran anything', () => {
    const groups = first.groups.map((group) => ({ ...group, baseline: { kind: 'none' } as const }));
    expect(cellDetails({ ...input, groups }).replaceAll('\u00a0', ' ')).toContain('nothing yet');
  });

  it('names the CodeDeploy deployments, and where to look before there are any', () => {
    const view = { input, word: '● deploying', why: undefined, groups: [], at: PLANNED_AT };
    expect(cellPage(view)).toContain('Pending Activities');
    const groups = [{ deploymentGroup: 'web-all', deploymentId: 'd-NEW', outcome: 'succeeded', createdAt: 1 }] as const;
    expect(cellPage({ ...view, groups })).toContain('d-NEW');
    expect(cellPage({ ...view, why: 'its alarm is red' })).toContain('**Why** its alarm is red');
  });
});

describe("a preflight's page", () => {
  it('tells what refuses the start, what only warns, and what to do about both', () => {
    const refusal = { kind: 'refused', rule: 'input', message: 'no such alarm', remedy: 'create it' } as const;
    const warning = { code: 'no-data', cell: first.name, message: 'no data yet', remedy: 'send traffic' };
    const found = { refusals: [refusal], warnings: [warning], cells: [], aggregates: [] };
    const text = preflightPage(plan, found).replaceAll('\u00a0', ' ');
    expect(text).toContain('### ✖ refused');
    for (const words of ['no such alarm', 'create it', 'no data yet', 'send traffic', first.name])
      expect(text).toContain(words);
    expect(preflightPage(plan, { ...found, refusals: [] })).toContain('### ✔ clear to start');
  });
});
