import type { RuntimeOptions } from '@temporalio/worker';
import { coreLogLevel, temporalLogger, type Logger, type LogLevel } from './logging';
import { prometheusMetrics } from './metrics';

export interface TemporalRuntimeOptions {
  readonly logger: Logger;
  readonly level: LogLevel;
  /** `host:port` for Prometheus; no metrics without it. */
  readonly metricsAddress?: string;
  /** Signals on which the SDK shuts its workers down by itself; none where we do that in our own order. */
  readonly shutdownSignals?: readonly NodeJS.Signals[];
}

/** Once per process, before the first worker or native connection; a second call is the SDK's error. */
export async function installTemporalRuntime(options: TemporalRuntimeOptions): Promise<void> {
  const { Runtime } = await import('@temporalio/worker');
  Runtime.install(runtimeOptions(options));
}

export function runtimeOptions(options: TemporalRuntimeOptions): RuntimeOptions {
  const { logger, level, metricsAddress, shutdownSignals } = options;
  return {
    logger: temporalLogger(logger),
    telemetryOptions: {
      logging: { filter: { core: coreLogLevel(level), other: 'ERROR' }, forward: {} },
      ...(metricsAddress === undefined ? {} : { metrics: prometheusMetrics(metricsAddress) }),
    },
    ...(shutdownSignals === undefined ? {} : { shutdownSignals: [...shutdownSignals] }),
  };
}
