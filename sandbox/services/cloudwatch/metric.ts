/** One CloudWatch metric: a namespace, a name and an unordered set of dimensions. */
export type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
};

export type Dimension = { readonly name: string; readonly value: string };

/** What was published for a metric at one instant. A plain value v is `{ count: 1, sum: v, minimum: v, maximum: v }`. */
export type Datum = {
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
};

/** The two things that keep one account's metrics and alarms apart from another's. */
export type Scope = { readonly account: string; readonly region: string };

export function scopeKey(scope: Scope): string {
  return `${scope.account}/${scope.region}`;
}

const knownKeys = new WeakMap<Metric, string>();

/** Equal for equal metrics, whatever the order of their dimensions. Remembered: alarms and publishers ask for theirs all the time. */
export function metricKey(metric: Metric): string {
  const known = knownKeys.get(metric);
  if (known !== undefined) return known;
  const key = makeKey(metric);
  knownKeys.set(metric, key);
  return key;
}

function makeKey(metric: Metric): string {
  const dimensions = metric.dimensions.map(({ name, value }) => `${name}\u0001${value}`).sort();
  return [metric.namespace, metric.name, ...dimensions].join('\u0000');
}

export function datumOf(at: number, value: number): Datum {
  return { at, count: 1, sum: value, minimum: value, maximum: value };
}
