import { formatDuration } from '../alarms/durations';
import type { MinimumSamples } from './policy';

/** `each cell must see 100 of RequestCount (AWS/ApplicationELB), or its wave is held at 1 d of good time` */
export function samplesText({ metric, count, per, maximumBakeMs }: MinimumSamples): string {
  const who = per === 'cell' ? 'each cell' : 'the cells of a wave together';
  const held = `or ${per === 'cell' ? 'its' : 'the'} wave is held at ${formatDuration(maximumBakeMs)} of good time`;
  return `${who} must see ${count} of ${metric.name} (${metric.namespace}), ${held}`;
}
