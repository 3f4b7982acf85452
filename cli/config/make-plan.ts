import { planWaves } from '../../waves/plan-waves';
import type { Plan } from '../../waves/plan';
import { CliError } from '../errors';
import { refusalError } from '../output/refusal-error';
import { suggestion } from './nearest';
import { fleetOf, openProject, policyOf, releaseOf, type FileOptions } from './project';

/** From the user's files to the plan; what `plan` shows and `start` freezes. Throws what is wrong with the files, and a refusal. */
export function makePlan(options: FileOptions & { readonly region: string }, cwd: string, now: number): Plan {
  const project = openProject(options, cwd);
  const fleet = fleetOf(project);
  const release = releaseOf(project);
  const policy = policyOf(project);
  const { region } = options;
  const regions = fleet.regions.map(({ name }) => name);
  if (!regions.includes(region))
    throw new CliError({
      kind: 'usage',
      message: `the fleet of ${fleet.service} has no Region "${region}"`,
      remedy: suggestion(region, regions),
      details: { regions },
    });
  const planning = planWaves({ fleet, region, release, policy, now });
  if (planning.kind === 'refused')
    throw refusalError(`${fleet.service} ${release.version} in ${region}`, planning.refusals);
  return planning.plan;
}
