import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureNamespaceSetup } from '../namespace-setup';
import type { SearchAttributeTypes } from '../search-attribute-types';
import { awaitReady } from './await-ready';
import { reasonOf } from '../error-facts';
import { EmbeddedTemporalFailure } from './failure';
import { findBinary, type FoundBinary } from './find-binary';
import { launchArguments, type Storage } from './launch-arguments';
import { lockFolder, type FolderLock } from './lock';
import { choosePorts, type PortChoice, type ServerPorts } from './ports';
import { temporalCli } from './server-binary';
import { reapOrphan, spawnServer, type ServerProcess } from './server-process';
import { prepareDatabase } from './state-file';

export interface EmbeddedTemporalOptions {
  /** Where the database, the log and the lock lie; one server per folder. */
  readonly stateFolder: string;
  readonly searchAttributes: SearchAttributeTypes;
  /** Told every step in one line. */
  readonly report: (line: string) => void;
  readonly ports?: PortChoice;
  /** Nothing is kept; twice as fast. For tests and throw-away runs. */
  readonly inMemory?: boolean;
  readonly retentionDays?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly readyWithinMs?: number;
}

export interface EmbeddedTemporal {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl: string;
  readonly pid: number;
  readonly ports: ServerPorts;
  readonly serverVersion: string;
  readonly logPath: string;
  /** Resolves when the server has ended for whatever reason. */
  readonly ended: Promise<string>;
  /** Ends the server gracefully and frees the folder. Safe to call twice. */
  stop(): Promise<void>;
  /** Sends a signal and returns; with SIGKILL the server dies as in a crash. `stop` must still be called. */
  kill(signal: NodeJS.Signals): void;
}

const namespace = 'default';
const loopback = '127.0.0.1';
const defaultReadyWithinMs = 60_000;
/** Closed cells must stay visible for as long as the longest bake and then some; the dev server's own default is a day. */
const defaultRetentionDays = 30;
const largestLogBytes = 20 * 1024 * 1024;

/**
 * Starts a real Temporal server with its Web UI, kept in the state folder, our search attributes registered. It ends with
 * our process, unless that is killed with SIGKILL: then the next start in the folder ends it. Throws `EmbeddedTemporalFailure`.
 */
export async function startEmbeddedTemporal(options: EmbeddedTemporalOptions): Promise<EmbeddedTemporal> {
  const { stateFolder, report } = options;
  const binary = await findBinary(temporalCli, { env: options.env ?? process.env, report });
  await makeFolder(stateFolder);
  const lock = await lockFolder({ folder: stateFolder, report, reap: reapOrphan });
  try {
    return await startLocked(options, binary, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startLocked(
  options: EmbeddedTemporalOptions,
  binary: FoundBinary,
  lock: FolderLock,
): Promise<EmbeddedTemporal> {
  const storage = await storageFor(options, binary.version);
  const choice = options.ports ?? { kind: 'any' };
  // A free port may be taken by someone between our look and the server's: other ports, a few times.
  for (let round = 1; ; round += 1) {
    try {
      const ports = await choosePorts(choice, options.report);
      return await launch({ options, binary, lock, storage, ports });
    } catch (error) {
      const taken = error instanceof EmbeddedTemporalFailure && error.message.includes('address already in use');
      if (!taken || choice.kind === 'exactly' || round === 3) throw error;
      options.report('temporal: a port was taken meanwhile; trying others');
    }
  }
}

interface Launch {
  readonly options: EmbeddedTemporalOptions;
  readonly binary: FoundBinary;
  readonly lock: FolderLock;
  readonly storage: Storage;
  readonly ports: ServerPorts;
}

async function launch({ options, binary, lock, storage, ports }: Launch): Promise<EmbeddedTemporal> {
  const logPath = await freshLog(options.stateFolder);
  const server = await spawnServer(binary.path, launchArguments(ports, storage), logPath);
  const address = `${loopback}:${ports.frontend}`;
  try {
    await lock.noteServer(server.pid);
    const databasePath = storage.kind === 'file' ? storage.path : undefined;
    await setUp(options, { address, server, logPath, databasePath });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const uiUrl = `http://${loopback}:${ports.ui}`;
  options.report(`temporal: server ${binary.version} at ${address}, Web UI at ${uiUrl}`);
  return {
    ...{ address, namespace, uiUrl, ports, logPath },
    pid: server.pid,
    serverVersion: binary.version,
    ended: server.ended,
    kill: (signal) => server.kill(signal),
    stop: async () => {
      await server.stop();
      await lock.release();
    },
  };
}

interface Running {
  readonly address: string;
  readonly server: ServerProcess;
  readonly logPath: string;
  readonly databasePath: string | undefined;
}

async function setUp(options: EmbeddedTemporalOptions, running: Running): Promise<void> {
  const deadlineMs = options.readyWithinMs ?? defaultReadyWithinMs;
  const connection = await awaitReady({ ...running, namespace, deadlineMs });
  try {
    await ensureNamespaceSetup(connection, {
      namespace,
      searchAttributes: options.searchAttributes,
      retentionDays: options.retentionDays ?? defaultRetentionDays,
      // A new server of our own has nothing to tell about this; what fails, throws.
      report: () => undefined,
    });
  } finally {
    await connection.close();
  }
}

async function storageFor(options: EmbeddedTemporalOptions, serverVersion: string): Promise<Storage> {
  if (options.inMemory === true) return { kind: 'memory' };
  return { kind: 'file', path: await prepareDatabase(options.stateFolder, serverVersion, options.report) };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    // Histories may hold what only their owner should read.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const remedy = 'set CELLWAVE_STATE_DIR to a folder that can be written';
    throw new EmbeddedTemporalFailure('folder-unusable', `cannot use ${folder}: ${reasonOf(error)}; ${remedy}`, error);
  }
}

async function freshLog(folder: string): Promise<string> {
  const path = join(folder, 'temporal.log');
  const size = await stat(path).then(
    ({ size: bytes }) => bytes,
    () => 0,
  );
  if (size > largestLogBytes) {
    await rm(`${path}.1`, { force: true });
    await rename(path, `${path}.1`);
  }
  return path;
}
