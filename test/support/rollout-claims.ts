import { cellsThatRan } from '../../sandbox/ledger-queries';
import type { RolloutResult } from '../../workflows/contract/inputs';
import type { Running, Scene } from './a-running-rollout';
import { eventually } from './eventually';
import { failedTasks } from './failed-tasks';
import { backCreates, carriers, doneTwice, forwardCreates, stillRunning } from './what-happened';

const cellOf = (place: string): string => place.split(' ')[0] ?? '';

/** Cells of which the sandbox knows a forward deployment. */
export function touchedBy(scene: Scene): readonly string[] {
  return [...new Set(forwardCreates(scene.ledger()).map(cellOf))].sort();
}

/**
 * S10, S11, S14, S16 after any way back: no machine carries the release, whatever was begun has ended, nothing was done twice, and only
 * cells that were touched were deployed to on the way back.
 */
export function expectTakenBack(scene: Scene): void {
  const ledger = scene.ledger();
  expect({ carriers: carriers(ledger, scene.key), running: stillRunning(ledger), twice: doneTwice(ledger) }).toEqual({
    carriers: [],
    running: [],
    twice: [],
  });
  const returned = new Set(backCreates(ledger).map(cellOf));
  const ran = cellsThatRan(ledger, scene.key);
  expect(ran.filter((cell) => !returned.has(cell))).toEqual([]);
  const touched = touchedBy(scene);
  expect([...returned].filter((cell) => !touched.includes(cell))).toEqual([]);
}

/** It ended by itself, as Completed, with this outcome. */
export async function expectOutcome(running: Running, outcome: string): Promise<RolloutResult> {
  const result = await running.result();
  expect({ outcome: result.outcome, story: result.story }).toMatchObject({ outcome });
  expect((await running.handle.describe()).status.name).toBe('COMPLETED');
  expect(await failedTasks(running.handle)).toEqual([]);
  return result;
}

export async function expectRolledBack(running: Running): Promise<RolloutResult> {
  const result = await expectOutcome(running, 'rolled-back');
  expectTakenBack(running.scene);
  return result;
}

/** Every deployment that was begun has ended, by the sandbox's own record. */
export async function untilQuiet(scene: Scene): Promise<void> {
  await eventually(
    `${scene.region}: deployments to end`,
    () => (stillRunning(scene.ledger()).length === 0 ? true : undefined),
    60_000,
  );
}
