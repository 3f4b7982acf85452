import type { DeployResult, GroupResult } from '../../activities/activities';
import type { Baseline } from '../../waves/baseline';
import type { CellInput } from '../contract/inputs';
import { pageText, short, stamp } from '../contract/markdown';

export type CellView = {
  readonly input: CellInput;
  /** With its sign: `● deploying`. */
  readonly word: string;
  readonly why: string | undefined;
  /** What the last activity said of each deployment group. */
  readonly groups: readonly GroupResult[];
  readonly at: number;
};

/** A cell's page: what happens to it, and which CodeDeploy deployments that were. */
export function cellPage({ input, word, why, groups, at }: CellView): string {
  const { cell, ref, wave } = input;
  return pageText({
    head: [
      `### ${word}: ${cell.name}`,
      `**${ref.releaseVersion}**, account ${cell.account}, ${cell.azId}, wave ${wave}`,
      ...(why === undefined ? [] : [`**Why** ${short(why, 400)}`]),
    ],
    columns: ['Deployment group', 'CodeDeploy deployment', 'Outcome'],
    rows: groups.map(({ deploymentGroup, deploymentId, outcome }) => [deploymentGroup, deploymentId ?? '-', outcome]),
    noun: 'groups',
    tail: [
      ...(groups.length === 0 ? ['How far it is: see **Pending Activities**', ''] : []),
      `As of ${stamp(at)}; press R for now`,
    ],
  });
}

/** Readable when no worker is up: what each group ran before, and what it gets. */
export function cellDetails({ cell, ref, direction, groups, release }: CellInput): string {
  const verb = direction === 'forward' ? `${ref.releaseVersion} to` : `${ref.releaseVersion} back from`;
  return pageText({
    head: [`**${verb} ${cell.name}**, account ${cell.account}, ${cell.azId}, application ${cell.target.application}`],
    columns: ['Deployment group', 'Runs before', 'CodeDeploy deployment'],
    rows: groups.map(({ deploymentGroup, baseline }) => [
      deploymentGroup,
      baselineText(baseline),
      baseline.kind === 'deployed' ? baseline.deploymentId : '-',
    ]),
    noun: 'groups',
    tail: [`Release: \`${release.key}\`, version \`${release.version}\``],
  });
}

function baselineText(baseline: Baseline): string {
  if (baseline.kind === 'none') return 'nothing yet';
  const { revision } = baseline;
  return revision.kind === 's3' ? revision.key : revision.commitId;
}

/** What an activity's end means to whoever looks at the cell. */
export function resultWord({ kind }: DeployResult): string {
  switch (kind) {
    case 'deployed':
      return '✔ deployed';
    case 'returned':
      return '↩ on its baseline';
    case 'not-started':
      return '‖ not started';
    case 'failed':
    case 'left':
    case 'moved':
    case 'unknown':
      return `✖ ${kind}`;
  }
}
