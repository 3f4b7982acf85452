import type { Deployment } from '../ports/deploy-target.port';
import type { Deploying } from './deploying';
import { turnOf } from './marker';

/** Whose deployment it is, seen from this rollout. */
export type Whose =
  | { readonly kind: 'forward' }
  | { readonly kind: 'back'; readonly generation: number; readonly try: number }
  /** Begun by CodeDeploy itself to undo one of ours. */
  | { readonly kind: 'undo'; readonly of: Deployment }
  | { readonly kind: 'foreign' };

export async function recognise(deploying: Deploying, deployment: Deployment): Promise<Whose> {
  const turn = turnOf(deploying.order, deployment);
  if (turn?.direction === 'forward') return { kind: 'forward' };
  if (turn?.direction === 'back') return { kind: 'back', generation: turn.generation, try: turn.try };
  if (deployment.undoes === undefined) return { kind: 'foreign' };
  const trigger = await readOne(deploying, deployment.undoes);
  return turnOf(deploying.order, trigger) === undefined ? { kind: 'foreign' } : { kind: 'undo', of: trigger };
}

export async function readOne({ target, attempt }: Deploying, deploymentId: string): Promise<Deployment> {
  const [deployment] = await target.readDeployments([deploymentId], attempt.signal);
  if (deployment === undefined) throw new SyntaxError(`no answer about deployment ${deploymentId}`);
  return deployment;
}
