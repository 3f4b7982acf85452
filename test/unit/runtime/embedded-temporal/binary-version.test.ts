import { isAtLeast, parseCliVersion } from '../../../../runtime/embedded-temporal/binary-version';

test('the CLI says three versions', () => {
  expect(parseCliVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n')).toEqual({
    cli: '1.9.1',
    server: '1.32.0',
    ui: '2.54.1',
  });
  expect(parseCliVersion('tctl version 1.18')).toBeUndefined();
});

test.each([
  ['1.31.0', '1.31.0', true],
  ['1.32.0', '1.31.0', true],
  ['1.30.9', '1.31.0', false],
  ['1.100.0', '1.31.0', true],
  ['2.0.0', '1.31.0', true],
  ['v1.31.0', '1.31.0', true],
  ['1.32.0-162.0', '1.31.0', true],
  ['1.31', '1.31.0', true],
  ['nonsense', '1.31.0', false],
])('%s at least %s: %s', (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});
