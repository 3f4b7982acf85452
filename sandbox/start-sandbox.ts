import { createAccounts } from './accounts';
import { systemClock, type Clock } from './clock';
import { createFaults, type Fault } from './faults';
import { createLedger, type Ledger } from './ledger';
import type { Incident } from './physics/incident';
import type { ReleaseFault } from './physics/release-fault';
import { buildWorld } from './scenario/build-world';
import { createOutcomeOracle } from './scenario/deployment-outcomes';
import { describeFleet, type FleetDescription } from './scenario/describe-fleet';
import { loadScenario } from './scenario/load-scenario';
import { revisionKey } from './scenario/names';
import type { DeploymentScenario, Scenario } from './scenario/scenario';
import { startServer } from './server';
import type { Service } from './service';
import { sandboxRoutes } from './sandbox-routes';
import { createCloudWatch } from './services/cloudwatch/cloudwatch';
import { realRateLimits, type RateLimits } from './services/cloudwatch/rate-limit';
import { createCodeDeploy, type CodeDeploy } from './services/codedeploy/codedeploy';
import type { CodeDeployHooks } from './services/codedeploy/hooks';
import { createSts } from './services/sts/sts';
import { startSimulation, type Simulation, type SimulationOptions } from './simulation';
import type { World } from './world';

export type SandboxOptions = {
  /** A scenario, the path of a scenario file, or the name of a shipped one. */
  readonly scenario: string | Scenario;
  readonly clock?: Clock | undefined;
  /** 0 or undefined: any free port. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  /** Where the record is also written, one JSON line per entry. */
  readonly ledgerFile?: string | undefined;
  /** Real limits unless told otherwise. */
  readonly rateLimits?: Partial<RateLimits> | undefined;
};

/** A simulated fleet that is up: point AWS_ENDPOINT_URL at `url`. */
export type Sandbox = {
  readonly url: string;
  readonly scenario: Scenario;
  readonly world: World;
  readonly ledger: Ledger;
  /** What a fleet file and release files for one Region of this fleet must say; the first Region unless another is named. */
  readonly describeFleet: (region?: string) => FleetDescription;
  /** Breaks the wire from now on; returns the id to mend it by. */
  readonly setFault: (fault: Fault) => string;
  readonly clearFault: (id: string) => boolean;
  readonly clearFaults: () => void;
  /** From now on this release misbehaves so, and no longer as the scenario says; `[]` makes it healthy. */
  readonly setReleaseFaults: (release: string, faults: readonly ReleaseFault[]) => void;
  readonly setDeploymentOutcome: (release: string, deployment: DeploymentScenario) => void;
  readonly addIncident: (incident: Incident) => void;
  /** Simulated seconds since the start: what the moments of incidents are counted in. */
  readonly secondsNow: () => number;
  readonly alarmState: (account: string, region: string, alarm: string) => string | undefined;
  stop(): Promise<void>;
};

/** Resolves when every alarm has its data and the port answers. Nothing of it outlives `stop()`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const ground = layGround(options);
  const { scenario, clock, world, ledger, faults } = ground;
  const accounts = createAccounts(world);
  const simulation = startSimulation(ground);
  const outcomes = createOutcomes(scenario);
  const codeDeploy = codeDeployFor(ground, simulation, outcomes.hook);
  const cloudWatch = cloudWatchFor(simulation, scenario, options.rateLimits);
  const services = [createSts(accounts, ledger), codeDeploy.service, cloudWatch];
  const controls = {
    scenario,
    describeFleet: (region?: string) => describeFleet(scenario, region),
    setReleaseFaults: simulation.setReleaseFaults,
    setDeploymentOutcome: outcomes.set,
    addIncident: simulation.addIncident,
    secondsNow: simulation.secondsNow,
    alarmState: stateReader(simulation),
  };
  const { port, host } = options;
  const adminRoutes = sandboxRoutes(controls);
  const stopMoving = (): void => {
    simulation.stop();
    codeDeploy.close();
  };
  const server = await startServer({ clock, world, ledger, faults, accounts, services, port, host, adminRoutes }).catch(
    (error: unknown) => {
      stopMoving();
      throw error;
    },
  );
  return {
    ...controls,
    url: server.url,
    world,
    ledger,
    setFault: (fault) => faults.add(fault),
    clearFault: (id) => faults.remove(id),
    clearFaults: () => faults.clear(),
    async stop() {
      stopMoving();
      await server.stop();
    },
  };
}

function layGround(options: SandboxOptions): SimulationOptions {
  const scenario = typeof options.scenario === 'string' ? loadScenario(options.scenario) : options.scenario;
  const clock = options.clock ?? systemClock;
  const world = buildWorld(scenario, clock);
  return { scenario, clock, world, ledger: createLedger(options.ledgerFile), faults: createFaults(scenario.seed) };
}

function codeDeployFor(
  { scenario, world, ledger }: SimulationOptions,
  simulation: Simulation,
  deploymentOutcome: CodeDeployHooks['deploymentOutcome'],
): CodeDeploy {
  const { queueSeconds, groupSeconds, stopSeconds, listLagSeconds } = scenario.deployments;
  const codeDeploy = createCodeDeploy({
    world,
    ledger,
    seed: scenario.seed,
    pace: { queueSeconds, deploymentSeconds: groupSeconds, stopSeconds },
    hooks: { deploymentOutcome, alarmState: stateReader(simulation) },
  });
  codeDeploy.setListLag((listLagSeconds * 1_000) / scenario.speed);
  return codeDeploy;
}

function cloudWatchFor(
  { engine, metrics }: Simulation,
  { speed }: Scenario,
  rateLimits: SandboxOptions['rateLimits'],
): Service {
  return createCloudWatch({ engine, metrics, speed, limits: { ...realRateLimits, ...rateLimits } });
}

function createOutcomes({ fleet, releases }: Scenario) {
  const changed = new Map<string, DeploymentScenario>();
  const byKey = new Map(releases.map(({ version }) => [revisionKey(fleet.service, version), version]));
  const ask = createOutcomeOracle(
    (release) =>
      changed.get(release) ?? releases.find(({ version }) => version === release)?.deployment ?? { kind: 'succeeds' },
  );
  const hook: CodeDeployHooks['deploymentOutcome'] = ({ cell }, { key }) => ask(cell.name, byKey.get(key) ?? key);
  return { hook, set: (release: string, deployment: DeploymentScenario) => void changed.set(release, deployment) };
}

function stateReader({ engine }: Simulation) {
  return (account: string, region: string, alarm: string): string | undefined =>
    engine.book({ account, region }).get(alarm)?.status.state;
}
