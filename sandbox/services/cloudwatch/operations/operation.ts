import type { Call } from '../../../service';
import type { AlarmBook } from '../alarm-book';
import type { Metric } from '../metric';
import type { MetricStore } from '../metric-store';

/** What an operation may use: the calling account's own alarms, and the metrics. */
export type Desk = {
  readonly book: AlarmBook;
  readonly metrics: MetricStore;
  /** Milliseconds of the clock that one second of the simulation takes. */
  readonly msPerSecond: number;
};

export type Operation = (desk: Desk, call: Call) => unknown;

export function metricOf(wire: {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[] | undefined;
}): Metric {
  const dimensions = (wire.Dimensions ?? []).map(({ Name, Value }) => ({ name: Name, value: Value }));
  return { namespace: wire.Namespace, name: wire.MetricName, dimensions };
}
