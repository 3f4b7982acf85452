import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtCli, runCli, type CliRun } from '../support/built-cli';
import { useTempFolder } from '../support/temp-folder';

const folder = useTempFolder();
const cli = (...args: readonly string[]): CliRun => runCli(args, { cwd: folder() });
const PLAN = ['plan', '--release', 'v1.1.0', '--region', 'us-west-2'] as const;

beforeAll(() => void builtCli());

describe('init, validate, plan, as a newcomer types them', () => {
  test('what init writes validates and plans', () => {
    expect(cli('init')).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('wrote .cellwave/fleet.yaml'),
    });
    expect(cli('validate')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('checkout: 9 cells in us-west-2'),
    });
    const plan = cli(...PLAN);
    expect(plan).toMatchObject({ exitCode: 0, stderr: '' });
    expect(plan.stdout).toMatch(/w01-one-box +\S+ +0\.\d %/);
    expect(plan.stdout).toContain('100 %');
    expect(Math.max(...plan.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('init overwrites nothing, and then writes nothing', () => {
    cli('init');
    writeFileSync(join(folder(), '.cellwave/policy.yaml'), 'mine');
    const again = cli('init');
    expect(again).toMatchObject({ exitCode: 2, stdout: '' });
    expect(again.stderr).toContain('not overwritten: .cellwave/fleet.yaml, .cellwave/policy.yaml');
    expect(readFileSync(join(folder(), '.cellwave/policy.yaml'), 'utf8')).toBe('mine');
  });

  test('files are found from a folder below', () => {
    cli('init');
    const below = join(folder(), 'a/b');
    mkdirSync(below, { recursive: true });
    expect(runCli(PLAN, { cwd: below }).exitCode).toBe(0);
  });

  test('one JSON document, the same plan every time', () => {
    cli('init');
    const [first, second] = [cli(...PLAN, '--output', 'json'), cli('--output', 'json', ...PLAN)].map(
      ({ stdout }): unknown => JSON.parse(stdout),
    );
    expect(first).toMatchObject({
      service: 'checkout',
      region: 'us-west-2',
      waves: [{ name: 'w01-one-box', kind: 'one-box' }, {}, {}, {}, {}],
    });
    expect(second).toHaveProperty('digest', Object(first).digest);
  });

  test('a cellwave.yaml of many documents does as well', () => {
    cli('init', 'elsewhere');
    const parts = ['fleet', 'policy', 'release'].map((name) =>
      readFileSync(join(folder(), `elsewhere/.cellwave/${name}.yaml`), 'utf8'),
    );
    writeFileSync(join(folder(), 'cellwave.yaml'), parts.join('\n---\n'));
    expect(cli(...PLAN).exitCode).toBe(0);
  });
});

describe('exit codes and errors', () => {
  beforeEach(() => void cli('init'));

  test.each([
    ['an unknown command', ['pln'], 2, 'Did you mean plan?'],
    ['an unknown option', ['init', '--outptu', 'json'], 2, 'Did you mean --output?'],
    ['a missing option', ['plan', '--region', 'us-west-2'], 2, "'--release <release>' not specified"],
    ['no command', [], 2, 'no command given'],
    ['help for no command', ['help', 'pln'], 2, 'there is no command "pln"'],
    ['where the options are told', ['accept'], 2, '`cellwave accept --help` shows its options'],
    ['a wrong choice', ['schema', 'flet'], 2, 'Allowed choices are fleet, release, policy'],
    ['an unknown release', ['plan', '--release', 'v1.1', '--region', 'us-west-2'], 2, 'did you mean "v1.1.0"?'],
    ['an unknown Region', ['plan', '--release', 'v1.1.0', '--region', 'us-west-1'], 2, 'did you mean "us-west-2"?'],
    ['a file that is not there', ['validate', 'nowhere.yaml'], 2, 'no such file or folder'],
    ['a duration without unit', [...PLAN, '--deploy-time', '10'], 2, '--deploy-time is not a duration'],
    ['a policy nobody wrote', [...PLAN, '--policy', 'standrad'], 2, 'did you mean "standard"?'],
  ])('%s', (...row) => {
    const [, args, exitCode, text] = row;
    const run = cli(...args);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toContain(text);
    expect(run.stderr).not.toMatch(/^\s+at /m);
    expect(run.stdout).toBe('');
    const asJson: unknown = JSON.parse(cli(...args, '--output', 'json').stdout);
    expect(asJson).toMatchObject({ error: { exitCode } });
  });

  test('a bad file: every fault with file, line, column, value and fix', () => {
    const policy = join(folder(), '.cellwave/policy.yaml');
    writeFileSync(policy, 'kind: Policy\nname: p\nbakes: { oneBox: 5m, oneCel: 1h }\n');
    const run = cli('validate');
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toBe(`error: 2 problems in .cellwave/policy.yaml
.cellwave/policy.yaml:3:18  bakes.oneBox
  bakes.oneBox is below its floor of 10m: "5m"
  fix: write 10m or longer; only a policy that says rehearsal: true may be faster
.cellwave/policy.yaml:3:22  bakes.oneCel
  unknown key "oneCel"
  fix: did you mean "oneCell"?
`);
    writeFileSync(policy, 'kind: Policy\nname: p\nbakes: { oneBox: 5m }\n');
    const json: unknown = JSON.parse(cli(...PLAN, '--output', 'json').stdout);
    expect(json).toMatchObject({
      error: { kind: 'bad-file', exitCode: 2, problems: [{ line: 3, column: 18, path: 'bakes.oneBox' }] },
    });
  });

  test('a refused plan exits 3 and names the rule', () => {
    appendFileSync(join(folder(), '.cellwave/policy.yaml'), '');
    const fleet = join(folder(), '.cellwave/fleet.yaml');
    writeFileSync(fleet, readFileSync(fleet, 'utf8').replace(/ {2}alarms:\n(?: {4}.*\n)+/, ''));
    const run = cli(...PLAN);
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toMatch(/error: checkout v1\.1\.0 in us-west-2 is refused\n {2}S\d+ {2}/);
    expect(JSON.parse(cli(...PLAN, '--output', 'json').stdout)).toMatchObject({
      error: { kind: 'refused', exitCode: 3 },
    });
  });

  test.each([
    ['a server that is not there', ['watch', 'x', '--address', '127.0.0.1:1', '--output', 'json'], 7],
    ['bad usage', ['--output=json', 'watch', '--bogus'], 2],
    ['no files', ['start', '--release', 'r', '--region', 'x', '--watch', '--output', 'json'], 2],
    ['no release', ['start', '--watch', '--output', 'json'], 2],
  ])('what is watched as JSON is one document a line, also the error: %s', (_, args, exitCode) => {
    const run = cli(...args);
    expect(run).toMatchObject({ exitCode, stderr: '' });
    expect(
      run.stdout
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([{ error: expect.objectContaining({ exitCode }) }]);
  });

  test('debug shows where an error comes from', () => {
    expect(cli('validate', 'nowhere.yaml', '--log-level', 'debug').stderr).toMatch(/caused by: Error: ENOENT/);
  });

  test('no files at all', () => {
    const run = runCli(PLAN, { cwd: '/' });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('`cellwave init` writes files to start from');
  });
});

describe('help', () => {
  test('every command has a description and an example', () => {
    const listed = cli('--help').stdout.split('Commands:')[1]?.split('\n\n')[0] ?? '';
    const names = [...listed.matchAll(/^ {2}([a-z-]+)/gm)]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'help');
    expect(names).toEqual(expect.arrayContaining(['init', 'validate', 'schema', 'plan', 'completion']));
    for (const name of names) {
      const { exitCode, stdout } = cli(name, '--help');
      expect([name, exitCode]).toEqual([name, 0]);
      expect(stdout).toContain('Example:');
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  test('schemas are JSON Schemas', () => {
    for (const kind of ['fleet', 'release', 'policy'])
      expect(JSON.parse(cli('schema', kind).stdout)).toMatchObject({
        type: 'object',
        additionalProperties: false,
        title: `cellwave ${kind}`,
      });
  });

  test("the version is the package's", () => {
    expect(cli('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
