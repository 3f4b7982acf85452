import type { Finding } from './verdict';

/** What a person can do about a finding that does not pass by itself, or may not. */
export function remedyOf(finding: Finding): string | undefined {
  switch (finding.kind) {
    case 'waiting':
      return REMEDY_OF_WAITING[finding.because];
    case 'blind':
      return remedyOfBlind(finding);
    default:
      return undefined;
  }
}

const REMEDY_OF_WAITING = {
  'insufficient-data': 'see why its metric does not flow, or mark it trafficLess if that is its way',
  'red-before': undefined,
  'no-samples': 'see whether the cell has traffic, and whether the policy names the metric and its dimensions right',
} as const;

function remedyOfBlind({ because, passes }: Extract<Finding, { kind: 'blind' }>): string | undefined {
  if (because === 'missing') return `allow the role to see it and resume; if it is gone, ${START_AGAIN}`;
  if (because === 'changed') return START_AGAIN;
  if (because !== 'evaluation') return undefined;
  return passes === 'never'
    ? `mend its metric or query; then ${START_AGAIN}`
    : 'this passes when CloudWatch is well again';
}

/** What a new alarm says of an old window is no evidence. */
const START_AGAIN = 'roll back, or abort and start again';
