import type { Client } from '@temporalio/client';
import type { FleetDescription } from '../sandbox';
import type { LedgerEntry } from '../sandbox/ledger-entry';
import { eventually } from '../test/support/eventually';
import { firstRed, historyOf, startedAt } from './histories';
import { roll, type Pace, type Rolling } from './roll';
import { RELEASE } from './scenario';
import type { Stage } from './stage';
import { runTwin } from './twin/run-twin';

/** All in ms, from the sandbox's own record and Temporal's. */
export type Reaction = {
  readonly cells: number;
  readonly raisedToSeen: number;
  readonly seenToFirstCall: number;
  readonly seenToLastCall: number;
};

export type TwinReaction = { readonly startToFirstCall: number; readonly startToLastCall: number };

/** Rolls everywhere, makes the release bad in the soak, and takes the time until every touched cell was told to go back. */
export async function measureReaction(stage: Stage, pace: Omit<Pace, 'soakMs'>): Promise<Reaction> {
  const { client, sandbox } = stage;
  const fleet = await sandbox.fleet();
  await sandbox.setErrors(RELEASE, 0);
  await eventually('quiet alarms', () => isQuiet(stage), 60_000);
  const rolling = await roll(client, fleet, { ...pace, soakMs: 600_000 });
  await eventually('the soak', () => isSoaking(rolling), 180_000);
  const before = (await sandbox.ledger()).length;
  await sandbox.setErrors(RELEASE, 50);
  const { outcome } = await rolling.ended();
  if (outcome !== 'rolled-back') throw new Error(`the rollout ended as ${outcome}`);
  const entries = await sandbox.ledger(before);
  const raised = entries.find((entry) => entry.kind === 'alarm-transition' && entry.to === 'ALARM')?.at ?? NaN;
  const seen = firstRed(await historyOf(client, rolling.workflowId, rolling.runId)) ?? NaN;
  // The first cell has a wave of its own, which goes back after the others have.
  const calls = baselineCalls(entries, fleet).slice(0, fleet.cells.length - 1);
  return {
    cells: calls.length,
    raisedToSeen: seen - raised,
    seenToFirstCall: Math.min(...calls) - seen,
    seenToLastCall: Math.max(...calls) - seen,
  };
}

/** An alarm of the run before that comes late, as an aggregate's does, would rightly be held against this one. */
const QUIET_MS = 5_000;

async function isQuiet({ sandbox }: Stage): Promise<true | undefined> {
  const last = (await sandbox.ledger()).findLast(({ kind }) => kind === 'alarm-transition');
  return last === undefined || Date.now() - last.at > QUIET_MS ? true : undefined;
}

async function isSoaking(rolling: Rolling): Promise<true | undefined> {
  const { phase, next } = await rolling.status();
  if (NEVER_SOAKS.has(phase)) throw new Error(`the rollout is ${phase}: ${next}`);
  return phase === 'soaking' ? true : undefined;
}

const NEVER_SOAKS = new Set(['held', 'rolling-back', 'rolled-back', 'refused', 'aborted', 'completed']);

/** As many deployments begun at once by the bare workflow, in cells whose sessions it has not entered yet either. */
export async function measureTwinReaction(stage: Stage, tag: string): Promise<TwinReaction> {
  const { client, sandbox } = stage;
  const fleet = await sandbox.fleet();
  const before = (await sandbox.ledger()).length;
  const started = await startOf(
    client,
    await runTwin(client, fleet, { version: fleet.baseline.version, tag, calls: 'fewest' }),
  );
  const calls = baselineCalls(await sandbox.ledger(before), fleet);
  return { startToFirstCall: Math.min(...calls) - started, startToLastCall: Math.max(...calls) - started };
}

async function startOf(client: Client, workflowId: string): Promise<number> {
  return startedAt(await historyOf(client, workflowId));
}

function baselineCalls(entries: readonly LedgerEntry[], { baseline }: FleetDescription): readonly number[] {
  return entries.flatMap((entry) =>
    entry.kind === 'deployment-created' && entry.key === baseline.key ? [entry.at] : [],
  );
}
