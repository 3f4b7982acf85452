import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describeFleet } from '../sandbox/scenario/describe-fleet';
import { loadScenario } from '../sandbox/scenario/load-scenario';
import { fleetOf, releaseOf, rehearsalPolicy } from '../test/support/rehearsal';
import { planWaves } from '../waves/plan-waves';
import { pack } from '../workflows/contract/packed';
import { median } from './numbers';
import { RELEASE } from './scenario';

const RUNS = 9;

export type PlanResult = { readonly cells: number; readonly ms: number; readonly packedBytes: number };

/** Plans a Region of many cells, files already read. */
export function measurePlan(scenarioPath: string): PlanResult {
  const described = describeFleet(loadScenario(scenarioPath));
  const [fleet, release] = [fleetOf(described), releaseOf(described, RELEASE)];
  const { region } = described;
  const policy = { ...rehearsalPolicy(60), name: 'bench' };
  const planOnce = () => planWaves({ fleet, region, release, policy, now: Date.now() });
  const times = Array.from({ length: RUNS }, () => {
    const before = performance.now();
    planOnce();
    return performance.now() - before;
  });
  const planning = planOnce();
  if (planning.kind === 'refused') throw new Error(planning.refusals[0]?.message);
  return { cells: described.cells.length, ms: median(times), packedBytes: pack(planning.plan).length };
}

export type StartUp = { readonly helpMs: number; readonly nodeMs: number };

/** The built command line's help against a node that does nothing. */
export function measureStartUp(): StartUp {
  const main = join(resolve(__dirname, '..'), 'dist', 'cli', 'main.js');
  const time = (args: readonly string[]): number => {
    const before = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
    return performance.now() - before;
  };
  // In turns, so that a busy moment of the machine hits both.
  const pairs = Array.from({ length: RUNS }, () => ({ help: time([main, '--help']), node: time(['-e', '0']) }));
  return { helpMs: median(pairs.map(({ help }) => help)), nodeMs: median(pairs.map(({ node }) => node)) };
}
