import type { MetricsExporterConfig } from '@temporalio/worker';

/** `0.0.0.0:9464`, `:9464` or `9464`; undefined if it is none of these. */
export function parseBindAddress(text: string): string | undefined {
  const match = /^(?:(?:(\[[0-9a-fA-F:]+\]|[^:\s]+)?:)?)(\d{1,5})$/.exec(text.trim());
  const [, host, port] = match ?? [];
  if (port === undefined || Number(port) > 65_535) return undefined;
  return `${host ?? '0.0.0.0'}:${port}`;
}

/** Prometheus in the names that its users expect: seconds, units and `_total` in the name. Served at `/metrics`. */
export function prometheusMetrics(bindAddress: string): MetricsExporterConfig {
  return {
    prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
    globalTags: { product: 'cellwave' },
  };
}
