import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetDescription } from '../../sandbox';

type Changes = Readonly<Record<string, unknown>>;

/** Writes the files a person would write for this rehearsal: a fleet, every release, and a policy that rolls in seconds. */
export function writeRehearsalFiles(folder: string, description: FleetDescription, policy: Changes = {}): void {
  const place = join(folder, '.cellwave');
  mkdirSync(place, { recursive: true });
  const write = (name: string, document: unknown): void =>
    writeFileSync(join(place, `${name}.json`), JSON.stringify(document, null, 2));
  write('fleet', fleetDocument(description));
  write('policy', { ...policyDocument(description), ...policy });
  for (const release of description.releases) write(`release-${release.version}`, releaseDocument(release));
}

function fleetDocument({ service, region, timeZone, azIds, cells, aggregateAlarms }: FleetDescription): unknown {
  return {
    kind: 'Fleet',
    service,
    regions: [
      {
        name: region,
        timeZone,
        azIds,
        cells: cells.map(cellDocument),
        aggregateAlarms: aggregateAlarms.map(({ name, account, roleArn, externalId }) => ({
          name,
          role: 'errors',
          account,
          roleArn,
          externalId,
        })),
      },
    ],
  };
}

function cellDocument(cell: FleetDescription['cells'][number]): unknown {
  const { name, azId, account, roleArn, externalId, weight, application, oneBoxGroup, restGroup, alarms } = cell;
  const oneBox =
    oneBoxGroup === undefined ? { none: 'the scenario has none' } : { deploymentGroup: oneBoxGroup, share: '10%' };
  return {
    name,
    azId,
    account,
    roleArn,
    externalId,
    weight,
    target: { application, deploymentGroup: restGroup, oneBox },
    alarms: alarms.map((alarm) => ({ ...alarm, role: alarm.scope })),
  };
}

function policyDocument({ speed }: FleetDescription): Changes {
  return {
    kind: 'Policy',
    name: 'rehearsal',
    rehearsal: true,
    speed,
    bakes: { oneBox: '2s', oneCell: '2s', oneAz: '3s', region: '2s', soak: '2s' },
    width: { share: '100%' },
    gate: { poll: '1s', blindHold: '15s', waitingHold: '15s' },
    windows: 'always',
    rollback: { azMax: '20s', recoverWithin: '30s' },
    deploy: { timeout: '60s', foreignWait: '10s' },
  };
}

function releaseDocument(release: FleetDescription['releases'][number]): unknown {
  const { version, bucket, key, bundleType, s3Version, eTag } = release;
  return { kind: 'Release', version, artifact: { bucket, key, bundleType, version: s3Version, eTag } };
}
