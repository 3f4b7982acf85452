import { entriesOf } from '../../sandbox/ledger-queries';
import { deploymentsOf } from './deployments';
import type { Evidence } from './evidence';
import type { Finding } from './judge';

/** While CloudWatch could not be read nothing may go forward (S9). */
export function judgeBlindness(evidence: Evidence): readonly Finding[] {
  const blows = entriesOf(evidence.entries, 'fault-injected').filter(({ service }) => service === 'cloudwatch');
  const [first] = blows;
  const last = blows.at(-1);
  if (first === undefined || last === undefined) return [];
  const forward = deploymentsOf(evidence).filter(({ direction }) => direction === 'forward');
  const blind = forward.filter(({ at }) => at > first.at && at < last.at);
  return [
    {
      demand: 'nothing goes forward while alarms cannot be read',
      isMet: blind.length === 0,
      seen: `${blows.length} looks failed over ${Math.round((last.at - first.at) / 1000)} s, ${blind.length} deployments began meanwhile`,
    },
  ];
}
