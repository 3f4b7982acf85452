import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Plan } from './plan';
import type { Release } from './release';

/**
 * JSON with sorted keys and without `undefined`, so that the same value gives the same text wherever it was built and however it travelled.
 * Sorted first and written by the engine then: a workflow does this for a whole plan in one go, and by hand it takes three times as long.
 */
export function canonicalJson(value: object): string {
  return JSON.stringify(sorted(value));
}

/** Keys by code unit: a locale's order differs between machines. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((key) => [key, sorted(fields[key])]),
  );
}

/** Lower-case hex of the SHA-256 of the text in UTF-8. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(text));
}

/** `sha256:<hex>` over the value's canonical JSON. */
export function digestOf(value: object): string {
  return `sha256:${sha256Hex(canonicalJson(value))}`;
}

/** Over kind and artifact alone: the same bytes under another version or with other notes are the same release. */
export function releaseDigest(kind: Release['kind'], artifact: Release['artifact']): string {
  return digestOf({ kind, artifact });
}

/** Over everything in the plan but its own digest. */
export function planDigest(plan: Omit<Plan, 'digest'>): string {
  return digestOf({ ...plan, digest: undefined });
}
