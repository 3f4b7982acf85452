import type { WatchedAlarm } from './observation';

/** How an alarm comes to its state, in CloudWatch's own units. */
export type AlarmTiming =
  | {
      readonly kind: 'metric';
      readonly name: string;
      readonly periodSeconds: number;
      readonly evaluationPeriods: number;
      readonly datapointsToAlarm: number;
    }
  | { readonly kind: 'composite'; readonly name: string };

export type CoverageQuestion = {
  /** What the bake has to show: the one-box, or whole cells. */
  readonly of: 'one-box' | 'cell';
  readonly alarms: readonly WatchedAlarm[];
  /** By name; of an alarm without one nothing can be said. */
  readonly timings: readonly AlarmTiming[];
  readonly bakeMs: number;
  /** Simulated seconds in a second: 1 outside rehearsals. */
  readonly speed: number;
};

export type Weakness =
  | { readonly kind: 'evaluation-longer-than-bake'; readonly alarm: string; readonly detectionMs: number }
  | { readonly kind: 'no-one-box-scoped-alarm' }
  | { readonly kind: 'no-cell-alarm' };

export type Coverage = {
  /** Time in which the slowest of the alarms notices a fault that stays; undefined: none tells. */
  readonly detectionMs: number | undefined;
  readonly weaknesses: readonly Weakness[];
};

/** From a fault to ALARM, a metric's way into CloudWatch and the rhythm of evaluations add this to an alarm's own periods (facts of its docs). */
export const DETECTION_MARGIN_MS = 120_000;

/** Whether these alarms can see within this bake what a release does. */
export function coverageOf(question: CoverageQuestion): Coverage {
  const timings = new Map(question.timings.map((timing) => [timing.name, timing]));
  const detections = question.alarms.flatMap(({ name: alarm }) => {
    const detectionMs = detectionOf(timings.get(alarm), question.speed);
    return detectionMs === undefined ? [] : [{ alarm, detectionMs }];
  });
  const slow = detections.filter(({ detectionMs }) => detectionMs > question.bakeMs);
  return {
    detectionMs: detections.length === 0 ? undefined : Math.max(...detections.map(({ detectionMs }) => detectionMs)),
    weaknesses: [
      ...blindSpot(question),
      ...slow.map((detection): Weakness => ({ kind: 'evaluation-longer-than-bake', ...detection })),
    ],
  };
}

/** A composite notices when its children do; those are not known here. */
export function detectionOf(timing: AlarmTiming | undefined, speed: number): number | undefined {
  if (timing?.kind !== 'metric') return undefined;
  return (timing.datapointsToAlarm * timing.periodSeconds * 1_000 + DETECTION_MARGIN_MS) / speed;
}

/** A one-box is a small part of its cell: an alarm over the whole cell may not move for it. */
function blindSpot({ of, alarms }: CoverageQuestion): readonly Weakness[] {
  if (alarms.some(({ scope }) => scope === of)) return [];
  return [{ kind: of === 'one-box' ? 'no-one-box-scoped-alarm' : 'no-cell-alarm' }];
}
