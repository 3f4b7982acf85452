import type { AlarmObservation } from '../alarms/observation';
import type { Plan, Refusal } from './plan';
import type { CellPreflight, PreflightFinding } from './preflight';

export type AggregateLook = {
  readonly account: string;
  readonly outcome:
    | { readonly kind: 'seen'; readonly alarms: readonly AlarmObservation[] }
    | { readonly kind: 'unreadable'; readonly why: string; readonly remedy: string };
};

export type PreflightLooks = {
  readonly plan: Plan;
  readonly cells: readonly CellPreflight[];
  readonly aggregates: readonly AggregateLook[];
  readonly trusted: readonly string[];
};

export type PreflightWarning = {
  readonly code: string;
  readonly cell: string;
  readonly message: string;
  readonly remedy: string;
};

export type PreflightJudgement = {
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly PreflightWarning[];
};

/** What the looks before a start mean: which of their findings refuse it. */
export function judgePreflight({ plan, cells, aggregates, trusted }: PreflightLooks): PreflightJudgement {
  const found = cells.flatMap(({ cell, findings }) => findings.map((finding) => ({ cell, ...finding })));
  const excused = (finding: PreflightFinding & { cell: string }): boolean =>
    finding.code === 'baseline' && trusted.includes(finding.cell);
  const refused = found.filter((finding) => isRefusal(plan, finding) && !excused(finding));
  const warned = found.filter((finding) => !isRefusal(plan, finding) || excused(finding));
  return {
    refusals: [...refused.map(refusalOf), ...aggregates.flatMap(aggregateRefusals)],
    warnings: warned.map(({ code, cell, message, remedy }) => ({ code, cell, message, remedy })),
  };
}

/** A cell that is red now is refused where it is first; elsewhere it warns: its wave waits when it comes to it (DESIGN 6, rule 1). */
function isRefusal(plan: Plan, { severity, code, cell }: PreflightFinding & { cell: string }): boolean {
  if (code === 'alarm-red') return plan.waves[0]?.cells.some(({ name }) => name === cell) ?? false;
  return severity === 'refusal';
}

function refusalOf({ cell, code, message, remedy }: PreflightFinding & { cell: string }): Refusal {
  return { kind: 'refused', rule: RULES[code] ?? 'S9', message: `${cell}: ${message}`, remedy };
}

const RULES: Readonly<Record<string, string>> = {
  account: 'S28',
  baseline: 'S12',
  'groups-overlap': 'S16',
  'alarm-red': 'S4',
};

function aggregateRefusals({ account, outcome }: AggregateLook): readonly Refusal[] {
  if (outcome.kind === 'unreadable')
    return [{ kind: 'refused', rule: 'S9', message: `account ${account}: ${outcome.why}`, remedy: outcome.remedy }];
  return outcome.alarms.flatMap((alarm): readonly Refusal[] => {
    const trouble = troubleOf(alarm);
    if (trouble === undefined) return [];
    const message = `account ${account}: aggregate alarm ${alarm.name} ${trouble.message}`;
    return [{ kind: 'refused', rule: trouble.rule, message, remedy: trouble.remedy }];
  });
}

type Trouble = Pick<Refusal, 'rule' | 'message' | 'remedy'>;

/** What is not known is not healthy (S9); what is known to be red starts nothing (S4). */
function troubleOf(alarm: AlarmObservation): Trouble | undefined {
  const mend = 'mend the alarm, then start again';
  if (alarm.kind === 'missing') return { rule: 'S9', message: 'does not exist, or IAM hides it', remedy: mend };
  if (alarm.state === 'ALARM')
    return { rule: 'S4', message: 'is in ALARM', remedy: 'wait until it is quiet, then start again' };
  if (alarm.evaluation === 'clean') return undefined;
  return { rule: 'S9', message: `is not evaluated cleanly (${alarm.evaluation})`, remedy: mend };
}
