import type { SampleReading } from '../../alarms/observation';
import type { SampledCell } from '../../alarms/samples';
import type { AlarmPlace } from './alarm-source.port';

export type MetricQuestion = {
  readonly place: AlarmPlace;
  /** All of this account. */
  readonly cells: readonly SampledCell[];
  /** AWS's clock; what came later is not asked for. */
  readonly untilAt: number;
};

/**
 * Counts requests. Apart from the alarms: they are asked at every look and these only while some are missing, and a source of alarms need
 * not know any metric.
 */
export type MetricSource = {
  /** One reading for each cell asked for: what its metric has counted since the cell's `sinceAt`. */
  count(question: MetricQuestion, signal: AbortSignal): Promise<readonly SampleReading[]>;
};
