import { assertNever } from './assert-never';
import type { AlarmScope } from './observation';

/** The rule of DESIGN 6 that decided, with the version of its reading here. */
export const GATE_RULES_VERSION = 2;

/**
 * What one alarm means inside its window. `red-before`: in ALARM since before the cell was touched. `no-samples` and `samples` are of the
 * metric that counts requests (rule 8), which then stands where the alarm's name does.
 */
export type Finding = { readonly subject: string; readonly alarm: string; readonly scope: AlarmScope } & (
  | { readonly kind: 'healthy' }
  | {
      readonly kind: 'waiting';
      readonly because: 'insufficient-data' | 'red-before' | 'no-samples';
      readonly sinceAt: number;
    }
  | {
      readonly kind: 'blind';
      readonly because: 'unreadable' | 'missing' | 'changed' | 'evaluation' | 'samples';
      readonly detail: string;
      /**
       * Time does not mend it (DESIGN 6, rule 5): what was touched is held at once, and never taken back for it. Absent where time may, and
       * in what was recorded before the two were told apart.
       */
      readonly passes?: 'never' | undefined;
    }
  | { readonly kind: 'unhealthy'; readonly because: 'in-alarm' | 'was-in-alarm'; readonly at: number }
);

export type VerdictKind = 'healthy' | 'waiting' | 'blind' | 'unhealthy';

/**
 * What is concluded from all findings of a look: the worst of them. `findings` holds those that are not healthy, worst first, at most
 * `MAX_FINDINGS`; `more` counts the rest.
 */
export type Verdict = {
  readonly kind: VerdictKind;
  readonly findings: readonly Finding[];
  readonly more: number;
  /** Number of the deciding rule in DESIGN 6. */
  readonly rule: number;
};

export const MAX_FINDINGS = 20;

/** Worst last. */
const WORSE: Readonly<Record<VerdictKind, number>> = { healthy: 0, waiting: 1, blind: 2, unhealthy: 3 };

export function worst(one: VerdictKind, other: VerdictKind): VerdictKind {
  return WORSE[one] >= WORSE[other] ? one : other;
}

/** The worst finding decides. What is not healthy is listed worst first, then by name, so that equal looks give equal verdicts. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const unwell = findings.filter((finding) => finding.kind !== 'healthy').sort(worstFirst);
  const [decisive] = unwell;
  return {
    kind: decisive?.kind ?? 'healthy',
    findings: unwell.slice(0, MAX_FINDINGS),
    more: Math.max(0, unwell.length - MAX_FINDINGS),
    rule: decisive === undefined ? HEALTHY_RULE : ruleOf(decisive),
  };
}

/** Rule 4 found nothing. */
const HEALTHY_RULE = 4;

/** Number in DESIGN 6 of the rule that makes a finding what it is. */
export function ruleOf(finding: Finding): number {
  switch (finding.kind) {
    case 'healthy':
      return HEALTHY_RULE;
    case 'waiting':
      return RULE_OF_WAITING[finding.because];
    case 'blind':
      return finding.passes === 'never' ? 5 : RULE_OF_BLIND[finding.because];
    case 'unhealthy':
      return 4;
    default:
      return assertNever(finding);
  }
}

const RULE_OF_WAITING = { 'insufficient-data': 5, 'red-before': 1, 'no-samples': 8 } as const;
const RULE_OF_BLIND = { unreadable: 6, missing: 5, changed: 5, evaluation: 6, samples: 8 } as const;

/**
 * Orders findings by severity, what does not pass by itself before what may, then by name: code units, because a locale's order may
 * differ between two workers.
 */
export function worstFirst(one: Finding, other: Finding): number {
  return severityOf(other) - severityOf(one) || compare(one.subject, other.subject) || compare(one.alarm, other.alarm);
}

function severityOf(finding: Finding): number {
  return WORSE[finding.kind] + (isLasting(finding) ? 0.5 : 0);
}

/** Evidence that will not come back by itself. */
export function isLasting(finding: Finding): boolean {
  return finding.kind === 'blind' && finding.passes === 'never';
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
