import { createAccounts } from '../../../sandbox/accounts';
import { aHandClock } from '../../support/a-hand-clock';
import { aWorld } from '../../support/a-world';

const role = { account: '111100000001', roleName: 'cellwave' };
const request = {
  ...role,
  sessionName: 'session',
  tags: new Map<string, string>(),
  policy: undefined,
  durationMs: 900_000,
};

test('a session lives by the clock of its caller, whatever the sandbox’s own clock does', () => {
  const [world, callers] = [aHandClock(0), aHandClock(5_000)];
  const accounts = createAccounts(aWorld({ clock: world }), callers);
  const { accessKeyId, sessionToken, expiresAt } = accounts.openSession(request);
  const signedBy = { accessKeyId, sessionToken, region: 'us-west-2' };
  expect(expiresAt).toBe(905_000);
  world.advance(7 * 24 * 60 * 60 * 1_000);
  expect(accounts.authenticate(signedBy).account).toBe(role.account);
  callers.advance(899_999);
  expect(accounts.authenticate(signedBy).account).toBe(role.account);
  callers.advance(1);
  expect(() => accounts.authenticate(signedBy)).toThrow(expect.objectContaining({ name: 'ExpiredTokenException' }));
});

test('a session token that is not the session’s own is refused', () => {
  const accounts = createAccounts(aWorld());
  const { accessKeyId } = accounts.openSession(request);
  const signedBy = { accessKeyId, sessionToken: 'another', region: 'us-west-2' };
  expect(() => accounts.authenticate(signedBy)).toThrow(
    expect.objectContaining({ name: 'UnrecognizedClientException' }),
  );
});

test('a role that was removed is not found any more', () => {
  const accounts = createAccounts(aWorld());
  expect(accounts.findRole(role.account, role.roleName)).toBeDefined();
  accounts.removeRole(role.account, role.roleName);
  expect(accounts.findRole(role.account, role.roleName)).toBeUndefined();
});
