import { assertNever } from './assert-never';
import { EVERY_ALARM } from './assess';
import { formatDuration } from './durations';
import { sampleProgress, sampleText } from './samples';
import type { Finding } from './verdict';
import type { WatchOrder, WatchState } from './watch-state';

/** What a watch says of itself while it goes on: `2 h 50 min of 4 h good; 14 of 14 alarms healthy`. */
export function statusLine(state: WatchState, order: WatchOrder): string {
  const { verdict, healthyAlarms } = state;
  const alarms = order.accounts.reduce((sum, account) => sum + account.alarms.length, 0);
  const parts = [clockPart(state, order), `${healthyAlarms} of ${alarms} alarms healthy`];
  const progress = sampleProgress(order.samples, state.samples);
  if (progress !== undefined) parts.push(sampleText(progress));
  const [worstFinding] = verdict.findings;
  const others = verdict.findings.length + verdict.more - 1;
  if (worstFinding !== undefined) {
    parts.push(`${verdict.kind}: ${describeFinding(worstFinding)}${others > 0 ? ` and ${others} more` : ''}`);
  }
  return parts.join('; ');
}

function clockPart({ goodMs, wallMs }: WatchState, { until, counting }: WatchOrder): string {
  const stands = counting ? '' : ' (clock stands)';
  switch (until.kind) {
    case 'good':
      return `${formatDuration(goodMs)} of ${formatDuration(until.bakeMs)} good${stands}`;
    case 'endless':
      return `watching for ${formatDuration(wallMs)}${stands}`;
    case 'one-look':
      return 'one look';
    default:
      return assertNever(until);
  }
}

/** One finding in words, without its instants: a line that people compare from poll to poll. */
export function describeFinding(finding: Finding): string {
  const alarm = finding.alarm === EVERY_ALARM ? finding.subject : `${finding.alarm} of ${finding.subject}`;
  switch (finding.kind) {
    case 'healthy':
      return `${alarm} is healthy`;
    case 'waiting':
      return `${alarm} ${WAITING_WORDS[finding.because]}`;
    case 'blind':
      return `${alarm} ${BLIND_WORDS[finding.because]} (${finding.detail})`;
    case 'unhealthy':
      return finding.because === 'in-alarm' ? `${alarm} is in ALARM` : `${alarm} was in ALARM`;
    default:
      return assertNever(finding);
  }
}

const WAITING_WORDS = {
  'insufficient-data': 'has no data',
  'red-before': 'is in ALARM since before this release reached it',
  'no-samples': 'has no data since the deployment',
} as const;

const BLIND_WORDS = {
  unreadable: 'could not be read',
  missing: 'is missing',
  changed: 'was edited',
  evaluation: 'could not be evaluated',
  samples: 'could not be counted',
} as const;
