import type { Client } from '@temporalio/client';
import { DEFAULT_POLICY } from '../waves/defaults';
import { childEnds, childIds, historyOf, startedAt, timeOf } from './histories';
import { roll, type Pace, type Rolling } from './roll';
import type { Stage } from './stage';
import type { TwinCalls } from './twin/contract';
import { runTwin } from './twin/run-twin';

/** Time on the wall, and on all processors, in ms. */
export type Cost = { readonly wallMs: number; readonly cpuMs: number | undefined };

export type RollingResult = {
  readonly cells: number;
  readonly ours: readonly Cost[];
  /** The bare twin that makes the same calls for a cell, and the one that makes the fewest. */
  readonly twin: readonly Cost[];
  readonly leanest: readonly Cost[];
  /** What one more cell costs in history. */
  readonly events: { readonly own: number; readonly parent: number };
};

/** The poll that a policy has unless it says otherwise. */
const PACE: Pace = { pollMs: DEFAULT_POLICY.gate.pollMs, bakeMs: 1_000, soakMs: 0 };

/** Ours forward, the twins back to the baseline, in turns: each finds every cell on the other release, and the same machine. */
export async function measureRolling(stage: Stage, rounds: number): Promise<RollingResult> {
  const { client } = stage;
  const fleet = await stage.sandbox.fleet();
  const ours: Cost[] = [];
  const twins: Record<TwinCalls, Cost[]> = { ours: [], fewest: [] };
  let last: Rolling | undefined;
  for (let round = 0; round < rounds; round++) {
    last = await roll(client, fleet, PACE);
    const { outcome } = await last.ended();
    if (outcome !== 'completed') throw new Error(`the rollout ended as ${outcome}`);
    ours.push(await costOf(stage, last.wave(2)));
    const { version } = fleet.baseline;
    for (const calls of ['ours', 'fewest'] as const)
      twins[calls].push(
        await costOf(stage, await runTwin(client, fleet, { version, tag: `roll-${round}-${calls}`, calls })),
      );
  }
  if (last === undefined) throw new Error('at least one round');
  const cells = last.plan.waves[1]?.cells.length ?? 0;
  const events = await eventsPerCell(client, last);
  return { cells, ours, twin: twins.ours, leanest: twins.fewest, events };
}

/** From the start of the workflow to the end of its last cell, by Temporal's own record. */
async function costOf({ client, cpu }: Stage, workflowId: string): Promise<Cost> {
  const events = await historyOf(client, workflowId);
  const [from, to] = [startedAt(events), Math.max(...childEnds(events).map(timeOf))];
  return { wallMs: to - from, cpuMs: cpu.between(from, to) };
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
