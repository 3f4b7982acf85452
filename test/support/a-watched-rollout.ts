import type { RolloutRef } from '../../activities/activities';
import type { Verdict } from '../../alarms/verdict';
import type { Plan } from '../../waves/plan';
import { record } from '../../waves/rollout/record';
import { startRollout, type RolloutEvent, type RolloutState } from '../../waves/rollout/rollout-state';
import type { WaveResult } from '../../waves/rollout/wave-report';
import { PLANNED_AT } from './a-plan';

const HEALTHY: Verdict = { kind: 'healthy', findings: [], more: 0, rule: 4 };

export const RED: Verdict = {
  kind: 'unhealthy',
  findings: [
    { subject: 'usw2-az1-c1', alarm: 'errors', scope: 'cell', kind: 'unhealthy', because: 'in-alarm', at: PLANNED_AT },
  ],
  more: 0,
  rule: 4,
};

export function refOf({ service, region, release, policy }: Plan): RolloutRef {
  return {
    service,
    region,
    rollout: `${service}:${region}:${release.version}-3f9c2a`,
    originalRunId: 'first-run',
    releaseDigest: release.digest,
    releaseVersion: release.version,
    rehearsal: policy.purpose.kind === 'rehearsal',
  };
}

/** A rollout of this plan to which all this has happened since it was admitted. */
export function aRolloutOf(plan: Plan, ...events: readonly RolloutEvent[]): RolloutState {
  const start = startRollout({ plan, at: PLANNED_AT, trusted: [] });
  return [{ kind: 'admitted' } as const, ...events].reduce(record, start);
}

/** The first `count` waves have run and passed. */
export function passed(plan: Plan, count: number): readonly RolloutEvent[] {
  return plan.waves.slice(0, count).flatMap((wave): readonly RolloutEvent[] => [
    { kind: 'baselines-read', wave: wave.number, baselines: [], at: PLANNED_AT },
    { kind: 'wave-started', wave: wave.number, at: PLANNED_AT },
    { kind: 'wave-ended', result: passedResult(wave), at: PLANNED_AT },
  ]);
}

export function running(plan: Plan, number: number): readonly RolloutEvent[] {
  return [
    ...passed(plan, number - 1),
    { kind: 'baselines-read', wave: number, baselines: [], at: PLANNED_AT },
    { kind: 'wave-started', wave: number, at: PLANNED_AT },
  ];
}

export function baking(plan: Plan, number: number, goodMs = 0): readonly RolloutEvent[] {
  const done = plan.waves[number - 1]?.cells.length ?? 0;
  const said = { wave: number, phase: 'baking', verdict: HEALTHY, goodMs, done, failed: 0, inFlight: 0 } as const;
  const report = { ...said, held: undefined, cause: undefined, finished: [], stages: {} };
  return [...running(plan, number), { kind: 'wave-reported', report, at: PLANNED_AT }];
}

function passedResult({ number, cells, bakeMs }: Plan['waves'][number]): WaveResult {
  const touch = { at: PLANNED_AT, fromAt: PLANNED_AT };
  return {
    wave: number,
    end: 'passed',
    cause: undefined,
    verdict: HEALTHY,
    cells: cells.map(({ name }) => ({ cell: name, rounds: 1, stage: { kind: 'deployed', touch } })),
    carry: { lookedUntilAt: PLANNED_AT, clockOffsetMs: 0 },
    bakeMs,
    goodMs: bakeMs,
    wallMs: bakeMs,
  };
}
