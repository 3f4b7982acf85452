import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Plan } from './plan';
import type { Release } from './release';

/**
 * JSON with sorted keys and without `undefined`, so that the same value gives the same text wherever it was built and however it travelled.
 * Keys are sorted by code unit: a locale's order differs between machines.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const fields = entries
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** Lower-case hex of the SHA-256 of the text in UTF-8. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(text));
}

/** `sha256:<hex>` over the value's canonical JSON. */
export function digestOf(value: unknown): string {
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
