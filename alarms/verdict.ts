import { assertNever } from './assert-never';
import type { AlarmScope } from './observation';

/** The rule of DESIGN 6 that decided, with the version of its reading here. */
export const GATE_RULES_VERSION = 1;

/** What one alarm means inside its window. `red-before`: in ALARM since before the cell was touched. */
export type Finding = { readonly subject: string; readonly alarm: string; readonly scope: AlarmScope } & (
  | { readonly kind: 'healthy' }
  | { readonly kind: 'waiting'; readonly because: 'insufficient-data' | 'red-before'; readonly sinceAt: number }
  | {
      readonly kind: 'blind';
      readonly because: 'unreadable' | 'missing' | 'changed' | 'evaluation';
      readonly detail: string;
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
      return finding.because === 'red-before' ? 1 : 5;
    case 'blind':
      return finding.because === 'missing' || finding.because === 'changed' ? 5 : 6;
    case 'unhealthy':
      return 4;
    default:
      return assertNever(finding);
  }
}

/** Orders findings by severity, then by name: code units, because a locale's order may differ between two workers. */
export function worstFirst(one: Finding, other: Finding): number {
  return WORSE[other.kind] - WORSE[one.kind] || compare(one.subject, other.subject) || compare(one.alarm, other.alarm);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
