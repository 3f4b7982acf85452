import { wireAws } from '../../runtime/wiring';
import type { Scene } from './a-running-rollout';

/** The key of what somebody deploys by hand. */
export const BY_HAND = 'by-hand.zip';

/** A person with the cell's own role. */
const SOMEBODY = {
  service: 'by-hand',
  region: 'us-west-2',
  rollout: 'by-hand',
  originalRunId: 'by-hand',
  releaseDigest: 'by-hand',
  releaseVersion: 'by-hand',
  rehearsal: true,
} as const;

/** Somebody else deploys, as with the console. */
export async function deployByHand({ region, fleet, version }: Scene, name: string): Promise<void> {
  const cell = fleet.cells.find((one) => one.name === name);
  const known = fleet.releases.find((release) => release.version === version);
  if (cell === undefined || known === undefined) throw new Error(`there is no ${name}`);
  const { account, roleArn, externalId } = cell;
  const place = { region, access: { account, roleArn, externalId }, application: cell.application };
  const revision = { kind: 's3', ...known, version: known.s3Version, key: BY_HAND } as const;
  const target = wireAws().targets.at({ ...place, purpose: { kind: 'deploy', ref: SOMEBODY } });
  await target.create({ deploymentGroup: cell.restGroup, revision, description: 'by hand', direction: 'forward' });
}
