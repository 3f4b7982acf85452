import { z } from 'zod';
import type { IncidentScope } from '../physics/incident';
import type { Moment, Span } from '../physics/moment';
import { parseDuration } from './duration';

/** A duration of the simulation with its unit, in seconds afterwards. */
export const signedDuration = z.string().transform((text, context) => {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  context.addIssue(`${text} is no duration: write a number with a unit, for example 90s, 5m or 1h30m`);
  return z.NEVER;
});

export const duration = signedDuration.refine((seconds) => seconds >= 0, 'must not be negative');

export const percent = z.number().min(0).max(100);
export const versionName = z.string().regex(/^[\w.+-]{1,64}$/, 'a version is 1 to 64 letters, digits and . _ + -');
export const azId = z
  .string()
  .regex(/^[a-z]{2,4}\d-az\d+$/, 'write the AZ ID (usw2-az1), not the AZ name, which differs per account');
export const accountId = z.string().regex(/^\d{12}$/, 'an account is 12 digits, in quotes');

const reach = z.strictObject({
  release: versionName,
  cells: z.int().min(1).default(1),
  after: signedDuration.default(0),
});

const moment = z.union([signedDuration, reach], 'write a duration since the start (5m) or { release, cells, after }');

function momentOf(from: z.output<typeof moment>): Moment {
  if (typeof from === 'number') return { kind: 'start', afterSeconds: from };
  return { kind: 'reach', release: from.release, cells: from.cells, afterSeconds: from.after };
}

/** The same for what is so from long before the start unless it says otherwise. */
export const spanMembersFromBefore = { from: moment.default(-86_400), for: duration.optional() };

/** `from` and `for`: when something begins, and how long it lasts. */
export const spanMembers = { from: moment.default(0), for: duration.optional() };

export function spanOf(wire: { readonly from: z.output<typeof moment>; readonly for?: number | undefined }): Span {
  return { from: momentOf(wire.from), forSeconds: wire.for };
}

/** `where`: `region`, `reached-cell`, or one of `{ cell }`, `{ azId }`, `{ region }`. */
export const where = z.union(
  [
    z.enum(['region', 'reached-cell']).transform((word): IncidentScope => {
      return word === 'region' ? { kind: 'region', region: undefined } : { kind: 'reached-cell' };
    }),
    z.strictObject({ cell: z.string() }).transform(({ cell }): IncidentScope => ({ kind: 'cell', cell })),
    z.strictObject({ azId }).transform((place): IncidentScope => ({ kind: 'az', azId: place.azId })),
    z.strictObject({ region: z.string() }).transform(({ region }): IncidentScope => ({ kind: 'region', region })),
  ],
  'write region, reached-cell, { cell: NAME }, { azId: ID } or { region: NAME }',
);
