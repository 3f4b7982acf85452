import type { Revision } from '../../world';
import type { Place } from './deployment';

/** What a scenario says of a deployment, asked once when it begins. */
export type DeploymentOutcome =
  | { readonly kind: 'succeeds' }
  /** The first so many instances work, all others fail. */
  | { readonly kind: 'fails'; readonly afterInstances: number; readonly errorCode: string; readonly message: string }
  /** The first so many instances work, the next one never answers. */
  | { readonly kind: 'hangs'; readonly afterInstances?: number };

export type CodeDeployHooks = {
  deploymentOutcome(place: Place, revision: Revision): DeploymentOutcome;
  /** Undefined: there is no such alarm, or it cannot be read. */
  alarmState(account: string, region: string, alarm: string): string | undefined;
};

/** How long things take, in simulated seconds. */
export type Pace = {
  /** From Created to InProgress. */
  readonly queueSeconds: number;
  /** All batches of a deployment together. */
  readonly deploymentSeconds: number;
  /** From StopDeployment's Pending to Stopped. */
  readonly stopSeconds: number;
  /** How often a running deployment looks at its alarms. */
  readonly alarmPollSeconds: number;
};

export const usualPace: Pace = { queueSeconds: 5, deploymentSeconds: 60, stopSeconds: 5, alarmPollSeconds: 10 };

/** CodeDeploy gives an in-place deployment this long, then fails it. */
export const longestDeploymentSeconds = 8 * 60 * 60;
