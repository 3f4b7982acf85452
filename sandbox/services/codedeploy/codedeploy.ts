import type { Ledger } from '../../ledger';
import { ServiceError, type Service } from '../../service';
import type { CellWorld, World } from '../../world';
import type { Desk, Operation } from './desk';
import { createEngine } from './engine';
import { usualPace, type CodeDeployHooks, type Pace } from './hooks';
import { getApplication, listApplications } from './operations/applications';
import { createDeployment } from './operations/create-deployment';
import { batchGetDeployments, getDeployment } from './operations/get-deployments';
import {
  batchGetDeploymentGroups,
  getDeploymentGroup,
  listDeploymentGroups,
  updateDeploymentGroup,
} from './operations/groups';
import { listDeployments } from './operations/list-deployments';
import { stopDeployment } from './operations/stop-deployment';
import { listTagsForResource, tagResource, untagResource } from './operations/tags';
import {
  batchGetDeploymentTargets,
  getDeploymentTarget,
  listDeploymentInstances,
  listDeploymentTargets,
} from './operations/targets';
import { createStore } from './store';

export type CodeDeployOptions = {
  readonly world: World;
  readonly ledger: Ledger;
  readonly hooks: CodeDeployHooks;
  readonly pace?: Partial<Pace> | undefined;
  readonly seed?: number | undefined;
};

export type CodeDeploy = {
  readonly service: Service;
  /** How long a new deployment stays out of ListDeployments from now on. */
  setListLag(listLagMs: number): void;
  /** Stops moving deployments on. */
  close(): void;
};

/** CodeDeploy for EC2/on-premises, over the world's cells. Every group already has a succeeded deployment of what runs there. */
export function createCodeDeploy({ world, ledger, hooks, pace, seed }: CodeDeployOptions): CodeDeploy {
  const store = createStore(world, seed ?? 1);
  const engine = createEngine({ world, store, ledger, hooks, pace: { ...usualPace, ...pace } });
  const cells = cellsByOwner(world);
  let listLagMs = 0;
  const desk: Desk = {
    store,
    engine,
    ledger,
    cellsOf: ({ account, region }) => cells.get(`${account}/${region}`) ?? [],
    listLagMs: () => listLagMs,
  };
  return {
    service: serviceOf(desk),
    setListLag: (ms) => void (listLagMs = ms),
    close: () => engine.close(),
  };
}

function serviceOf(desk: Desk): Service {
  return {
    name: 'codedeploy',
    protocol: 'aws-json',
    targetPrefix: 'CodeDeploy_20141006',
    async handle(call) {
      const operation = operations.get(call.operation);
      if (operation !== undefined) return operation(desk, call);
      throw new ServiceError({ name: 'UnknownOperationException', message: `the sandbox has no ${call.operation}` });
    },
  };
}

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['BatchGetDeploymentGroups', batchGetDeploymentGroups],
  ['BatchGetDeployments', batchGetDeployments],
  ['BatchGetDeploymentTargets', batchGetDeploymentTargets],
  ['CreateDeployment', createDeployment],
  ['GetApplication', getApplication],
  ['GetDeployment', getDeployment],
  ['GetDeploymentGroup', getDeploymentGroup],
  ['GetDeploymentTarget', getDeploymentTarget],
  ['ListApplications', listApplications],
  ['ListDeploymentGroups', listDeploymentGroups],
  ['ListDeploymentInstances', listDeploymentInstances],
  ['ListDeployments', listDeployments],
  ['ListDeploymentTargets', listDeploymentTargets],
  ['ListTagsForResource', listTagsForResource],
  ['StopDeployment', stopDeployment],
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['UpdateDeploymentGroup', updateDeploymentGroup],
]);

function cellsByOwner({ cells }: World): ReadonlyMap<string, readonly CellWorld[]> {
  const byOwner = new Map<string, CellWorld[]>();
  for (const cell of cells) {
    const key = `${cell.account}/${cell.region}`;
    byOwner.set(key, [...(byOwner.get(key) ?? []), cell]);
  }
  return byOwner;
}
