import { releaseDigest } from '../../waves/digest';
import type { Fleet } from '../../waves/fleet';
import type { Plan } from '../../waves/plan';
import { planWaves } from '../../waves/plan-waves';
import type { CellPreflight } from '../../waves/preflight';
import type { Release, Revision } from '../../waves/release';
import type { PreflightResult } from '../../workflows/contract/inputs';
import { fleetOf, openProject, policyOf, type FileOptions, type Project } from '../config/project';
import { runPreflight } from '../temporal/run-preflight';
import type { Temporal } from '../temporal/with-temporal';
import { ok, refuse, warn, type Check } from './check';

export type FleetQuestion = FileOptions & { readonly region?: string };

/** Every cell of the fleet, Region by Region, as workers see them: role, account, groups, alarms. */
export async function checkFleet(
  temporal: Temporal,
  question: FleetQuestion,
  say: (doing: string) => void,
): Promise<readonly Check[]> {
  const project = openProject(question, process.cwd());
  const fleet = fleetOf(project);
  const names = fleet.regions.map(({ name }) => name);
  const wanted = question.region === undefined ? names : names.filter((name) => name === question.region);
  if (wanted.length === 0)
    return [
      refuse(`the fleet of ${fleet.service} has no Region ${question.region ?? ''}`, `known: ${names.join(', ')}`),
    ];
  const checks: Check[] = [];
  for (const region of wanted) {
    say(`looking at every cell of ${region}`);
    checks.push(...(await checkRegion(temporal, { project, fleet, region })));
  }
  return checks;
}

type RegionQuestion = { readonly project: Project; readonly fleet: Fleet; readonly region: string };

async function checkRegion(temporal: Temporal, question: RegionQuestion): Promise<readonly Check[]> {
  const { project, fleet, region } = question;
  const release = someRelease(project);
  const planning = planWaves({ fleet, region, release, policy: policyOf(project), now: Date.now() });
  if (planning.kind === 'refused')
    return planning.refusals.map(({ rule, message, remedy }) => refuse(`${region}: ${message} (${rule})`, remedy));
  const seen = await runPreflight(temporal, { plan: planning.plan, trusted: [] });
  return checksOf(planning.plan, seen);
}

/** What is looked at is the same for every release; without one in the files any will do. */
function someRelease({ documents }: Project): Release {
  const first = documents.find((one) => one.kind === 'Release');
  if (first?.kind === 'Release') return first.value;
  const artifact: Revision = {
    kind: 's3',
    bucket: 'none',
    key: 'none',
    bundleType: 'zip',
    version: 'none',
    eTag: 'none',
  };
  const digest = releaseDigest('version', artifact);
  return { version: 'doctor', kind: 'version', artifact, severity: undefined, notes: undefined, digest };
}

function checksOf(plan: Plan, seen: PreflightResult): readonly Check[] {
  const accounts = new Map(plan.waves.flatMap(({ cells }) => cells.map(({ name, account }) => [name, account])));
  const aggregates = seen.aggregates.flatMap(({ outcome, account }) =>
    outcome.kind === 'seen'
      ? outcome.alarms.map(({ name }) => ok(`${plan.region}: alarm ${name} in account ${account}`))
      : [],
  );
  return [
    ...seen.refusals.map(({ message, rule, remedy }) => refuse(`${message} (${rule})`, remedy)),
    ...seen.warnings.map(({ cell, message, remedy }) => warn(`${cell}: ${message}`, remedy)),
    ...seen.cells
      .filter(isFine)
      .toSorted((one, other) => (one.cell < other.cell ? -1 : 1))
      .map((cell) => fine(cell, accounts.get(cell.cell) ?? '')),
    ...(seen.refusals.length === 0 ? aggregates : []),
  ];
}

function isFine({ findings }: CellPreflight): boolean {
  return findings.every(({ severity }) => severity !== 'refusal');
}

function fine({ cell, alarms, baselines }: CellPreflight, account: string): Check {
  const groups = baselines.map(({ deploymentGroup }) => deploymentGroup).join(', ');
  return ok(`${cell}: role, account ${account}, ${alarms.length} alarms, deployment groups apart (${groups})`);
}
