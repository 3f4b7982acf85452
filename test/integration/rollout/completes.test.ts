import { cellsInOrderOfChange } from '../../../sandbox/ledger-queries';
import { startRollout } from '../../support/a-running-rollout';
import { tellTogether, type Story } from '../../support/together';
import {
  backCreates,
  carriers,
  doneTwice,
  effectiveTurns,
  forwardCreates,
  stillRunning,
} from '../../support/what-happened';

/** Nothing goes wrong, on a real server and over AWS's wire: judged by the sandbox's own record. */
const good: Story = async (scene) => {
  const rollout = await startRollout(scene);
  const result = await rollout.result();
  expect(result.outcome).toBe('completed');
  const cells = scene.fleet.cells.map(({ name }) => name);
  const ledger = scene.ledger();
  expect(carriers(ledger, scene.key)).toEqual([...cells].sort());
  expect(doneTwice(ledger)).toEqual([]);
  expect(effectiveTurns(ledger)).toHaveLength(cells.length * 2);
  expect(backCreates(ledger)).toEqual([]);
  expect(stillRunning(ledger)).toEqual([]);
  // S3, S2: the one-box before its cell, the cell before its AZ, one AZ after the other.
  const [first = ''] = rollout.plan.waves[0]?.cells.map(({ name }) => name) ?? [];
  expect(forwardCreates(ledger).slice(0, 2)).toEqual([`${first} one-box`, `${first} rest`]);
  const azOf = new Map(scene.fleet.cells.map(({ name, azId }) => [name, azId]));
  const azs = cellsInOrderOfChange(ledger).map((cell) => azOf.get(cell));
  expect(azs).toEqual([...azs].sort((a, b) => azs.indexOf(a) - azs.indexOf(b)));
};

tellTogether({ 'S2, S3, S16: a good release reaches every cell once, in order': good });
