import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { FleetDescription } from '../sandbox';
import type { LedgerEntry } from '../sandbox/ledger-entry';

/** A sandbox in another process, asked over its admin routes. */
export type RemoteSandbox = {
  readonly url: string;
  readonly pid: number;
  fleet(): Promise<FleetDescription>;
  ledger(since?: number): Promise<readonly LedgerEntry[]>;
  /** Percent of requests that fail wherever the release runs, from now on. */
  setErrors(release: string, errorPercent: number): Promise<void>;
  stop(): void;
};

export async function startRemoteSandbox(scenario: string): Promise<RemoteSandbox> {
  const child = fork(join(__dirname, 'sandbox-process.ts'), [scenario], { execArgv: ['--import', 'tsx'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(z.string().parse(message)));
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const post = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/_sandbox/${path}`, body === undefined ? {} : post);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    url,
    pid: child.pid ?? 0,
    fleet: async () => (await ask('fleet')) as FleetDescription,
    async ledger(since = 0) {
      const { entries } = (await ask(`ledger?since=${since}`)) as { entries: readonly LedgerEntry[] };
      return entries;
    },
    async setErrors(release, errorPercent) {
      const faults = errorPercent === 0 ? [] : [{ kind: 'errors', errorPercent }];
      await ask('release-faults', { release, faults });
    },
    stop: () => child.disconnect(),
  };
}
