import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One AZ whose deployments end at once: what is measured is the orchestrator, not CodeDeploy. One deployment group for each cell. */
export function writeScenario(folder: string, cells: number): string {
  const path = join(folder, `bench-${cells}.yaml`);
  const scenario = {
    description: 'Deployments end as soon as they begin.',
    speed: 60,
    resolution: '1m',
    fleet: {
      instances: 1,
      oneBoxInstances: 0,
      regions: [{ region: 'us-west-2', timeZone: 'UTC', azs: [{ azId: 'usw2-az1', cells }] }],
    },
    deployments: { queue: '0s', group: '0s', stop: '0s', listLag: '0s' },
    releases: { 'v1.1.0': null },
  };
  // JSON is YAML, too.
  writeFileSync(path, JSON.stringify(scenario));
  return path;
}

export const RELEASE = 'v1.1.0';
