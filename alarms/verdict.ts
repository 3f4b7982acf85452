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
