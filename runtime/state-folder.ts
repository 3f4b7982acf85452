import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { environmentVariables } from './environment';
import { isStill, processIdentity } from './process-identity';

/** Where a Temporal server that `dev` or `demo` runs right now can be reached; how other commands find it. */
export interface ConnectionNote {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl: string;
  /** The cellwave process that runs it. */
  readonly pid: number;
  readonly at: string;
}

/** What lies in a note: also when its process began, so that a later process of that number is not taken for it. */
interface StoredNote extends ConnectionNote {
  readonly identity: string;
}

/** `CELLWAVE_STATE_DIR`, else the XDG folder for state. */
export function stateFolder(env: NodeJS.ProcessEnv): string {
  const own = env[environmentVariables.stateDir];
  if (own !== undefined && own !== '') return own;
  const xdg = env['XDG_STATE_HOME'];
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.local', 'state'), 'cellwave');
}

const notePath = (folder: string): string => join(folder, 'connection.json');

/** Tells other commands where to connect. Returns how to take it back, which leaves a note of a later process alone. */
export async function writeConnectionNote(
  folder: string,
  at: Omit<ConnectionNote, 'pid' | 'at'>,
): Promise<() => Promise<void>> {
  const { address, namespace, uiUrl } = at;
  const identity = processIdentity(process.pid) ?? '';
  const note: StoredNote = { address, namespace, uiUrl, pid: process.pid, at: new Date().toISOString(), identity };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${notePath(folder)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(note, null, 2)}\n`);
  await rename(draft, notePath(folder));
  return async () => {
    const current = await readStored(folder);
    if (current?.pid === note.pid && current.at === note.at) await rm(notePath(folder), { force: true });
  };
}

/** The note of a process that still runs; one left behind is ignored, which is said. */
export async function readConnectionNote(
  folder: string,
  report: (line: string) => void,
): Promise<ConnectionNote | undefined> {
  const stored = await readStored(folder);
  if (stored === undefined) return undefined;
  if (!isStill(stored.pid, stored.identity)) {
    report(`ignoring ${notePath(folder)}: the cellwave that wrote it (process ${stored.pid}) has ended`);
    return undefined;
  }
  const { address, namespace, uiUrl, pid, at } = stored;
  return { address, namespace, uiUrl, pid, at };
}

async function readStored(folder: string): Promise<StoredNote | undefined> {
  const text = await readFile(notePath(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return storedFrom(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function storedFrom(value: unknown): StoredNote | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text = (key: string): string | undefined => {
    const field: unknown = Reflect.get(value, key);
    return typeof field === 'string' ? field : undefined;
  };
  const pid: unknown = Reflect.get(value, 'pid');
  const [address, namespace, uiUrl] = [text('address'), text('namespace'), text('uiUrl')];
  const [at, identity] = [text('at'), text('identity')];
  if (address === undefined || namespace === undefined || uiUrl === undefined) return undefined;
  if (typeof pid !== 'number' || at === undefined || identity === undefined) return undefined;
  return { address, namespace, uiUrl, pid, at, identity };
}
