import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Scenario } from '../../sandbox';
import { CliError } from '../errors';
import { rehearsalFleet } from './rehearsal-fleet';
import { rehearsalPolicy } from './rehearsal-policy';
import { rehearsalReleases } from './rehearsal-releases';

/** Told from a person's own files by this, which alone may be written again. */
const MADE_BY = '# Written by cellwave for the sandbox';

/**
 * Writes the fleet, policy and release files that match a scenario into `.cellwave/` of a folder, where every command run there finds
 * them. Returns their paths.
 */
export function writeRehearsalFiles(folder: string, scenario: Scenario): readonly string[] {
  const target = join(folder, '.cellwave');
  const files = [
    { path: join(target, 'fleet.yaml'), text: textOf(scenario, rehearsalFleet(scenario)) },
    { path: join(target, 'policy.yaml'), text: textOf(scenario, rehearsalPolicy(scenario.speed)) },
    ...rehearsalReleases(scenario).map((release) => ({
      path: join(target, `release-${release.version}.yaml`),
      text: textOf(scenario, release),
    })),
  ];
  refuseToOverwrite(files.map(({ path }) => path));
  mkdirSync(target, { recursive: true });
  for (const { path, text } of files) writeFileSync(path, text);
  return files.map(({ path }) => path);
}

function textOf(scenario: Scenario, document: object): string {
  return `${MADE_BY} (scenario ${scenario.name}).\n${stringify(document, { lineWidth: 140 })}`;
}

function refuseToOverwrite(paths: readonly string[]): void {
  const foreign = paths.filter((path) => existsSync(path) && !readFileSync(path, 'utf8').startsWith(MADE_BY));
  if (foreign.length === 0) return;
  throw new CliError({
    kind: 'usage',
    message: `not overwritten: ${foreign.join(', ')}`,
    remedy: 'name another folder',
  });
}
