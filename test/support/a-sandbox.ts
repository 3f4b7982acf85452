import { createAccounts, type Accounts } from '../../sandbox/accounts';
import { systemClock, type Clock } from '../../sandbox/clock';
import { createFaults, type Faults } from '../../sandbox/faults';
import { createLedger, type Ledger } from '../../sandbox/ledger';
import { startServer, type SandboxServer } from '../../sandbox/server';
import { createCodeDeploy, type CodeDeploy } from '../../sandbox/services/codedeploy/codedeploy';
import type { DeploymentOutcome, Pace } from '../../sandbox/services/codedeploy/hooks';
import { createSts } from '../../sandbox/services/sts/sts';
import type { World } from '../../sandbox/world';
import { aWorld } from './a-world';

/** STS and CodeDeploy behind a real port, without physics. Everything a scenario would script is a map that the test fills. */
export type BareSandbox = {
  readonly server: SandboxServer;
  readonly world: World;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly accounts: Accounts;
  readonly codeDeploy: CodeDeploy;
  /** By S3 key; what is not in it succeeds. */
  readonly outcomes: Map<string, DeploymentOutcome>;
  /** By alarm name; what is not in it cannot be read. */
  readonly alarmStates: Map<string, string>;
  stop(): Promise<void>;
};

type Wishes = {
  readonly world?: World;
  readonly clock?: Clock;
  readonly pace?: Partial<Pace>;
  readonly ledgerFile?: string;
};

/** A tenth of a second per deployment: long enough to be caught in the middle. */
const briskPace: Pace = { queueSeconds: 0.02, deploymentSeconds: 0.1, stopSeconds: 0.03, alarmPollSeconds: 0.02 };

export async function startBareSandbox(wishes: Wishes = {}): Promise<BareSandbox> {
  const world = wishes.world ?? aWorld({ clock: wishes.clock ?? systemClock });
  const ledger = createLedger(wishes.ledgerFile);
  const faults = createFaults(7);
  const accounts = createAccounts(world);
  const outcomes = new Map<string, DeploymentOutcome>();
  const alarmStates = new Map<string, string>();
  const codeDeploy = createCodeDeploy({
    world,
    ledger,
    pace: { ...briskPace, ...wishes.pace },
    hooks: {
      deploymentOutcome: (_place, { key }) => outcomes.get(key) ?? { kind: 'succeeds' },
      alarmState: (_account, _region, alarm) => alarmStates.get(alarm),
    },
  });
  const services = [createSts(accounts, ledger), codeDeploy.service];
  const server = await startServer({ clock: world.clock, world, services, accounts, faults, ledger });
  const stop = async () => {
    codeDeploy.close();
    await server.stop();
  };
  return { server, world, ledger, faults, accounts, codeDeploy, outcomes, alarmStates, stop };
}
