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
import { sandboxRoutes } from './sandbox-routes';
import { createCloudWatch } from './services/cloudwatch/cloudwatch';
import { realRateLimits, type RateLimits } from './services/cloudwatch/rate-limit';
import { createCodeDeploy } from './services/codedeploy/codedeploy';
import { createSts } from './services/sts/sts';
import { startSimulation, type Simulation } from './simulation';
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
  describeFleet(region?: string): FleetDescription;
  /** Breaks the wire from now on; returns the id to mend it by. */
  setFault(fault: Fault): string;
  clearFault(id: string): boolean;
  clearFaults(): void;
  /** From now on this release misbehaves so, and no longer as the scenario says; `[]` makes it healthy. */
  setReleaseFaults(release: string, faults: readonly ReleaseFault[]): void;
  setDeploymentOutcome(release: string, deployment: DeploymentScenario): void;
  addIncident(incident: Incident): void;
  /** Simulated seconds since the start: what the moments of incidents are counted in. */
  secondsNow(): number;
  alarmState(account: string, region: string, alarm: string): string | undefined;
  stop(): Promise<void>;
};

/** Resolves when every alarm has its data and the port answers. Nothing of it outlives `stop()`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const scenario = typeof options.scenario === 'string' ? loadScenario(options.scenario) : options.scenario;
  const clock = options.clock ?? systemClock;
  const world = buildWorld(scenario, clock);
  const ledger = createLedger(options.ledgerFile);
  const faults = createFaults(scenario.seed);
  const accounts = createAccounts(world);
  const simulation = startSimulation({ scenario, world, clock, faults, ledger });
  const outcomes = createOutcomes(scenario);
  const alarmState = stateReader(simulation);
  const codeDeploy = createCodeDeploy({
    world,
    ledger,
    seed: scenario.seed,
    pace: paceOf(scenario),
    hooks: {
      deploymentOutcome: ({ cell }, revision) => outcomes.ask(cell.name, outcomes.releaseOf(revision.key)),
      alarmState,
    },
  });
  codeDeploy.setListLag((scenario.deployments.listLagSeconds * 1_000) / scenario.speed);
  const limits = { ...realRateLimits, ...options.rateLimits };
  const { engine, metrics } = simulation;
  const cloudWatch = createCloudWatch({ engine, metrics, speed: scenario.speed, limits });
  const controls = {
    scenario,
    describeFleet: (region?: string) => describeFleet(scenario, region),
    setReleaseFaults: simulation.setReleaseFaults,
    setDeploymentOutcome: outcomes.set,
    addIncident: simulation.addIncident,
    secondsNow: simulation.secondsNow,
    alarmState,
  };
  const server = await startServer({
    clock,
    world,
    ledger,
    faults,
    accounts,
    services: [createSts(accounts, ledger), codeDeploy.service, cloudWatch],
    port: options.port,
    host: options.host,
    adminRoutes: sandboxRoutes(controls),
  });
  return {
    ...controls,
    url: server.url,
    world,
    ledger,
    setFault: (fault) => faults.add(fault),
    clearFault: (id) => faults.remove(id),
    clearFaults: () => faults.clear(),
    async stop() {
      simulation.stop();
      codeDeploy.close();
      await server.stop();
    },
  };
}

function createOutcomes({ fleet, releases }: Scenario) {
  const changed = new Map<string, DeploymentScenario>();
  const byKey = new Map(releases.map(({ version }) => [revisionKey(fleet.service, version), version]));
  const ask = createOutcomeOracle(
    (release) =>
      changed.get(release) ?? releases.find(({ version }) => version === release)?.deployment ?? { kind: 'succeeds' },
  );
  return {
    ask,
    releaseOf: (key: string) => byKey.get(key) ?? key,
    set: (release: string, deployment: DeploymentScenario) => void changed.set(release, deployment),
  };
}

function stateReader({ engine }: Simulation) {
  return (account: string, region: string, alarm: string): string | undefined =>
    engine.book({ account, region }).get(alarm)?.status.state;
}

function paceOf({ deployments }: Scenario) {
  const { queueSeconds, groupSeconds, stopSeconds } = deployments;
  return { queueSeconds, deploymentSeconds: groupSeconds, stopSeconds };
}
