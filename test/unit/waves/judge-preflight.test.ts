import type { AlarmObservation } from '../../../alarms/observation';
import { judgePreflight, type PreflightLooks } from '../../../waves/judge-preflight';
import type { PreflightFinding } from '../../../waves/preflight';
import { aSeenAlarm } from '../../support/a-look';
import { aPlan } from '../../support/a-plan';

const plan = aPlan().build();
const first = plan.waves[0]?.cells[0]?.name ?? '';
const later = plan.waves.at(-1)?.cells[0]?.name ?? '';

function judge(change: Partial<PreflightLooks>) {
  return judgePreflight({ plan, cells: [], aggregates: [], trusted: [], ...change });
}

const found = (code: string, severity: PreflightFinding['severity'] = 'refusal'): PreflightFinding => ({
  severity,
  code,
  message: `${code}!`,
  remedy: 'mend it',
});
const lookAt = (cell: string, ...findings: readonly PreflightFinding[]) => ({
  cell,
  findings,
  baselines: [],
  alarms: [],
});

test.each([
  ['account', 'S28'],
  ['baseline', 'S12'],
  ['groups-overlap', 'S16'],
  ['role', 'S9'],
  ['alarm-missing', 'S9'],
])('a %s that refuses does so by %s', (code, rule) => {
  expect(judge({ cells: [lookAt(later, found(code))] }).refusals).toEqual([
    { kind: 'refused', rule, message: `${later}: ${code}!`, remedy: 'mend it' },
  ]);
});

test('a warning warns', () => {
  const { refusals, warnings } = judge({ cells: [lookAt(first, found('alarm-no-data', 'warning'))] });
  expect(refusals).toEqual([]);
  expect(warnings).toEqual([{ code: 'alarm-no-data', cell: first, message: 'alarm-no-data!', remedy: 'mend it' }]);
});

test('S4: a cell that is red now refuses where it is first, and warns elsewhere, whatever its severity', () => {
  const red = found('alarm-red', 'warning');
  expect(judge({ cells: [lookAt(first, red)] }).refusals).toMatchObject([{ rule: 'S4' }]);
  const elsewhere = judge({ cells: [lookAt(later, found('alarm-red'))] });
  expect(elsewhere.refusals).toEqual([]);
  expect(elsewhere.warnings).toMatchObject([{ cell: later, code: 'alarm-red' }]);
  expect(judge({ plan: { ...plan, waves: [] }, cells: [lookAt(first, red)] }).refusals).toEqual([]);
});

test('S12: a baseline that somebody vouches for warns; nothing else is excused', () => {
  const cells = [lookAt(later, found('baseline'), found('role'))];
  const { refusals, warnings } = judge({ cells, trusted: [later] });
  expect(refusals).toMatchObject([{ rule: 'S9' }]);
  expect(warnings).toMatchObject([{ code: 'baseline' }]);
});

test.each<[string, AlarmObservation, string | undefined]>([
  ['quiet', aSeenAlarm('errors'), undefined],
  ['without data', aSeenAlarm('errors', { state: 'INSUFFICIENT_DATA' }), undefined],
  ['missing', { kind: 'missing', name: 'errors' }, 'S9'],
  ['red', aSeenAlarm('errors', { state: 'ALARM' }), 'S4'],
  ['in error', aSeenAlarm('errors', { evaluation: 'evaluation-error' }), 'S9'],
])('an aggregate alarm that is %s', (_, alarm, rule) => {
  const { refusals } = judge({ aggregates: [{ account: '1', outcome: { kind: 'seen', alarms: [alarm] } }] });
  expect(refusals.map((refusal) => refusal.rule)).toEqual(rule === undefined ? [] : [rule]);
});

test('S9: an aggregate that cannot be read refuses', () => {
  const { refusals } = judge({
    aggregates: [{ account: '1', outcome: { kind: 'unreadable', why: 'denied', remedy: 'allow it' } }],
  });
  expect(refusals).toEqual([{ kind: 'refused', rule: 'S9', message: 'account 1: denied', remedy: 'allow it' }]);
});
