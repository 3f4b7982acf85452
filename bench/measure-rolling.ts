import type { Client } from '@temporalio/client';
import { childEnds, childIds, historyOf, startedAt, timeOf } from './histories';
import { roll, type Pace, type Rolling } from './roll';
import type { Stage } from './stage';
import { runTwin } from './twin/run-twin';

export type RollingResult = {
  readonly cells: number;
  readonly oursMs: readonly number[];
  readonly twinMs: readonly number[];
  /** What one more cell costs in history. */
  readonly events: { readonly own: number; readonly parent: number };
};

const PACE: Pace = { pollMs: 5_000, bakeMs: 1_000, soakMs: 1_000 };

/** Ours forward, the twin back to the baseline, in turns: each finds every cell on the other release, and the same machine. */
export async function measureRolling(stage: Stage, rounds: number): Promise<RollingResult> {
  const { client } = stage;
  const fleet = await stage.sandbox.fleet();
  const oursMs: number[] = [];
  const twinMs: number[] = [];
  let last: Rolling | undefined;
  for (let round = 0; round < rounds; round++) {
    last = await roll(client, fleet, PACE);
    const { outcome } = await last.ended();
    if (outcome !== 'completed') throw new Error(`the rollout ended as ${outcome}`);
    oursMs.push(await deployingMs(client, last.wave(2)));
    const twin = await runTwin(client, fleet, { version: fleet.baseline.version, tag: `roll-${round}` });
    twinMs.push(await deployingMs(client, twin));
  }
  if (last === undefined) throw new Error('at least one round');
  const cells = last.plan.waves[1]?.cells.length ?? 0;
  return { cells, oursMs, twinMs, events: await eventsPerCell(client, last) };
}

/** From the start of the workflow to the end of its last cell, in ms, by Temporal's own record. */
async function deployingMs(client: Client, workflowId: string): Promise<number> {
  const events = await historyOf(client, workflowId);
  return Math.max(...childEnds(events).map(timeOf)) - startedAt(events);
}

/** The parent's share is found by comparing a wave of one cell with a wave of many. */
async function eventsPerCell(client: Client, rolling: Rolling): Promise<RollingResult['events']> {
  const one = await historyOf(client, rolling.wave(1));
  const many = await historyOf(client, rolling.wave(2));
  const [cell = ''] = childIds(many);
  const own = await historyOf(client, cell);
  const whileDeploying = (events: typeof many): number =>
    events.findLastIndex((event) => childEnds([event]).length > 0) + 1;
  const more = childEnds(many).length - childEnds(one).length;
  return { own: own.length, parent: (whileDeploying(many) - whileDeploying(one)) / more };
}
