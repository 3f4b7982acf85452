import { parseBindAddress } from './metrics';

/**
 * Every variable of our own that a process of ours reads. Temporal's (`TEMPORAL_*`) and AWS's (`AWS_*`) are read by their SDKs.
 */
export const environmentVariables = {
  stateDir: 'CELLWAVE_STATE_DIR',
  temporalUiUrl: 'CELLWAVE_TEMPORAL_UI_URL',
  /** Where the worker answers `/healthz` and `/readyz`: `host:port`. */
  healthAddress: 'CELLWAVE_HEALTH_ADDRESS',
  /** Where the worker answers Prometheus: `host:port`. */
  metricsAddress: 'CELLWAVE_METRICS_ADDRESS',
} as const;

/** What a supervisor asks of the worker process. */
export interface WorkerEndpoints {
  readonly health?: { readonly host: string; readonly port: number };
  readonly metricsAddress?: string;
}

/** Throws with the variable's name when what it holds is no address. */
export function workerEndpoints(env: NodeJS.ProcessEnv): WorkerEndpoints {
  const health = bindAddressIn(env, environmentVariables.healthAddress);
  const metricsAddress = bindAddressIn(env, environmentVariables.metricsAddress);
  return {
    ...(health === undefined ? {} : { health: splitAddress(health) }),
    ...(metricsAddress === undefined ? {} : { metricsAddress }),
  };
}

function bindAddressIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const address = parseBindAddress(text);
  if (address === undefined) throw new Error(`${name} is "${text}": give it as host:port, like 0.0.0.0:9464`);
  return address;
}

function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(':');
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) };
}
