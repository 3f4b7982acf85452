import { problemsIn, told } from './texts';

const policy = (field: string): string => `kind: Policy\nname: fast\n${field}\n`;

describe('what can be wrong with a policy', () => {
  test('a name is enough', () => {
    expect(problemsIn(policy(''))).toEqual([]);
  });

  test.each([
    ['bakes: { oneBox: 30 }', '3:18 bakes.oneBox: bakes.oneBox has no unit', /15m, 1h30m/],
    ["bakes: { oneBox: '30' }", '3:18 bakes.oneBox: bakes.oneBox has no unit', /15m/],
    ['bakes: { oneBox: soon }', '3:18 bakes.oneBox: bakes.oneBox is not a duration', /15m/],
    ['bakes: { oneBox: 1h 30m }', '3:18 bakes.oneBox: bakes.oneBox is not a duration', /1h30m/],
    ['bakes: { soak: 91d }', '3:16 bakes.soak: bakes.soak is longer than 90 days', /number/],
    ['bakes: { oneBox: 5m }', '3:18 bakes.oneBox: bakes.oneBox is below its floor of 10m', /rehearsal: true/],
    ['bakes: { oneCell: 5m }', '3:19 bakes.oneCell: bakes.oneCell is below its floor of 10m', /10m or longer/],
    ['bakes: { oneAz: 59m }', '3:17 bakes.oneAz: bakes.oneAz is below its floor of 1h', /1h or longer/],
    ['bakes: { region: 1m }', '3:18 bakes.region: bakes.region is below its floor of 15m', /15m/],
    ['bakes: { soak: 0s }', '3:16 bakes.soak: bakes.soak is below its floor of 15m', /15m/],
    ['bakes: { onebox: 1h }', '3:10 bakes.onebox: unknown key "onebox"', /did you mean "oneBox"/],
    ['gate: { poll: 5m }', '3:15 gate.poll: gate.poll is above its limit of 1m', /1m or shorter/],
    ['gate: { poll: 10ms }', '3:15 gate.poll: gate.poll is below its floor of 1s', /1s or longer/],
    ['gate: { onBlind: ignore }', '3:18 gate.onBlind: not a valid gate.onBlind', /hold, rollback/],
    ['width: { share: 150% }', '3:17 width.share: width.share is not a percentage', /10%/],
    ['width: { share: 0% }', '3:17 width.share: width.share is not a percentage', /above 0%/],
    ['width: { maxCells: 401 }', '3:20 width.maxCells: width.maxCells is not a whole number from 1 to 400', /1 to 400/],
    ['failureBudget: -1', '3:16 failureBudget: failureBudget is not a whole number from 0 to 10000', /0 to 10000/],
    ['windows: sometimes', '3:10 windows: windows is neither "always" nor a list', /always/],
    ['windows: []', '3:10 windows: no wave could ever start', /always/],
    ["windows: [{ days: [mon], from: '9:00', to: '15:00' }]", '3:32 windows[0].from: not a time of day', /"09:00"/],
    ["windows: [{ days: [mo], from: '09:00', to: '15:00' }]", '3:20 windows[0].days[0]: not a valid day', /mon, tue/],
    [
      "windows: [{ days: [mon], from: '22:00', to: '02:00' }]",
      '3:45 windows[0].to: the window ends before it begins (22:00 to 02:00)',
      /midnight/,
    ],
    ['speed: 60', '3:8 speed: only a rehearsal has a speed', /rehearsal: true/],
    ['rehearsal: yes', '3:12 rehearsal: rehearsal is not true or false', /rehearsal: true/],
    ['notify: { webhook: nowhere, secretEnv: SECRET }', '3:20 notify.webhook: not a web address', /https/],
    [
      "notify: { webhook: 'https://x.example', secretEnv: 's3cr3t!' }",
      '3:52 notify.secretEnv: not the name of an environment variable',
      /never write the secret/,
    ],
    ['notify: { webhook: https://x.example }', '3:9 notify.secretEnv: notify.secretEnv is missing', /variable/],
  ])('%s', (field, expected, fix) => {
    const problems = problemsIn(policy(field));
    expect(problems.map(told)).toEqual([expected]);
    expect(problems[0]?.fix).toMatch(fix);
  });

  test('a rehearsal may be fast, but no faster than a timer', () => {
    expect(problemsIn(policy('rehearsal: true\nbakes: { oneBox: 5s, soak: 0s }'))).toEqual([]);
    expect(problemsIn(policy('rehearsal: true\nbakes: { oneBox: 500ms }')).map(told)).toEqual([
      '4:18 bakes.oneBox: bakes.oneBox is below its floor of 1s',
    ]);
  });
});
