import type { LedgerEntry } from '../../sandbox/ledger-entry';
import type { DeployScene } from './a-deploy-scene';

type Entry<K extends LedgerEntry['kind']> = Extract<LedgerEntry, { kind: K }>;

/** What the sandbox itself has recorded, of one kind, in order. */
export function recorded<K extends LedgerEntry['kind']>({ sandbox }: DeployScene, kind: K): readonly Entry<K>[] {
  return sandbox.ledger.entries().filter((entry): entry is Entry<K> => entry.kind === kind);
}

/** S3 keys of the deployments that cellwave made, in order. */
export function ourCreates(scene: DeployScene): readonly string[] {
  return recorded(scene, 'deployment-created')
    .filter(({ description }) => description.startsWith('cellwave:'))
    .map(({ key }) => key);
}
