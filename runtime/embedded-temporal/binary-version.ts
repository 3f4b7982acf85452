import { reasonOf } from '../error-facts';
import { runProgram } from './run-program';
import type { ServerBinary } from './server-binary';

export interface CliVersion {
  readonly cli: string;
  readonly server: string;
  readonly ui: string;
}

export type VersionLook =
  { readonly kind: 'usable'; readonly version: string } | { readonly kind: 'unusable'; readonly why: string };

/** `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)` */
export function parseCliVersion(text: string): CliVersion | undefined {
  const match = /version (\S+) \(Server ([^,\s]+), UI ([^)\s]+)\)/.exec(text);
  const [, cli, server, ui] = match ?? [];
  if (cli === undefined || server === undefined || ui === undefined) return undefined;
  return { cli, server, ui };
}

/** Compares the dotted numbers; what follows a dash (a pre-release) is ignored. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, want] = [numbersOf(version), numbersOf(oldest)];
  for (const [index, wanted] of want.entries()) {
    const had = have[index] ?? 0;
    if (had !== wanted) return had > wanted;
  }
  return true;
}

function numbersOf(version: string): readonly number[] {
  const [plain = ''] = version.replace(/^v/, '').split('-');
  return plain.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Runs the binary once: the cheapest proof that it is whole, for this machine, and new enough. */
export async function askVersion(path: string, binary: ServerBinary): Promise<VersionLook> {
  if (binary.oldestServer === undefined) return { kind: 'usable', version: binary.version };
  try {
    const run = await runProgram(path, ['--version'], 10_000);
    if (run.kind === 'missing') return { kind: 'unusable', why: `${path} does not exist` };
    if (run.kind === 'failed') return { kind: 'unusable', why: `${path} --version failed: ${run.why}` };
    return judge(path, run.stdout, binary.oldestServer);
  } catch (error) {
    return { kind: 'unusable', why: `${path} cannot be run: ${reasonOf(error)}` };
  }
}

function judge(path: string, stdout: string, oldest: string): VersionLook {
  const version = parseCliVersion(stdout);
  if (version === undefined)
    return { kind: 'unusable', why: `${path} is not Temporal's CLI (said "${stdout.trim()}")` };
  if (isAtLeast(version.server, oldest)) return { kind: 'usable', version: version.server };
  return { kind: 'unusable', why: `${path} carries server ${version.server}; ${oldest} or newer is needed` };
}
