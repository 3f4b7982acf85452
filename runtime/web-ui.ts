import { environmentVariables } from './environment';
import { hostOf } from './namespace-remedies';
import type { TemporalTarget } from './temporal-target';

/**
 * The base URL of the Web UI that shows this Temporal, without a slash at its end: what the user says, what we started
 * ourselves, else a guess for Temporal Cloud and for a dev server on this machine. Undefined elsewhere.
 */
export function temporalUiUrl(target: TemporalTarget, env: NodeJS.ProcessEnv): string | undefined {
  const said = env[environmentVariables.temporalUiUrl];
  if (said !== undefined && said !== '') return said.replace(/\/+$/, '');
  if (target.uiUrl !== undefined) return target.uiUrl;
  const [, host = '', port = '7233'] = /^(.*?)(?::(\d+))?$/.exec(target.address) ?? [];
  if (hostOf(target.address) === 'cloud') return 'https://cloud.temporal.io';
  // The dev server's rule: the UI is 1000 ports above the API.
  if (['localhost', '127.0.0.1', '[::1]'].includes(host)) return `http://${host}:${Number(port) + 1000}`;
  return undefined;
}
