import { checkSamples, LONGEST_SAMPLED_BAKE_MS } from '../../../waves/check-samples';
import { checkFloors } from '../../../waves/floors';
import { fillMetric } from '../../../waves/fill-metric';
import type { MinimumSamples } from '../../../waves/policy';
import { samplesText } from '../../../waves/samples-text';
import { aPlan } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';

const HOUR = 3_600_000;
const metric: MinimumSamples['metric'] = {
  namespace: 'Shop',
  name: 'Requests',
  stat: 'Sum',
  dimensions: { Cell: '{cell}' },
  oneBoxDimensions: undefined,
};
const wanted: MinimumSamples = { metric, count: 100, per: 'cell', maximumBakeMs: 24 * HOUR };
const policyWith = (change: Partial<MinimumSamples>, noAlarms?: string) =>
  aPolicy()
    .withGate({ minimumSamples: { ...wanted, ...change }, noAlarms })
    .build();

test('what makes sense is not refused, nor is a policy that asks for nothing', () => {
  expect(checkSamples(policyWith({}))).toEqual([]);
  expect(checkSamples(policyWith({ maximumBakeMs: 12 * HOUR }))).toEqual([]);
  expect(checkSamples(policyWith({ metric: { ...metric, dimensions: { Stage: 'prod' } } }))).toEqual([]);
  expect(checkSamples(aPolicy().build())).toEqual([]);
});

test.each<[string, Partial<MinimumSamples>, RegExp]>([
  ['no count', { count: 0 }, /count is 0/],
  ['half a request', { count: 0.5 }, /count is 0.5/],
  ['no number', { count: Number.NaN }, /count is NaN/],
  ['a longest bake that is shorter than a bake', { maximumBakeMs: 12 * HOUR - 1 }, /maximumBakeMs is/],
  ['one without end', { maximumBakeMs: Infinity }, /maximumBakeMs is Infinity/],
  ['one that CloudWatch forgets', { maximumBakeMs: LONGEST_SAMPLED_BAKE_MS + 1 }, /maximumBakeMs is/],
  ['a strange place', { metric: { ...metric, dimensions: { Cell: '{box}' } } }, /metric names \{box\}/],
  ['a strange place of the one-box', { metric: { ...metric, oneBoxDimensions: { Box: '{}' } } }, /metric names \{\}/],
])('S9: refuses %s', (_, change, message) => {
  const refusals = checkSamples(policyWith(change));
  expect(refusals).toMatchObject([{ kind: 'refused', rule: 'S9', message: expect.stringMatching(message) }]);
  expect(checkFloors(policyWith(change))).toEqual(refusals);
});

test('S9: refuses requests that nobody would count, because nothing is watched', () => {
  expect(checkSamples(policyWith({}, 'a trial'))).toMatchObject([
    { rule: 'S9', message: expect.stringMatching(/noAlarms/) },
  ]);
});

test('a metric is filled in with its cell, as often as it is named', () => {
  const cell = { name: 'c1', account: '111122223333', azId: 'usw2-az1' };
  const dimensions = { A: '{cell}-{cell}', B: '{account}/{azId}', C: 'plain', D: '{other}' };
  expect(fillMetric({ ...metric, dimensions }, cell)).toEqual({
    namespace: 'Shop',
    name: 'Requests',
    stat: 'Sum',
    dimensions: { A: 'c1-c1', B: '111122223333/usw2-az1', C: 'plain', D: '{other}' },
  });
});

test('a plan says in words what it wants to see', () => {
  expect(samplesText(wanted)).toBe(
    'each cell must see 100 of Requests (Shop), or its wave is held at 1 d of good time',
  );
  expect(samplesText({ ...wanted, per: 'wave' })).toBe(
    'the cells of a wave together must see 100 of Requests (Shop), or the wave is held at 1 d of good time',
  );
});

test('a plan warns of a one-box of which nothing is counted', () => {
  const codes = (of: MinimumSamples) =>
    aPlan()
      .under(aPolicy().withGate({ minimumSamples: of }))
      .build()
      .warnings.map(({ code }) => code);
  expect(codes(wanted)).toContain('no-one-box-samples');
  expect(codes({ ...wanted, metric: { ...metric, oneBoxDimensions: {} } })).not.toContain('no-one-box-samples');
});
