import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectClient, requireTarget } from '../../../runtime/connection';
import { choosePorts } from '../../../runtime/embedded-temporal/ports';
import { writeConnectionNote } from '../../../runtime/state-folder';
import { resolveTemporal, type TemporalFlags } from '../../../runtime/temporal-target';
import { temporalUiUrl } from '../../../runtime/web-ui';
import { useTempFolder } from '../../support/temp-folder';

const folder = useTempFolder();

/** Nothing of the machine that runs the test may leak in: neither its variables nor its config file. */
function resolveWith(env: NodeJS.ProcessEnv, flags: TemporalFlags = {}) {
  const isolated = { TEMPORAL_CONFIG_FILE: join(folder(), 'temporal.toml'), CELLWAVE_STATE_DIR: folder(), ...env };
  return resolveTemporal({ env: isolated, flags });
}

function writeProfiles(): void {
  const text =
    '[profile.default]\naddress = "file:7233"\n[profile.prod]\naddress = "prod:7233"\nnamespace = "p"\napi_key = "k"\n';
  writeFileSync(join(folder(), 'temporal.toml'), text);
}

test('nothing configured and nothing running is nowhere, and the message says how to get one', async () => {
  const resolved = await resolveWith({});
  expect(resolved).toEqual({ kind: 'none' });
  expect(() => requireTarget(resolved)).toThrow(/cellwave dev.*TEMPORAL_ADDRESS/);
});

test('a server that dev runs is found through its note', async () => {
  await writeConnectionNote(folder(), { address: 'a:1', namespace: 'default', uiUrl: 'http://a:2' });
  expect(await resolveWith({})).toEqual({
    kind: 'local',
    pid: process.pid,
    target: { address: 'a:1', namespace: 'default', options: {}, uiUrl: 'http://a:2' },
  });
});

test('flags go before variables, variables before the config file, all before a running server', async () => {
  await writeConnectionNote(folder(), { address: 'a:1', namespace: 'default', uiUrl: 'http://a:2' });
  writeProfiles();
  expect(await resolveWith({})).toMatchObject({
    by: 'profile',
    target: { address: 'file:7233', namespace: 'default' },
  });
  const env = { TEMPORAL_ADDRESS: 'env:7233', TEMPORAL_NAMESPACE: 'e' };
  expect(await resolveWith(env)).toMatchObject({ by: 'environment', target: { address: 'env:7233', namespace: 'e' } });
  expect(await resolveWith(env, { address: 'flag:1' })).toMatchObject({
    by: 'flags',
    target: { address: 'flag:1', namespace: 'e' },
  });
  expect(await resolveWith(env, { namespace: 'f' })).toMatchObject({ target: { address: 'env:7233', namespace: 'f' } });
});

test('a profile brings its namespace and key, and a key means TLS', async () => {
  writeProfiles();
  const expected = { target: { address: 'prod:7233', namespace: 'p', options: { apiKey: 'k', tls: true } } };
  expect(await resolveWith({}, { profile: 'prod' })).toMatchObject(expected);
  expect(await resolveWith({ TEMPORAL_PROFILE: 'prod' })).toMatchObject(expected);
});

test('a broken config file, or a profile that is not in it, is an error of the user', async () => {
  writeFileSync(join(folder(), 'temporal.toml'), 'this is not toml [');
  await expect(resolveWith({})).rejects.toMatchObject({ kind: 'bad-configuration' });
  writeProfiles();
  await expect(resolveWith({}, { profile: 'absent' })).rejects.toMatchObject({ kind: 'bad-configuration' });
});

test('a server that is not there is told within the deadline, with its address and the way out', async () => {
  const { frontend } = await choosePorts({ kind: 'any' }, () => undefined);
  const target = { address: `127.0.0.1:${frontend}`, namespace: 'default', options: {} };
  const startedAt = Date.now();
  await expect(connectClient(target, { deadlineMs: 1_000 })).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(new RegExp(`cannot reach Temporal at 127.0.0.1:${frontend}: .*cellwave dev`)),
  });
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

test.each([
  ['localhost:7233', undefined, 'http://localhost:8233'],
  ['127.0.0.1:4000', undefined, 'http://127.0.0.1:5000'],
  ['localhost', undefined, 'http://localhost:8233'],
  ['prod.abc12.tmprl.cloud:7233', undefined, 'https://cloud.temporal.io'],
  ['us-west-2.aws.api.temporal.io:7233', undefined, 'https://cloud.temporal.io'],
  ['temporal.internal:7233', undefined, undefined],
  ['temporal.internal:7233', 'https://ui.internal/', 'https://ui.internal'],
])('the Web UI of %s, with %s said, is %s', (address, said, expected) => {
  const env = said === undefined ? {} : { CELLWAVE_TEMPORAL_UI_URL: said };
  expect(temporalUiUrl({ address, namespace: 'default', options: {} }, env)).toBe(expected);
});
