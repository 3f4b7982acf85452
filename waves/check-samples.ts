import { METRIC_PLACES } from './fill-metric';
import type { Refusal } from './plan';
import type { MinimumSamples, Policy } from './policy';

const DAY = 24 * 3_600_000;

/** CloudWatch keeps values of a minute for 15 days; a day less, for what comes between a deployment and its bake. */
export const LONGEST_SAMPLED_BAKE_MS = 14 * DAY;

/** What is wrong with the requests that a policy wants to see, whatever the fleet (DESIGN 6, rule 8). */
export function checkSamples({ gate, bakes }: Policy): readonly Refusal[] {
  const { minimumSamples: samples, noAlarms } = gate;
  if (samples === undefined) return [];
  const { count, maximumBakeMs } = samples;
  const longest = Math.max(bakes.oneBoxMs, bakes.oneCellMs, bakes.oneAzMs, bakes.regionMs);
  return [
    ...unless(
      Number.isSafeInteger(count) && count >= 1,
      `count is ${count}`,
      'give a whole number of at least 1 (gate.minimumSamples.count)',
    ),
    ...unless(
      maximumBakeMs >= longest && maximumBakeMs <= LONGEST_SAMPLED_BAKE_MS,
      `maximumBakeMs is ${maximumBakeMs}`,
      `give at least the longest bake (${longest}) and at most ${LONGEST_SAMPLED_BAKE_MS} (gate.minimumSamples.maximumBakeMs)`,
    ),
    ...unless(
      noAlarms === undefined,
      'with gate.noAlarms would never be counted',
      'remove gate.noAlarms: requests are counted while alarms are watched',
    ),
    ...unless(
      strangePlaces(samples).length === 0,
      `metric names ${strangePlaces(samples).join(', ')}`,
      `use ${METRIC_PLACES.map((place) => `{${place}}`).join(', ')} (gate.minimumSamples.metric)`,
    ),
  ];
}

function strangePlaces({ metric }: MinimumSamples): readonly string[] {
  const texts = [...Object.values(metric.dimensions), ...Object.values(metric.oneBoxDimensions ?? {})];
  const known: ReadonlySet<string> = new Set(METRIC_PLACES.map((place) => `{${place}}`));
  return texts.flatMap((text) => text.match(/\{[^{}]*\}/g) ?? []).filter((place) => !known.has(place));
}

function unless(isSound: boolean, what: string, remedy: string): readonly Refusal[] {
  if (isSound) return [];
  return [{ kind: 'refused', rule: 'S9', message: `policy: gate.minimumSamples ${what}`, remedy }];
}
