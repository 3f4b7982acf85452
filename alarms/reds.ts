import type { Finding } from './verdict';
import { MAX_REDS } from './watch-state';
import type { Red } from './watch-state';

/** What the workflow is to be told; `more`: how many had no room. */
export type CollectedReds = { readonly reds: readonly Red[]; readonly more: number };

export function collectReds(findings: readonly Finding[]): CollectedReds {
  const reds = findings.flatMap((finding) => (finding.kind === 'unhealthy' ? [redOf(finding)] : []));
  return { reds: reds.slice(0, MAX_REDS), more: Math.max(0, reds.length - MAX_REDS) };
}

function redOf({ subject, alarm, at, because }: Extract<Finding, { kind: 'unhealthy' }>): Red {
  return { subject, alarm, at, stillRed: because === 'in-alarm' };
}
