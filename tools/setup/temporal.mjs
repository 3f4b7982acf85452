// The Temporal server is no npm package: the runtime finds or fetches its binary and keeps it in the user's cache. To look there means to
// read 150 MB for a digest, so where it was found is noted, and the note is believed while that file stays as it is.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Fetches what is missing. Says why when it cannot: most commands work without, and those that do not give the remedy themselves. */
export async function fetchTemporal(root, { withTestServer, say }) {
  const built = join(root, 'dist', 'runtime', 'embedded-temporal', 'index.js');
  if (!existsSync(built)) return;
  const wanted = ['temporalCli', ...(withTestServer ? ['temporalTestServer'] : [])].filter(
    (name) => !isNoted(root, name),
  );
  if (wanted.length === 0) return;
  const runtime = createRequire(import.meta.url)(built);
  for (const name of wanted) await fetchOne(root, name, { runtime, say });
}

async function fetchOne(root, name, { runtime, say }) {
  try {
    const { path } = await runtime.findBinary(runtime[name], { env: process.env, report: say });
    note(root, name, path);
  } catch (error) {
    say(error.message);
  }
}

function isNoted(root, name) {
  try {
    const { path, mark, pathVariables } = JSON.parse(readFileSync(noteOf(root, name), 'utf8'));
    return mark === markOf(path) && pathVariables === chosenByEnvironment();
  } catch {
    return false;
  }
}

function note(root, name, path) {
  mkdirSync(dirname(noteOf(root, name)), { recursive: true });
  writeFileSync(noteOf(root, name), JSON.stringify({ path, mark: markOf(path), pathVariables: chosenByEnvironment() }));
}

function noteOf(root, name) {
  return join(root, 'node_modules', '.cache', 'cellwave', `${name}.json`);
}

function markOf(path) {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
}

function chosenByEnvironment() {
  return ['TEMPORAL_CLI_PATH', 'TEMPORAL_TEST_SERVER_PATH', 'XDG_CACHE_HOME']
    .map((name) => process.env[name] ?? '')
    .join('|');
}
