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

type MetricSet = Readonly<Record<MetricName, Metric>>;

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
  const metricsWith = createMetricSets();
  const put = (scope: Scope, source: Source, { at, seconds }: Instant): void => {
    for (const [name, value] of readings(source.vitals, random)) {
      if (source.cell !== undefined && isSilent(source.cell, name, seconds)) continue;
      metrics.put(scope, source.metrics[name], datumOf(at, value));
    }
  };
  return (outcome, instant) => {
    for (const { cell, whole, oneBox } of outcome.cells) {
      put(cell, { vitals: whole, metrics: metricsWith(cellDimensions, cell.name), cell: cell.name }, instant);
      if (oneBox !== undefined)
        put(cell, { vitals: oneBox, metrics: metricsWith(oneBoxDimensions, cell.name), cell: cell.name }, instant);
    }
    for (const { region, whole } of outcome.regions) {
      const scope = monitoringOf(region);
      if (scope !== undefined)
        put(scope, { vitals: whole, metrics: metricsWith(serviceDimensions, service), cell: undefined }, instant);
    }
  };
}

type Source = {
  readonly vitals: Vitals;
  readonly metrics: MetricSet;
  readonly cell: string | undefined;
};

type DimensionsOf = (name: string) => Metric['dimensions'];

/** Made once for each source: thousands of values are published for the same metrics. */
function createMetricSets(): (dimensionsOf: DimensionsOf, name: string) => MetricSet {
  const known = new Map<DimensionsOf, Map<string, MetricSet>>();
  return (dimensionsOf, name) => {
    const sets = known.get(dimensionsOf) ?? new Map<string, MetricSet>();
    known.set(dimensionsOf, sets);
    const set = sets.get(name) ?? metricSet(dimensionsOf(name));
    sets.set(name, set);
    return set;
  };
}

function metricSet(dimensions: Metric['dimensions']): MetricSet {
  const metric = (name: MetricName): Metric => ({ namespace: metricNamespace, name, dimensions });
  return {
    Requests: metric('Requests'),
    Errors: metric('Errors'),
    ErrorRate: metric('ErrorRate'),
    LatencyP99: metric('LatencyP99'),
  };
}

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
