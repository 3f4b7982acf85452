import { readPolicy } from '../../../../cli/config/read-policy';
import { problemsIn, told } from './texts';

const METRIC = 'metric: { namespace: Shop, name: Requests, dimensions: { Cell: c } }';
const policy = (samples: string, more = ''): string =>
  `kind: Policy\nname: p\n${more}gate:\n  minimumSamples: { ${samples} }\n`;
const read = (minimumSamples: object) => {
  const result = readPolicy({ kind: 'Policy', name: 'p', gate: { minimumSamples } });
  return result.kind === 'read' ? result.value.gate.minimumSamples : undefined;
};

describe('minimum samples in a policy', () => {
  const metric = { namespace: 'Shop', name: 'Requests', dimensions: { Cell: '{cell}' } };

  test('the metric is enough: a hundred, each cell by itself, for a day at most', () => {
    expect(read({ metric })).toEqual({
      metric: { ...metric, stat: 'Sum', oneBoxDimensions: undefined },
      count: 100,
      per: 'cell',
      maximumBakeMs: 24 * 3_600_000,
    });
  });

  test('everything may be said', () => {
    const whole = { ...metric, stat: 'SampleCount', oneBoxDimensions: { Cell: '{cell}', Box: '{azId}' } };
    expect(read({ metric: whole, count: 7, per: 'wave', maximumBake: '13h' })).toEqual({
      metric: whole,
      count: 7,
      per: 'wave',
      maximumBakeMs: 13 * 3_600_000,
    });
  });

  const at = 'gate.minimumSamples';
  test.each<[string, string, string, RegExp]>([
    ['count: 5', '', `${at}.metric: metric is missing`, /namespace, name/],
    [`${METRIC}, count: 0`, '', `${at}.count: minimumSamples.count is not a whole number`, /1 to/],
    [`${METRIC}, per: az`, '', `${at}.per: not a valid minimumSamples.per`, /cell, wave/],
    [`${METRIC}, most: 5`, '', `${at}.most: unknown key "most"`, /metric, count/],
    [
      `${METRIC}, maximumBake: 2h`,
      '',
      `${at}.maximumBake: minimumSamples.maximumBake is shorter than bakes.oneAz`,
      /12h/,
    ],
    [
      `${METRIC}, maximumBake: 20d`,
      '',
      `${at}.maximumBake: minimumSamples.maximumBake is longer than CloudWatch`,
      /14d/,
    ],
    [
      `${METRIC}, maximumBake: 12h`,
      'bakes: { region: 13h }\n',
      `${at}.maximumBake: minimumSamples.maximumBake is shorter than bakes.region`,
      /13h/,
    ],
    [
      "metric: { namespace: Shop, name: Requests, dimensions: { Cell: '{box}' } }",
      '',
      `${at}.metric.dimensions.Cell: unknown name {box}`,
      /\{cell\}, \{account\}, \{azId\}/,
    ],
    [
      "metric: { namespace: Shop, name: Requests, dimensions: {}, oneBoxDimensions: { Box: '{cel}' } }",
      '',
      `${at}.metric.oneBoxDimensions.Box: unknown name {cel}`,
      /\{cell\}/,
    ],
    [
      'metric: { namespace: Shop, name: Requests }',
      '',
      `${at}.metric.dimensions: metric.dimensions is missing`,
      /LoadBalancer/,
    ],
    [
      "metric: { namespace: Shop, name: Requests, dimensions: { Cell: '' } }",
      '',
      `${at}.metric.dimensions.Cell: a value of metric.dimensions is empty`,
      /LoadBalancer/,
    ],
  ])('%s', (...row) => {
    const [samples, more, problem, fix] = row;
    const problems = problemsIn(policy(samples, more));
    expect(problems.map(told)).toEqual([expect.stringContaining(problem)]);
    expect(problems[0]?.fix).toMatch(fix);
  });

  test('nobody would count them where no alarm is watched', () => {
    const problems = problemsIn(`kind: Policy\nname: p\ngate:\n  noAlarms: a trial\n  minimumSamples: { ${METRIC} }\n`);
    expect(problems.map(told)).toEqual([expect.stringContaining('requests are counted while alarms are watched')]);
  });
});
