import { isLasting, type Finding, type Verdict } from '../../alarms/verdict';

/**
 * An alarm of something touched that will never again be evidence for this release: missing, edited, or of a definition that does not work
 * (DESIGN 6, rule 5). Time mends none of it, so nobody waits for a bound.
 */
export function lostEvidence(verdict: Verdict, isTouched: (subject: string) => boolean): Finding | undefined {
  return verdict.findings.find((finding) => isLasting(finding) && isTouched(finding.subject));
}
