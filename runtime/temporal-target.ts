import type { NativeConnectionOptions } from '@temporalio/worker';
import { TemporalConnectionFailure } from './connection-failure';
import { reasonOf } from './error-facts';
import { readConnectionNote, stateFolder } from './state-folder';

/** Both kinds of connection, the client's and the worker's, take these. */
export type TemporalConnectionOptions = Pick<NativeConnectionOptions, 'tls' | 'apiKey' | 'metadata'>;

/** A Temporal that we can talk to. */
export interface TemporalTarget {
  readonly address: string;
  readonly namespace: string;
  readonly options: TemporalConnectionOptions;
  /** Known only for a server that we started. */
  readonly uiUrl?: string;
}

/** Where we talk to, and who said so. */
export type ResolvedTemporal =
  | { readonly kind: 'configured'; readonly by: 'flags' | 'environment' | 'profile'; readonly target: TemporalTarget }
  | { readonly kind: 'local'; readonly pid: number; readonly target: TemporalTarget }
  | { readonly kind: 'none' };

/** What a person may say on the command line; all of it goes before everything else. */
export interface TemporalFlags {
  readonly address?: string;
  readonly namespace?: string;
  readonly profile?: string;
}

export interface ResolveOptions {
  readonly flags?: TemporalFlags;
  readonly env?: NodeJS.ProcessEnv;
  readonly report?: (line: string) => void;
}

/**
 * Where we talk to: the flags, else `TEMPORAL_*` variables, else a profile of Temporal's own config file, else a server
 * that `dev` or `demo` runs on this machine, else nowhere.
 */
export async function resolveTemporal(options: ResolveOptions = {}): Promise<ResolvedTemporal> {
  const env = options.env ?? process.env;
  const flags = options.flags ?? {};
  const configured = await fromConfiguration(flags, env);
  if (configured !== undefined) return configured;
  const note = await readConnectionNote(stateFolder(env), options.report ?? (() => undefined));
  if (note === undefined) return { kind: 'none' };
  const { address, uiUrl, pid } = note;
  return { kind: 'local', pid, target: { address, namespace: flags.namespace ?? note.namespace, options: {}, uiUrl } };
}

async function fromConfiguration(flags: TemporalFlags, env: NodeJS.ProcessEnv): Promise<ResolvedTemporal | undefined> {
  const profile = await loadProfile(flags, env);
  const address = flags.address ?? profile.address;
  if (address === undefined) return undefined;
  return {
    kind: 'configured',
    by: flags.address !== undefined ? 'flags' : isSet(env['TEMPORAL_ADDRESS']) ? 'environment' : 'profile',
    target: { address, namespace: flags.namespace ?? profile.namespace ?? 'default', options: profile.options },
  };
}

interface LoadedProfile {
  readonly address: string | undefined;
  readonly namespace: string | undefined;
  readonly options: TemporalConnectionOptions;
}

async function loadProfile(flags: TemporalFlags, env: NodeJS.ProcessEnv): Promise<LoadedProfile> {
  const { loadClientConnectConfig } = await import('@temporalio/envconfig');
  const overrideEnvVars = Object.fromEntries(
    Object.entries(env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])),
  );
  try {
    const loaded = loadClientConnectConfig({
      overrideEnvVars,
      ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    });
    const { address, tls, apiKey, metadata } = loaded.connectionOptions;
    const options = {
      ...(tls === undefined ? {} : { tls }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(metadata === undefined ? {} : { metadata }),
    };
    return { address, namespace: loaded.namespace, options };
  } catch (error) {
    throw new TemporalConnectionFailure(
      'bad-configuration',
      `Temporal's configuration cannot be read: ${reasonOf(error)}`,
      error,
    );
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
