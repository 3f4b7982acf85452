import { deflate, inflate } from 'pako';
import { fromUint8Array, toUint8Array } from 'js-base64';

/**
 * A value as one compressed string, so that a plan of 10,000 cells (4.4 MB of JSON) passes Temporal's limit of 2 MB. Runs in the CLI,
 * the worker and the workflow sandbox alike.
 */
export type Packed<T> = string & { readonly packs?: T };

export function pack<T>(value: T): Packed<T> {
  return fromUint8Array(deflate(new TextEncoder().encode(JSON.stringify(value)), { level: 6 }));
}

export function unpack<T>(packed: Packed<T>): T {
  const text: Json<T> = new TextDecoder().decode(inflate(toUint8Array(packed)));
  return parsed(text);
}

/** A value as JSON text that our own code has written. */
export type Json<T> = string & { readonly writes?: T };

/** `checkPlan` asks of a plan, which comes from outside, whether it is one. */
export function parsed<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}

/** Largest packed plan that is started; Temporal refuses payloads of 2 MB. */
export const MAX_PACKED_BYTES = 1_500_000;
