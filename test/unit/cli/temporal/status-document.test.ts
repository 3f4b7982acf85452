import { statusJson } from '../../../../cli/temporal/status-document';
import { aCellStatus, aStatus, aWaveStatus } from '../../../support/a-status';

test('as JSON, what is not known is null and not absent', () => {
  const why = { subject: 'rollout', sentence: 's', since: undefined, until: undefined, command: undefined };
  const status = aStatus({ waves: [aWaveStatus()], cells: [aCellStatus({ baseline: undefined })], why: [why] });
  const read: unknown = JSON.parse(JSON.stringify(statusJson(status)));
  expect(read).toMatchObject({
    outcome: null,
    evidence: null,
    waves: [{ verdict: null }],
    cells: [{ baseline: null, why: null }],
    why: [{ since: null, until: null, command: null }],
  });
});
