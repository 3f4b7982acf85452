import { z } from 'zod';

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('throttle') }),
  z.strictObject({ kind: z.literal('server-error'), body: z.enum(['json', 'html']).default('json') }),
  z.strictObject({ kind: z.literal('cut-before') }),
  z.strictObject({ kind: z.literal('cut-after') }),
  z.strictObject({ kind: z.literal('slow'), delayMs: z.number().int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('expired-credentials') }),
  z.strictObject({ kind: z.literal('access-denied') }),
  z.strictObject({
    kind: z.literal('metric-data'),
    status: z.enum(['PartialData', 'InternalError', 'Forbidden', 'Empty']),
  }),
  z.strictObject({ kind: z.literal('hidden-composites') }),
  z.strictObject({ kind: z.literal('clock-skew'), skewMs: z.number().int() }),
]);

const limitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('count'), count: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('probability'), probability: z.number().min(0).max(1) }),
]);

/** A fault as scenario files and the admin port write it. */
export const faultSchema = z.strictObject({
  where: z
    .strictObject({
      account: z.string().optional(),
      region: z.string().optional(),
      service: z.string().optional(),
      operation: z.string().optional(),
    })
    .default({}),
  effect: effectSchema,
  limit: limitSchema.default({ kind: 'always' }),
  fromAt: z.number().optional(),
  untilAt: z.number().optional(),
});
