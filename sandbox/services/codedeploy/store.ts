import type { World } from '../../world';
import { seededRandom } from '../../seeded-random';
import {
  sameRevision,
  type AlarmConfiguration,
  type AutoRollback,
  type Deployment,
  type DeploymentConfigName,
} from './deployment';
import type { Order, Place } from './deployment';

/** What CodeDeploy remembers of a deployment group. Ids are in order of creation. */
export type GroupRecord = {
  readonly place: Place;
  readonly ids: readonly string[];
  readonly successfulIds: readonly string[];
  /** At most one: the rule that makes CodeDeploy's create safe to repeat. */
  readonly activeId: string | undefined;
  readonly settings: GroupSettings;
};

export type GroupSettings = {
  readonly configName: DeploymentConfigName;
  readonly autoRollback: AutoRollback;
  readonly alarms: AlarmConfiguration;
};

/** Whose deployments a call may see. */
export type Owner = { readonly account: string; readonly region: string };

export type Store = {
  find(owner: Owner, id: string): Deployment | undefined;
  get(id: string): Deployment | undefined;
  /** Adds a deployment, or replaces its earlier state. */
  put(deployment: Deployment): void;
  recordOf(place: Place): GroupRecord;
  configure(place: Place, settings: Partial<GroupSettings>): void;
  /** Everything of one account and Region, in order of creation. */
  idsOf(owner: Owner): readonly string[];
  newId(): string;
};

type OpenRecord = { -readonly [Member in keyof GroupRecord]: GroupRecord[Member] } & {
  readonly ids: string[];
  readonly successfulIds: string[];
};

const dayMs = 24 * 60 * 60 * 1000;

/** Deployments, found by id, by group and by account without looking at any other. */
export function createStore(world: World, seed: number): Store {
  const random = seededRandom(seed);
  const byId = new Map<string, Deployment>();
  const byGroup = new Map<Place['group'], OpenRecord>();
  const byOwner = new Map<string, string[]>();
  const store: Store = {
    get: (id) => byId.get(id),
    find(owner, id) {
      const deployment = byId.get(id);
      return deployment !== undefined && isOwnedBy(deployment.place, owner) ? deployment : undefined;
    },
    put(deployment) {
      if (!byId.has(deployment.id)) listFor(byOwner, ownerKey(deployment.place.cell)).push(deployment.id);
      const known = byId.has(deployment.id);
      byId.set(deployment.id, deployment);
      note(openRecord(deployment.place), deployment, known);
    },
    recordOf: (place) => openRecord(place),
    configure(place, settings) {
      const record = openRecord(place);
      record.settings = { ...record.settings, ...settings };
    },
    idsOf: (owner) => byOwner.get(ownerKey(owner)) ?? [],
    newId() {
      const id = `d-${Array.from({ length: 9 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('')}`;
      return byId.has(id) ? store.newId() : id;
    },
  };

  function openRecord(place: Place): OpenRecord {
    const known = byGroup.get(place.group);
    if (known !== undefined) return known;
    const record: OpenRecord = { place, ids: [], successfulIds: [], activeId: undefined, settings: freshSettings };
    byGroup.set(place.group, record);
    const baseline = baselineOf(place, store.newId(), world.clock.now() - dayMs);
    if (baseline !== undefined) store.put(baseline);
    return record;
  }

  return store;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const freshSettings: GroupSettings = {
  configName: 'CodeDeployDefault.OneAtATime',
  autoRollback: { enabled: false, events: [] },
  alarms: { enabled: false, ignorePollAlarmFailure: false, alarms: [] },
};

function note(record: OpenRecord, { id, progress }: Deployment, known: boolean): void {
  if (!known) record.ids.push(id);
  if (progress.kind !== 'ended') record.activeId = id;
  else if (record.activeId === id) record.activeId = undefined;
  if (progress.kind === 'ended' && progress.status === 'Succeeded' && record.successfulIds.at(-1) !== id)
    record.successfulIds.push(id);
}

/** The deployment that must have brought what the world says runs there from the start. */
function baselineOf(place: Place, id: string, at: number): Deployment | undefined {
  const { instances } = place.group;
  const revision = instances[0]?.revision;
  if (revision === undefined || !instances.every((instance) => sameRevision(instance.revision, revision)))
    return undefined;
  return {
    id,
    place,
    order: { ...baselineOrder, revision },
    createdAt: at,
    progress: { kind: 'ended', status: 'Succeeded', startedAt: at, endedAt: at + 60_000, error: undefined },
    targets: instances.map((instance) => ({
      instanceId: instance.id,
      status: 'Succeeded',
      updatedAt: at,
      message: '',
    })),
    rolledBackBy: undefined,
  };
}

const baselineOrder: Omit<Order, 'revision'> = {
  configName: 'CodeDeployDefault.OneAtATime',
  description: 'baseline',
  creator: 'user',
  by: 'sandbox',
  autoRollback: undefined,
  alarms: undefined,
  updateOutdatedOnly: false,
  rollbackOf: undefined,
};

function ownerKey({ account, region }: Owner): string {
  return `${account}/${region}`;
}

function isOwnedBy({ cell }: Place, { account, region }: Owner): boolean {
  return cell.account === account && cell.region === region;
}

function listFor(lists: Map<string, string[]>, key: string): string[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
