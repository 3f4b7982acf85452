import type { BaselineReading, DeployedRevision } from '../../waves/baseline';
import type { CellPreflight } from '../../waves/preflight';
import type { PreflightResult } from '../../workflows/contract/inputs';
import type { Screen } from './screen';
import { tableText } from './table';
import { warningLines } from './warning-lines';
import { wrap } from './wrap';

const COLUMNS = [{ title: 'cell' }, { title: 'baseline' }, { title: 'alarms' }] as const;

/** What workers saw of every cell: what it would return to, how its alarms stand, and what a start would refuse. */
export function livePlanText(seen: PreflightResult, screen: Screen): string {
  const { colours, columns } = screen;
  const rows = seen.cells
    .toSorted((one, other) => (one.cell < other.cell ? -1 : 1))
    .map((cell) => [cell.cell, baselineText(cell), alarmText(cell)]);
  const refusals = seen.refusals.flatMap(({ rule, message, remedy }) => [
    wrap(`${colours.bad('refused:')} ${message} (${rule})`, columns, '  '),
    `  fix: ${wrap(remedy, columns - 7, '       ')}`,
  ]);
  const verdict = refusals.length === 0 ? [colours.good('nothing would refuse a start now')] : refusals;
  return [
    tableText({ columns: COLUMNS, rows }, screen.isTerminal),
    '',
    ...warningLines(seen.warnings, screen),
    ...verdict,
  ].join('\n');
}

function baselineText({ baselines }: CellPreflight): string {
  return [...new Set(baselines.map(({ baseline }) => readingText(baseline)))].join(', ');
}

function readingText(baseline: BaselineReading): string {
  switch (baseline.kind) {
    case 'deployed':
      return revisionText(baseline.revision);
    case 'none':
      return 'none: never deployed';
    case 'untrusted':
      return `not to be trusted: ${baseline.why}`;
  }
}

function revisionText(revision: DeployedRevision): string {
  return revision.kind === 's3' ? revision.key : revision.commitId;
}

/** `4 OK` or `3 OK, 1 ALARM` */
function alarmText({ alarms }: CellPreflight): string {
  const counts = new Map<string, number>();
  for (const { state } of alarms) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, number]) => `${number} ${state}`).join(', ');
}
