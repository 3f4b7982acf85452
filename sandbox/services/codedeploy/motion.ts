import type { Ledger } from '../../ledger';
import type { World } from '../../world';
import type { Deployment, DeploymentError, Ended } from './deployment';
import type { CodeDeployHooks, Pace } from './hooks';
import type { Store } from './store';

export type EngineParts = {
  readonly world: World;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly hooks: CodeDeployHooks;
  readonly pace: Pace;
};

/** What a step of a deployment is given to move it on. */
export type Motion = EngineParts & {
  /** After so many simulated seconds, with the deployment as it is then; not at all if it has ended. */
  later(id: string, seconds: number, task: (deployment: Deployment) => void): void;
  end(deployment: Deployment, status: Ended['status'], error: DeploymentError | undefined): void;
};
