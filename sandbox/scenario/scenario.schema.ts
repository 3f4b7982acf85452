import { z } from 'zod';
import { faultSchema } from '../faults/fault.schema';
import type { Incident } from '../physics/incident';
import { metricNames } from '../physics/publish';
import { fleetSchema } from './fleet.schema';
import { releaseSchema } from './release.schema';
import { cellAlarmRoles, type Scenario } from './scenario';
import {
  accountId,
  duration,
  percent,
  spanMembers,
  spanMembersFromBefore,
  spanOf,
  versionName,
  where,
} from './schema-parts';

const incidentMembers = { where: where.default({ kind: 'region', region: undefined }), ...spanMembers };

const incident = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('errors'), errorPercent: percent, ...incidentMembers }),
  z.strictObject({ kind: z.literal('latency'), addMs: z.number().min(0), ...incidentMembers }),
  z.strictObject({ kind: z.literal('traffic'), percent: z.number().min(0).max(10_000), ...incidentMembers }),
]);

/** An incident as a scenario file and the admin port write it. */
export const incidentSchema = incident.transform((wire): Incident => {
  const { where, from, for: lasts, ...effect } = wire;
  return { effect, where, span: spanOf({ from, for: lasts }) };
});

const silence = z
  .strictObject({
    where,
    metrics: z
      .array(z.enum(metricNames))
      .min(1)
      .default([...metricNames]),
    ...spanMembersFromBefore,
  })
  .transform((wire) => ({ where: wire.where, metrics: wire.metrics, span: spanOf(wire) }));

const wireFault = z
  .strictObject({
    where: z.union([
      where,
      z.strictObject({ account: accountId }).transform(({ account }) => ({ kind: 'account' as const, account })),
    ]),
    service: z.enum(['cloudwatch', 'codedeploy', 'sts']).optional(),
    operation: z.string().optional(),
    effect: faultSchema.shape.effect,
    limit: faultSchema.shape.limit,
    ...spanMembers,
  })
  .transform(({ where, service, operation, effect, limit, ...span }) => {
    return { where, service, operation, effect, limit, span: spanOf(span) };
  });

const alarmChange = z
  .strictObject({
    change: z.enum(['delete', 'edit', 'disable-actions', 'cannot-be-evaluated', 'misconfigured']),
    where,
    alarm: z.enum([...cellAlarmRoles, 'aggregate']),
    ...spanMembers,
  })
  .transform((wire) => ({ change: wire.change, where: wire.where, alarm: wire.alarm, span: spanOf(wire) }));

const rollout = z.strictObject({
  release: versionName,
  expect: z.enum(['completed', 'rolled-back', 'held', 'refused']),
  wave: z.enum(['one-box', 'one-cell', 'one-az', 'region']).optional(),
});

const alarms = z.strictObject({
  errorPercent: percent.default(2),
  latencyMs: z.number().positive().default(400),
  aggregateErrorPercent: percent.default(3),
});

const deployments = z.strictObject({
  queue: duration.default(5),
  group: duration.default(55),
  stop: duration.default(5),
  listLag: duration.default(0),
});

export const scenarioSchema = z
  .strictObject({
    description: z.string().min(1),
    speed: z.number().min(1).max(3_600).default(60),
    seed: z.int().default(1),
    resolution: duration.default(10),
    fleet: z.prefault(fleetSchema, {}),
    alarms: z.prefault(alarms, {}),
    baseline: versionName.default('v1.0.0'),
    releases: z.record(versionName, releaseSchema),
    deployments: z.prefault(deployments, {}),
    incidents: z.array(incidentSchema).default([]),
    silences: z.array(silence).default([]),
    wireFaults: z.array(wireFault).default([]),
    alarmChanges: z.array(alarmChange).default([]),
    rollouts: z.array(rollout).default([]),
  })
  .superRefine((wire, context) => {
    const releases = new Set(Object.keys(wire.releases));
    if (releases.has(wire.baseline))
      context.addIssue({ code: 'custom', path: ['baseline'], message: 'the baseline is healthy: it is no release' });
    wire.rollouts.forEach(({ release }, index) => {
      const path = ['rollouts', index, 'release'];
      if (!releases.has(release)) context.addIssue({ code: 'custom', path, message: `there is no release ${release}` });
    });
    if (![10, 20, 30, 60].includes(wire.resolution))
      context.addIssue({ code: 'custom', path: ['resolution'], message: 'must be 10s, 20s, 30s or 1m' });
  })
  .transform(({ resolution, releases, deployments, ...wire }): Omit<Scenario, 'name'> => ({
    ...wire,
    resolutionSeconds: resolution,
    releases: Object.entries(releases).map(([version, release]) => ({ version, ...release })),
    deployments: {
      queueSeconds: deployments.queue,
      groupSeconds: deployments.group,
      stopSeconds: deployments.stop,
      listLagSeconds: deployments.listLag,
    },
  }));
