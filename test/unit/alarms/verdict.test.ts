import { MAX_FINDINGS, ruleOf, verdictOf, worst, type Finding, type VerdictKind } from '../../../alarms/verdict';
import { NOON } from '../../support/a-look';

const about = (subject: string, alarm = 'errors'): Pick<Finding, 'subject' | 'alarm' | 'scope'> => ({
  subject,
  alarm,
  scope: 'cell',
});
const healthy = (subject: string): Finding => ({ ...about(subject), kind: 'healthy' });
const waiting = (subject: string, alarm?: string): Finding => ({
  ...about(subject, alarm),
  kind: 'waiting',
  because: 'insufficient-data',
  sinceAt: NOON,
});
const blind = (subject: string): Finding => ({ ...about(subject), kind: 'blind', because: 'missing', detail: '' });
const unhealthy = (subject: string): Finding => ({
  ...about(subject),
  kind: 'unhealthy',
  because: 'in-alarm',
  at: NOON,
});

test.each<[VerdictKind, VerdictKind, VerdictKind]>([
  ['healthy', 'healthy', 'healthy'],
  ['healthy', 'waiting', 'waiting'],
  ['waiting', 'blind', 'blind'],
  ['unhealthy', 'blind', 'unhealthy'],
])('of %s and %s the worse is %s', (one, other, is) => {
  expect(worst(one, other)).toBe(is);
  expect(worst(other, one)).toBe(is);
});

test('the worst finding decides, and the rest follows worst first, then by name', () => {
  const findings = [waiting('b', 'z'), waiting('b', 'a'), healthy('a'), blind('d'), unhealthy('e'), blind('c')];
  const verdict = verdictOf(findings);
  expect(verdict).toMatchObject({ kind: 'unhealthy', rule: 4, more: 0 });
  expect(verdict.findings.map(({ subject, alarm }) => subject + alarm)).toEqual([
    'eerrors',
    'cerrors',
    'derrors',
    'ba',
    'bz',
  ]);
  expect(verdictOf([...findings].reverse())).toEqual(verdict);
});

test('equal names stay as they came', () => {
  const [one, other] = [waiting('a'), waiting('a')];
  expect(verdictOf([one, other]).findings).toEqual([one, other]);
});

test('is bounded, and says how many more there are', () => {
  const findings = Array.from({ length: MAX_FINDINGS + 3 }, (_, index) => waiting(`c${index}`));
  expect(verdictOf(findings)).toMatchObject({ kind: 'waiting', more: 3 });
  expect(verdictOf(findings).findings).toHaveLength(MAX_FINDINGS);
});

test('of no finding is healthy: who reads must see to it that unread alarms are findings', () => {
  expect(verdictOf([])).toEqual({ kind: 'healthy', findings: [], more: 0, rule: 4 });
});

test.each<[string, Finding, number]>([
  ['healthy', healthy('a'), 4],
  ['no data', waiting('a'), 5],
  ['red before', { ...about('a'), kind: 'waiting', because: 'red-before', sinceAt: NOON }, 1],
  ['missing', blind('a'), 5],
  ['changed', { ...about('a'), kind: 'blind', because: 'changed', detail: '' }, 5],
  ['unreadable', { ...about('a'), kind: 'blind', because: 'unreadable', detail: '' }, 6],
  ['not evaluated', { ...about('a'), kind: 'blind', because: 'evaluation', detail: '' }, 6],
  ['in alarm', unhealthy('a'), 4],
  ['was in alarm', { ...about('a'), kind: 'unhealthy', because: 'was-in-alarm', at: NOON }, 4],
])('%s is the rule of', (_, finding, rule) => {
  expect(ruleOf(finding)).toBe(rule);
});

test('a finding of no known kind is an impossible state', () => {
  const strange: Finding = JSON.parse('{"kind":"odd","subject":"a","alarm":"b","scope":"cell"}');
  expect(() => ruleOf(strange)).toThrow('impossible state: {"kind":"odd"');
});
