import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFleet } from '../../../../sandbox/scenario/describe-fleet';
import { parseDuration } from '../../../../sandbox/scenario/duration';
import { listScenarios, loadScenario, parseScenario, ScenarioError } from '../../../../sandbox/scenario/load-scenario';

const least = 'description: a test\nreleases:\n  v1.1.0:\n';

function problemsIn(text: string): readonly string[] {
  try {
    parseScenario(text, 'x.yaml');
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.message.split('\n');
    throw error;
  }
}

describe('scenario files', () => {
  test.each([
    ['90s', 90],
    ['1h30m', 5_400],
    ['-10m', -600],
    ['0.5s', 0.5],
    ['90', undefined],
    ['5 m', undefined],
    ['', undefined],
  ])('%s is %p seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test('the least file is a rehearsal of the default fleet', () => {
    const scenario = parseScenario(least, 'somewhere/least.yaml');
    expect(scenario).toMatchObject({ name: 'least', speed: 60, baseline: 'v1.0.0' });
    expect(scenario.fleet.regions[0]?.cells).toHaveLength(10);
  });

  test.each([
    ['an unknown key', `${least}spede: 60\n`, 'x.yaml:4:1 the file: Unrecognized key: "spede"'],
    ['a duration without a unit', `${least}resolution: "10"\n`, 'x.yaml:4:13 resolution: 10 is no duration'],
    [
      'an AZ name instead of an AZ ID',
      `${least}incidents:\n  - { kind: latency, addMs: 1, where: { azId: us-west-2a } }\n`,
      'x.yaml:5:39 incidents.0.where',
    ],
    [
      'a rollout of no release',
      `${least}rollouts:\n  - { release: v9, expect: completed }\n`,
      'there is no release v9',
    ],
    ['broken YAML', 'description: [\n', 'x.yaml:2:1'],
    ['a key given twice', `${least}speed: 1\nspeed: 2\n`, 'x.yaml:5:1 Map keys must be unique'],
    ['a cell of nothing but one-boxes', `${least}fleet: { oneBoxInstances: 4 }\n`, 'oneBoxInstances must be fewer'],
    [
      'two cells of one name',
      `${least}fleet:\n  regions:\n    - region: us-west-2\n      timeZone: UTC\n      azs: [{ azId: usw2-az1, cells: [{ name: a }, { name: a }] }]\n`,
      'two cells are called a',
    ],
    [
      'load-errors without a load',
      `description: a\nreleases: { v2: { faults: [{ kind: load-errors, errorPercent: 9 }] } }\n`,
      'needs abovePerSecond, aboveCells or both',
    ],
  ])('says what is wrong with %s', (_what, text, message) => {
    expect(problemsIn(text).join('\n')).toContain(message);
  });

  test('tells all problems of a file at once', () => {
    expect(problemsIn('speed: 0\nseed: x\nreleases: {}\n')).toHaveLength(3);
  });

  test('a name that is no scenario lists those that are', () => {
    expect(() => loadScenario('nonesuch')).toThrow(/one of bad-one-box, blind, /);
  });

  test('the shipped scenarios can all be loaded and roll something', () => {
    const names = listScenarios().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(
        'good bad-one-box load-fault slow-leak one-az-fault flap deploy-fails red-before-start blind'.split(' '),
      ),
    );
    for (const name of names)
      expect({ name, rolls: loadScenario(name).rollouts.length > 0 }).toEqual({ name, rolls: true });
  });
});

describe('the reference of scenario files', () => {
  const text = readFileSync(join(__dirname, '../../../../docs/sandbox.md'), 'utf8');
  const examples = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = '']) => yaml);

  test('has examples that can be loaded', () => {
    const [whole = '', parts = ''] = examples;
    expect(problemsIn(whole)).toEqual([]);
    expect(problemsIn(`${least}${parts}`)).toEqual([]);
    expect(examples).toHaveLength(2);
  });

  test('lists every shipped scenario', () => {
    for (const { name } of listScenarios()) expect(text).toContain(`| \`${name}\``);
  });
});

describe('describeFleet', () => {
  const fleet = describeFleet(loadScenario('good'));

  test('names accounts, roles, groups and alarms of every cell', () => {
    expect(fleet).toMatchObject({
      service: 'sample-service',
      region: 'us-west-2',
      azIds: ['usw2-az1', 'usw2-az2', 'usw2-az3'],
    });
    expect(fleet.cells[0]).toMatchObject({
      name: 'usw2-az1-c1',
      azId: 'usw2-az1',
      roleArn: `arn:aws:iam::${fleet.cells[0]?.account}:role/cellwave-deploy`,
      oneBoxGroup: 'one-box',
      restGroup: 'rest',
    });
    expect(new Set(fleet.cells.map(({ account }) => account)).size).toBe(fleet.cells.length);
  });

  test('releases differ in key, S3 version and eTag', () => {
    const all = [fleet.baseline, ...fleet.releases];
    for (const member of ['key', 's3Version', 'eTag'] as const)
      expect(new Set(all.map((release) => release[member])).size).toBe(all.length);
  });

  test('an unknown Region is refused', () => {
    expect(() => describeFleet(loadScenario('good'), 'eu-west-1')).toThrow(/no Region eu-west-1/);
  });
});
