import { z } from 'zod';
import type { ReleaseFault } from '../physics/release-fault';
import { azId, duration, percent } from './schema-parts';
import type { DeploymentScenario } from './scenario';

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('errors'), errorPercent: percent }),
  z.strictObject({ kind: z.literal('latency'), addMs: z.number().min(0) }),
  z
    .strictObject({
      kind: z.literal('load-errors'),
      errorPercent: percent,
      abovePerSecond: z.number().min(0).optional(),
      aboveCells: z.int().min(0).optional(),
    })
    .refine(
      (wire) => wire.abovePerSecond !== undefined || wire.aboveCells !== undefined,
      'needs abovePerSecond, aboveCells or both',
    ),
  z.strictObject({
    kind: z.literal('leak'),
    latencyMsPerMinute: z.number().min(0).default(0),
    errorPercentPerMinute: z.number().min(0).default(0),
    after: duration.default(0),
  }),
  z.strictObject({
    kind: z.literal('az'),
    azId: z.union([azId, z.literal('not-the-first')], 'write an AZ ID (usw2-az1) or not-the-first'),
    errorPercent: percent.default(0),
    addMs: z.number().min(0).default(0),
  }),
  z.strictObject({
    kind: z.literal('flap'),
    errorPercent: percent,
    after: duration.default(0),
    for: duration,
  }),
]);

function faultOf(wire: z.output<typeof fault>): ReleaseFault {
  switch (wire.kind) {
    case 'errors':
    case 'latency':
    case 'az':
      return wire;
    case 'load-errors':
      return { ...wire, abovePerSecond: wire.abovePerSecond, aboveCells: wire.aboveCells };
    case 'leak': {
      const { after, ...leak } = wire;
      return { ...leak, afterSeconds: after };
    }
    case 'flap':
      return { kind: 'flap', errorPercent: wire.errorPercent, afterSeconds: wire.after, forSeconds: wire.for };
  }
}

/** How a release misbehaves, as a scenario file and the admin port write it. */
export const releaseFaultSchema = fault.transform(faultOf);

const fromCell = z.int().min(1).default(1);

const deployment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('succeeds') }),
  z.strictObject({
    kind: z.literal('fails'),
    fromCell,
    afterInstances: z.int().min(0).default(0),
    errorCode: z.string().default('HEALTH_CONSTRAINTS'),
    message: z
      .string()
      .default('The overall deployment failed because too many individual instances failed deployment.'),
  }),
  z.strictObject({ kind: z.literal('hangs'), fromCell }),
]);

const succeeds: DeploymentScenario = { kind: 'succeeds' };

/** `null` is what a release without anything to say looks like in YAML: `v1.1.0:`. */
export const releaseSchema = z
  .strictObject({ faults: z.array(releaseFaultSchema).default([]), deployment: deployment.default(succeeds) })
  .nullable()
  .transform((wire) => wire ?? { faults: [], deployment: succeeds });
