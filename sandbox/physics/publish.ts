import { datumOf, type Metric, type Scope } from '../services/cloudwatch/metric';
import type { MetricStore } from '../services/cloudwatch/metric-store';
import { jitter } from './traffic';
import type { Outcome } from './physics';
import type { Vitals } from './vitals';

export const metricNamespace = 'Sandbox/Service';
export const metricNames = ['Requests', 'Errors', 'ErrorRate', 'LatencyP99'] as const;
export type MetricName = (typeof metricNames)[number];

export const cellDimensions = (cell: string): Metric['dimensions'] => [{ name: 'Cell', value: cell }];
export const oneBoxDimensions = (cell: string): Metric['dimensions'] => [
  ...cellDimensions(cell),
  { name: 'Box', value: 'one-box' },
];
export const serviceDimensions = (service: string): Metric['dimensions'] => [{ name: 'Service', value: service }];

export type Publisher = (outcome: Outcome, instant: Instant) => void;

/** The same instant twice: on the clock, and in seconds of the simulation since the start. */
export type Instant = { readonly at: number; readonly seconds: number };

export type PublisherOptions = {
  readonly metrics: MetricStore;
  readonly service: string;
  /** Where a Region's aggregate metrics go; undefined: nowhere. */
  readonly monitoringOf: (region: string) => Scope | undefined;
  /** Whether a metric of a cell is not published now: as when an agent has died. */
  readonly isSilent: (cell: string, metric: MetricName, seconds: number) => boolean;
  readonly random: () => number;
};

/** Writes what the physics found into CloudWatch's metrics, as the fleet's own agents would. */
export function createPublisher({ metrics, service, monitoringOf, isSilent, random }: PublisherOptions): Publisher {
  const put = (scope: Scope, source: Source, { at, seconds }: Instant): void => {
    for (const [name, value] of readings(source.vitals, random)) {
      if (source.cell !== undefined && isSilent(source.cell, name, seconds)) continue;
      metrics.put(scope, { namespace: metricNamespace, name, dimensions: source.dimensions }, datumOf(at, value));
    }
  };
  return (outcome, instant) => {
    for (const { cell, whole, oneBox } of outcome.cells) {
      put(cell, { vitals: whole, dimensions: cellDimensions(cell.name), cell: cell.name }, instant);
      if (oneBox !== undefined)
        put(cell, { vitals: oneBox, dimensions: oneBoxDimensions(cell.name), cell: cell.name }, instant);
    }
    for (const { region, whole } of outcome.regions) {
      const scope = monitoringOf(region);
      if (scope !== undefined)
        put(scope, { vitals: whole, dimensions: serviceDimensions(service), cell: undefined }, instant);
    }
  };
}

type Source = {
  readonly vitals: Vitals;
  readonly dimensions: Metric['dimensions'];
  readonly cell: string | undefined;
};

/** Measured values scatter a little; the thresholds of sensible alarms lie far outside of it. */
const scatterPercent = 8;

function readings(vitals: Vitals, random: () => number): readonly (readonly [MetricName, number])[] {
  const { errorPercent, latencyP99Ms } = vitals;
  const counts: readonly (readonly [MetricName, number])[] = [
    ['Requests', Math.round(vitals.requests)],
    ['Errors', Math.round(vitals.errors)],
  ];
  if (errorPercent === undefined || latencyP99Ms === undefined) return counts;
  return [
    ...counts,
    ['ErrorRate', rounded(Math.min(100, jitter(errorPercent, scatterPercent, random)))],
    ['LatencyP99', rounded(jitter(latencyP99Ms, scatterPercent, random))],
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
