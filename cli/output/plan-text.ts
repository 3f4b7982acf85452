import { formatDuration } from '../../alarms/durations';
import { shareText } from '../../waves/exposure';
import type { Eta, Plan, PlannedWave } from '../../waves/plan';
import { samplesText } from '../../waves/samples-text';
import { previewReturn } from '../../waves/reverse-plan-preview';
import { counted } from './counted';
import { datesIn, type DateText } from './dates';
import { alarmsByRole } from './plan-document';
import type { Screen } from './screen';
import { cut, tableText, tableWidth } from './table';
import { wrap } from './wrap';

export type PlanView = { readonly plan: Plan; readonly eta: Eta | undefined; readonly deployMs: number };

/** The plan as a person reads it: head, waves, what comes after, what to know. */
export function planText(view: PlanView, screen: Screen): string {
  return [head(view, screen), waves(view, screen), after(view, screen), notes(view, screen)]
    .filter((block) => block !== '')
    .join('\n\n');
}

function head({ plan }: PlanView, { colours }: Screen): string {
  const { release, policy } = plan;
  const what = release.kind === 'security-patch' ? `security patch (${release.severity ?? ''}) ` : '';
  const cells = new Set(plan.waves.flatMap((wave) => wave.cells.map(({ name }) => name))).size;
  const rehearsal = policy.purpose.kind === 'rehearsal' ? `  ${colours.warning('REHEARSAL')}` : '';
  return [
    `${colours.strong(`${plan.service} ${what}${release.version}`)} -> ${colours.strong(plan.region)}${rehearsal}`,
    colours.faint(
      `${counted(cells, 'cell')} in ${counted(plan.waves.length, 'wave')}, policy ${policy.name}, plan ${shortDigest(plan.digest)}, times in ${plan.timeZone}`,
    ),
  ].join('\n');
}

const NARROWEST_CELLS = 14;
const ALARM_COLUMNS = 16;

const TITLES = [
  { title: 'wave' },
  { title: 'cells' },
  { title: 'exposed', align: 'right' },
  { title: 'bake', align: 'right' },
  { title: 'alarms' },
  { title: 'earliest' },
] as const;

function waves({ plan, eta }: PlanView, screen: Screen): string {
  const dates = datesIn(plan.timeZone);
  const rowOf = (wave: PlannedWave, index: number, cells: string): readonly string[] => [
    wave.name,
    cells,
    shareText(wave.exposureBasisPoints),
    wave.bakeMs === 0 ? '-' : formatDuration(wave.bakeMs),
    cut(alarmsText(wave), ALARM_COLUMNS),
    timesText(eta?.waves[index], dates),
  ];
  const taken = tableWidth({ columns: TITLES, rows: plan.waves.map((wave, index) => rowOf(wave, index, '')) });
  const left = Math.max(NARROWEST_CELLS, screen.columns - taken + 'cells'.length);
  const rows = plan.waves.map((wave, index) => rowOf(wave, index, cut(cellsText(wave), left)));
  return tableText({ columns: TITLES, rows }, screen.isTerminal);
}

/** `12: c1, c2, ...` */
function cellsText({ kind, cells }: PlannedWave): string {
  const names = cells.map(({ name }) => name);
  return kind === 'one-box' || kind === 'one-cell'
    ? names.join(', ')
    : `${names.length}: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ', ...' : ''}`;
}

function alarmsText(wave: PlannedWave): string {
  const roles = alarmsByRole(wave);
  return roles.length === 0 ? 'none' : roles.map(({ role }) => role).join(', ');
}

/** `Mon 30 Nov ` */
const DAY_COLUMNS = 11;

function timesText(eta: Eta['waves'][number] | undefined, dates: DateText): string {
  if (eta === undefined) return 'never';
  const [start, end] = [dates.full(eta.startsAt), dates.full(eta.endsAt)];
  const sameDay = start.slice(0, DAY_COLUMNS) === end.slice(0, DAY_COLUMNS);
  return `${start} - ${sameDay ? end.slice(DAY_COLUMNS) : dates.dayAndTime(eta.endsAt)}`;
}

function after({ plan, eta, deployMs }: PlanView, screen: Screen): string {
  const dates = datesIn(plan.timeZone);
  const end = eta === undefined ? 'never: its windows do not open' : dates.full(eta.soakEndsAt);
  const aggregates = plan.aggregateAlarms.map(({ name, role }) => `${name} (${role})`).join(', ');
  const pace = plan.policy.rollback.pace === 'emergency' ? 'all AZs at once' : 'one AZ after the other';
  const steps = previewReturn(plan, new Set()).steps.map(({ azIds }) => azIds.join(' + '));
  return facts(
    [
      ['soak', plan.soakMs === 0 ? 'none' : formatDuration(plan.soakMs)],
      ['ends', `${end} at the earliest, if a cell takes ${formatDuration(deployMs)} to deploy`],
      ['width', `at most ${counted(Math.max(...plan.waves.map(({ width }) => width)), 'cell')} in flight`],
      ...samplesFact(plan),
      ['watched', aggregates === '' ? 'no aggregate alarm' : `${aggregates}, from the first change to the end`],
      ['way back', `newest wave first, ${pace}: ${steps.join(' -> ')}; windows do not hold it up`],
    ],
    screen,
  );
}

function samplesFact({ policy }: Plan): readonly (readonly [string, string])[] {
  const { minimumSamples: samples } = policy.gate;
  return samples === undefined ? [] : [['samples', samplesText(samples)]];
}

function notes({ plan }: PlanView, screen: Screen): string {
  const { colours } = screen;
  const excluded = plan.excluded.slice(0, MOST_EXCLUDED).map(({ cell, reason }) => `  ${cell}: ${reason}`);
  const more = plan.excluded.length - excluded.length;
  const warnings = plan.warnings.map(({ message }) =>
    wrap(`${colours.warning('warning:')} ${message}`, screen.columns, '  '),
  );
  return [
    ...(excluded.length === 0 ? [] : [`left out (${plan.excluded.length}):`, ...excluded]),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...warnings,
  ].join('\n');
}

const MOST_EXCLUDED = 10;

function facts(pairs: readonly (readonly [string, string])[], { colours, columns }: Screen): string {
  return pairs
    .map(([name, text]) => wrap(`${colours.faint(name.padEnd(10))}${text}`, columns, ' '.repeat(10)))
    .join('\n');
}

function shortDigest(digest: string): string {
  return digest.replace('sha256:', '').slice(0, 12);
}
