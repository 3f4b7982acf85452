import { baselinesIn } from '../../workflows/contract/packed-baselines';
import type { DeployOrder, DeployResult } from '../../activities/activities';
import { createDeployToCell } from '../../activities/deploy-to-cell';
import { createReadBaselines } from '../../activities/read-baselines';
import { wireAws, type AwsPorts } from '../../runtime/wiring';
import type { Deployment } from '../../activities/ports/deploy-target.port';
import type { Baseline } from '../../waves/baseline';
import type { PlannedCell } from '../../waves/plan';
import { aDeployOrder, aPlannedCell, aRolloutRef, deployed } from './a-deploy-order';
import { aRevision } from './a-world';
import { configureGroup, type GroupWishes } from './configure-group';
import { eventually } from './eventually';
import { startBareSandbox, type BareSandbox } from './a-sandbox';
import { aHastyClock, runActivity, type HastyClock, type Run, type RunWishes } from './run-activity';

type SandboxWishes = NonNullable<Parameters<typeof startBareSandbox>[0]>;
type OrderWishes = Partial<Parameters<typeof aDeployOrder>[1]>;

/** The real activities with the real SDK clients, against STS and CodeDeploy of the sandbox, for its first cell. */
export type DeployScene = {
  readonly sandbox: BareSandbox;
  readonly ports: AwsPorts;
  readonly clock: HastyClock;
  readonly cell: PlannedCell;
  readonly baselines: Readonly<Record<string, Baseline>>;
  readonly order: (wishes?: OrderWishes) => DeployOrder;
  readonly deploy: (order: DeployOrder, wishes?: Partial<RunWishes>) => Promise<Run<DeployResult>>;
  /** With ports that the test has tampered with. */
  readonly deployWith: (ports: AwsPorts, order: DeployOrder, wishes?: Partial<RunWishes>) => Promise<Run<DeployResult>>;
  /** Resolves when no deployment of the group is active. */
  readonly settled: (group?: string) => Promise<void>;
  /** Like `cellwave rollback --direct`. */
  readonly tagStop: () => Promise<void>;
  /** Newest first, of one group. */
  readonly deployments: (group?: string) => Promise<readonly Deployment[]>;
  /** S3 keys that the group's machines run, each once. */
  readonly running: (group?: string) => readonly string[];
  /** As a process that was frozen in the middle of it and goes on now. */
  readonly createAs: (description: string, key: string, group?: string) => Promise<string>;
  readonly configureGroup: (wishes: GroupWishes, group?: string) => Promise<void>;
  /** Like another tool that uses the same account. */
  readonly foreignDeploy: (key: string, group?: string) => Promise<string>;
  stop(): Promise<void>;
};

export async function aDeployScene(
  groups: readonly ('one-box' | 'rest')[] = ['rest'],
  wishes: SandboxWishes = {},
): Promise<DeployScene> {
  const sandbox = await startBareSandbox(wishes);
  pointAt(sandbox.server.url);
  const clock = aHastyClock();
  const ports = wireAws(clock);
  const world = sandbox.world.cells[0];
  if (world === undefined) throw new Error('a world without cells');
  const cell = aPlannedCell(world, groups);
  const place = {
    region: 'us-west-2',
    access: cell,
    application: 'app',
    purpose: { kind: 'deploy', ref: foreignRef },
  } as const;
  const outsider = ports.targets.at(place);
  const baselines = await readBaselines(ports, cell, clock);
  const createAs = (description: string, key: string, group = 'rest'): Promise<string> =>
    outsider.create({
      deploymentGroup: group,
      revision: deployed(aRevision(key)),
      description,
      direction: 'forward',
    });
  return {
    sandbox,
    ports,
    clock,
    cell,
    baselines,
    order: (more = {}) => aDeployOrder(cell, { baselines, ...more }),
    deploy: (order, more = {}) => runActivity(createDeployToCell(ports), order, { clock, ...more }),
    deployWith: (tampered, order, more = {}) => runActivity(createDeployToCell(tampered), order, { clock, ...more }),
    async settled(group = 'rest') {
      await eventually('all deployments to end', async () => {
        const all = await outsider.recent(group, NEVER);
        return all.every(({ status }) => status !== 'active') ? true : undefined;
      });
    },
    tagStop: () => outsider.setStopTag(aRolloutRef.releaseDigest, NEVER),
    deployments: (group = 'rest') => outsider.recent(group, NEVER),
    running: (group = 'rest') => runningKeys(sandbox, group),
    foreignDeploy: (key, group = 'rest') => createAs('by hand', key, group),
    createAs,
    configureGroup: (more, group = 'rest') => configureGroup(cell, more, group),
    stop: () => sandbox.stop(),
  };
}

const foreignRef = { ...aRolloutRef, rollout: 'somebody:else', service: 'else' };
const NEVER = new AbortController().signal;

async function readBaselines(
  ports: AwsPorts,
  cell: PlannedCell,
  clock: HastyClock,
): Promise<Readonly<Record<string, Baseline>>> {
  const { result } = await runActivity(createReadBaselines(ports), { ref: aRolloutRef, cells: [cell] }, { clock });
  const groups = baselinesIn(result).flatMap((read) => read.groups);
  return Object.fromEntries(
    groups.map(({ deploymentGroup, baseline }) => [
      deploymentGroup,
      baseline.kind === 'untrusted' ? baseline.lastSuccessful : baseline,
    ]),
  );
}

function runningKeys(sandbox: BareSandbox, group: string): readonly string[] {
  const instances = sandbox.world.cells[0]?.applications.get('app')?.groups.get(group)?.instances ?? [];
  return [...new Set(instances.map(({ revision }) => revision?.key ?? 'nothing'))].sort();
}

/** As a user points the SDK at a sandbox. */
export function pointAt(url: string): void {
  process.env['AWS_ENDPOINT_URL'] = url;
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIASANDBOXSANDBOX00';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
}
