import { assertNever } from '../../alarms/assert-never';
import { remedyOf } from '../../alarms/remedy';
import type { Finding } from '../../alarms/verdict';

/** What is wrong, and what can be done about it where time alone may not. */
export function findingText(finding: Finding): string {
  const remedy = remedyOf(finding);
  return remedy === undefined ? troubleText(finding) : `${troubleText(finding)}; ${remedy}`;
}

function troubleText(finding: Finding): string {
  const who = `${isOfSamples(finding) ? 'metric' : 'alarm'} ${finding.alarm} of ${finding.subject}`;
  switch (finding.kind) {
    case 'healthy':
      return `${who} is healthy`;
    case 'waiting':
      return `${who} ${waitingText(finding)}`;
    case 'blind':
      if (finding.because === 'samples') return `${who} cannot be counted: ${finding.detail}`;
      return finding.because === 'unreadable'
        ? `${finding.subject} cannot be read: ${finding.detail}`
        : `${who} is no evidence (${finding.because}): ${finding.detail}`;
    case 'unhealthy':
      return finding.because === 'in-alarm' ? `${who} is in ALARM` : `${who} was in ALARM for a while`;
    default:
      return assertNever(finding);
  }
}

function waitingText({ because, scope }: Extract<Finding, { kind: 'waiting' }>): string {
  switch (because) {
    case 'red-before':
      return `was in ALARM before this release touched ${scope === 'aggregate' ? 'anything' : 'the cell'}`;
    case 'insufficient-data':
      return 'has INSUFFICIENT_DATA';
    case 'no-samples':
      return 'has no data since the deployment, so nobody knows how many requests were seen';
    default:
      return assertNever(because);
  }
}

function isOfSamples(finding: Finding): boolean {
  return 'because' in finding && (finding.because === 'samples' || finding.because === 'no-samples');
}
