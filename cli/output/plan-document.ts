import type { Eta, Plan, PlannedWave } from '../../waves/plan';
import { previewReturn } from '../../waves/reverse-plan-preview';

export type RoleCount = { readonly role: string; readonly alarms: number };

/** Alarms that take this wave back, by what they show. In the one-box wave those of its scope count, if there are any. */
export function alarmsByRole(wave: PlannedWave): readonly RoleCount[] {
  const counts = new Map<string, number>();
  for (const { alarms } of wave.cells)
    for (const { role, scope } of alarms)
      if (wave.kind !== 'one-box' || scope === 'one-box') counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].map(([role, alarms]) => ({ role, alarms }));
}

/** What `plan --output json` prints. Only ever added to. */
export function planDocument(plan: Plan, eta: Eta | undefined, deployMs: number): Readonly<Record<string, unknown>> {
  const { release, policy } = plan;
  const back = previewReturn(plan, new Set());
  return {
    service: plan.service,
    region: plan.region,
    timeZone: plan.timeZone,
    digest: plan.digest,
    release: { version: release.version, kind: release.kind, digest: release.digest },
    policy: policy.name,
    rehearsal: policy.purpose.kind === 'rehearsal',
    waves: plan.waves.map((wave, index) => waveDocument(wave, eta?.waves[index])),
    soakMs: plan.soakMs,
    minimumSamples: policy.gate.minimumSamples ?? null,
    endsAt: eta === undefined ? null : iso(eta.soakEndsAt),
    assumedDeployMs: deployMs,
    aggregateAlarms: plan.aggregateAlarms.map(({ name, role, account }) => ({ name, role, account })),
    wayBack: back.steps,
    excluded: plan.excluded,
    warnings: plan.warnings.map(({ code, message }) => ({ code, message })),
  };
}

function waveDocument(wave: PlannedWave, eta: Eta['waves'][number] | undefined): Readonly<Record<string, unknown>> {
  return {
    number: wave.number,
    name: wave.name,
    kind: wave.kind,
    azId: wave.azId,
    part: wave.part,
    cells: wave.cells.map(({ name }) => name),
    width: wave.width,
    exposureBasisPoints: wave.exposureBasisPoints,
    bakeMs: wave.bakeMs,
    alarms: alarmsByRole(wave),
    startsAt: eta === undefined ? null : iso(eta.startsAt),
    endsAt: eta === undefined ? null : iso(eta.endsAt),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
