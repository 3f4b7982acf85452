import type { AlarmState } from '../../../../../sandbox/services/cloudwatch/alarm';
import { parseCompositeRule, ruleHolds } from '../../../../../sandbox/services/cloudwatch/composite-rule';

const states: Readonly<Record<string, AlarmState>> = {
  red: 'ALARM',
  green: 'OK',
  grey: 'INSUFFICIENT_DATA',
  'a b': 'ALARM',
};

function holds(text: string): boolean {
  const parsed = parseCompositeRule(text);
  if (parsed.kind === 'malformed') throw new Error(parsed.problem);
  return ruleHolds(parsed.rule, (name) => states[name]);
}

describe('the rule of a composite alarm', () => {
  test.each([
    ['ALARM(red)', true],
    ['ALARM(green)', false],
    ['OK(green)', true],
    ['INSUFFICIENT_DATA(grey)', true],
    ['ALARM("a b")', true],
    ['ALARM("arn:aws:cloudwatch:us-west-2:111100000001:alarm:red")', true],
    ['NOT ALARM(green)', true],
    ['NOT NOT ALARM(red)', true],
    ['TRUE AND FALSE', false],
    ['TRUE OR FALSE', true],
    ['ALARM(red) OR ALARM(green) AND ALARM(green)', true],
    ['(ALARM(red) OR ALARM(green)) AND ALARM(green)', false],
    ['NOT ALARM(green) AND ALARM(red)', true],
    ['NOT (ALARM(green) OR ALARM(red))', false],
    ['  alarm( red )\n and not ok( red ) ', true],
    ['ALARM(nobody)', false],
    ['NOT ALARM(nobody)', true],
  ])('%s is %s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  test.each([
    ['', 0],
    ['ALARM(red', 9],
    ['ALARM()', 6],
    ['ALARM red', 6],
    ['ALARM(red) ALARM(green)', 11],
    ['RED(red)', 0],
    ['ALARM(red) AND', 14],
    ['ALARM("red)', 6],
    ['(ALARM(red)', 11],
    [`${'('.repeat(500)}TRUE${')'.repeat(500)}`, 100],
  ])('refuses %.40s at position %i', (text, at) => {
    expect(parseCompositeRule(text)).toMatchObject({ kind: 'malformed', at });
  });

  test('names each child once', () => {
    const parsed = parseCompositeRule('ALARM(a) OR (OK(b) AND NOT ALARM(a))');
    expect(parsed).toMatchObject({ kind: 'parsed', children: ['a', 'b'] });
  });
});
