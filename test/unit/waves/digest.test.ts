import { createHash } from 'node:crypto';
import { aPlan } from '../../support/a-plan';
import { aRelease } from '../../support/a-release';
import type { Plan } from '../../../waves/plan';
import { canonicalJson, planDigest, releaseDigest, sha256Hex } from '../../../waves/digest';

test('canonical JSON sorts keys by code unit, at every depth, and leaves undefined out', () => {
  expect(canonicalJson({ b: [{ z: 1, Z: null, é: 'ü"\n' }], a: undefined, ['10']: true, ['9']: 2 })).toBe(
    '{"9":2,"10":true,"b":[{"Z":null,"z":1,"é":"ü\\"\\n"}]}',
  );
});

test('a key that has a meaning to JavaScript is a key like any other', () => {
  const labels: object = JSON.parse('{"__proto__":"a","constructor":"b"}');
  expect(canonicalJson(labels)).toBe('{"__proto__":"a","constructor":"b"}');
});

test('hashes UTF-8 as everybody else does', () => {
  for (const text of ['', 'abc', 'ü€😀', 'x'.repeat(1_000)]) {
    expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  }
});

test('S19: a release`s digest is of kind and artifact alone', () => {
  const { kind, artifact, digest } = aRelease().build();
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(releaseDigest(kind, artifact)).toBe(digest);
  expect(releaseDigest('security-patch', artifact)).not.toBe(digest);
  for (const change of [
    { bucket: 'b' },
    { key: 'k' },
    { version: 'v' },
    { eTag: 'e' },
    { bundleType: 'tgz' as const },
  ]) {
    expect(releaseDigest(kind, { ...artifact, ...change })).not.toBe(digest);
  }
});

test('S19: a plan`s digest does not cover itself', () => {
  const plan = aPlan().build();
  const resealed: Plan = { ...plan, digest: 'other' };
  expect(planDigest(resealed)).toBe(plan.digest);
});
