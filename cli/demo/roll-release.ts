import { makePlan } from '../config/make-plan';
import { CliError } from '../errors';
import { EXIT } from '../exit-codes';
import { printError } from '../output/print-error';
import type { Screen } from '../output/screen';
import type { RolloutScenario, Sandbox } from '../../sandbox';
import type { Plan } from '../../waves/plan';
import { beginRollout } from '../temporal/begin-rollout';
import { readStatus } from '../temporal/read-status';
import { watchRollout } from '../temporal/watch-rollout';
import type { Temporal } from '../temporal/with-temporal';
import { takeEvidence } from './evidence';
import { judge, type Finding } from './judge';
import { reactionMs } from './reaction';
import { exposedCells, tell } from './tell';

export type DemoRun = {
  readonly screen: Screen;
  readonly temporal: Temporal;
  readonly sandbox: Sandbox;
  /** Where `.cellwave/` with the fleet, policy and release files lies. */
  readonly folder: string;
  /** A person is there, who may do something about a hold. */
  readonly isAttended: boolean;
};

/** How one rollout of the script ended, and what the sandbox's record says of it. */
export type Played = {
  readonly id: string | undefined;
  readonly release: string;
  readonly expected: RolloutScenario['expect'];
  readonly outcome: string;
  readonly exposed: number;
  readonly firstRollbackCallMs: number | undefined;
  readonly asScripted: boolean;
  readonly findings: readonly Finding[];
};

/** Rolls one release as a user would, from the files on, and holds what really happened against the script. Undefined: a person broke it off. */
export async function rollRelease(run: DemoRun, script: RolloutScenario): Promise<Played | undefined> {
  const { region } = run.sandbox.describeFleet();
  const plan = makePlan({ release: script.release, region }, run.folder, Date.now());
  const endEvidence = takeEvidence(run.sandbox, plan);
  const ended = await startAndWatch(run, plan);
  if (ended === undefined) return undefined;
  const { id, outcome } = ended;
  const evidence = endEvidence();
  const findings = judge(script, outcome, evidence);
  tell(run.screen, evidence, findings);
  return {
    ...{ id, outcome, findings, release: script.release, expected: script.expect },
    exposed: exposedCells(evidence).length,
    firstRollbackCallMs: reactionMs(evidence),
    asScripted: findings.every(({ isMet }) => isMet),
  };
}

type Ended = { readonly id: string | undefined; readonly outcome: string };

async function startAndWatch({ temporal, screen, isAttended }: DemoRun, plan: Plan): Promise<Ended | undefined> {
  try {
    const { started } = await beginRollout(temporal, screen, { plan, reason: 'demo' });
    const watched = await watchRollout(temporal, screen, { run: started, exitOnHold: !isAttended, once: false });
    if (watched === EXIT.interrupted) return undefined;
    const { outcome, phase } = await readStatus(temporal, started);
    return { id: started.id, outcome: outcome ?? phase };
  } catch (error) {
    // Some scripts want exactly this.
    if (!(error instanceof CliError) || error.kind !== 'refused') throw error;
    printError(error, screen);
    return { id: undefined, outcome: 'refused' };
  }
}
