// Does whatever a fresh clone needs before anything else can run: packages, build, the Temporal server's binary. Costs a blink when nothing is to do.
// Only Node's own modules may be imported here: nothing else is installed yet.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, buildIsCurrent } from './setup/build.mjs';
import { dependenciesAreCurrent, installDependencies } from './setup/dependencies.mjs';
import { oneAtATime } from './setup/one-at-a-time.mjs';
import { fetchTemporal } from './setup/temporal.mjs';

const OLDEST_NODE = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const STEPS = [
  {
    doing: 'installing the locked dependencies (npm ci; about a minute the first time)',
    isDone: () => dependenciesAreCurrent(root),
    act: () => installDependencies(root),
  },
  { doing: 'building dist/', isDone: () => buildIsCurrent(root), act: () => build(root) },
];

/** Brings the clone up to date. Throws `SetUpFailed` when a step fails; the steps after it are then not tried. */
export async function ready({ say = announce, withTestServer = false } = {}) {
  refuseOldNode();
  if (STEPS.some((step) => !step.isDone()))
    await oneAtATime({ lockFile: join(root, '.setup.lock'), say }, () => {
      for (const step of STEPS) if (!step.isDone()) perform(step, say);
    });
  await fetchTemporal(root, { withTestServer, say });
}

function perform({ doing, act }, say) {
  say(doing);
  const startedAt = Date.now();
  act();
  say(`  done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `cellwave needs Node ${OLDEST_NODE.join('.')} or newer, this is ${process.versions.node}; install a newer one (https://nodejs.org)`,
  );
  process.exit(1);
}

function announce(line) {
  console.error(`ready: ${line}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await ready();
  } catch (error) {
    if (error.output) console.error(error.output);
    console.error(`ready: ${error.message}`);
    process.exitCode = 1;
  }
}
