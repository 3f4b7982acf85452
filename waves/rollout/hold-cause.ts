import { isLasting, type Verdict } from '../../alarms/verdict';
import type { HoldCause } from './stance';

/** The world could not be seen. An alarm that is gone or edited is no such thing: nothing is ever taken back for it (DESIGN 6, rule 5). */
export function isBlindness(cause: HoldCause): boolean {
  return cause.kind === 'blind' && !(cause.finding !== undefined && isLasting(cause.finding));
}

/** What a hold says of a verdict that has not been good for too long. `isToStart`: whether a subject is a cell that waits to be started. */
export function holdCauseOf(verdict: Verdict, isToStart: (subject: string) => boolean): HoldCause {
  const finding = verdict.findings[0];
  if (verdict.kind === 'blind') return { kind: 'blind', finding };
  if (finding?.kind === 'waiting' && finding.because === 'red-before' && isToStart(finding.subject))
    return { kind: 'red-before-start', cell: finding.subject, alarm: finding.alarm };
  return { kind: 'waiting', finding };
}
