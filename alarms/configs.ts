import type { AccountLook, AlarmObservation, WatchedAccount } from './observation';
import type { HarmlessEdit, WatchState } from './watch-state';

type Configs = WatchState['configs'];

export function configKey(subject: string, alarm: string): string {
  return `${subject}/${alarm}`;
}

/** FNV-1a, 32 bits: short, because hundreds of them travel in every heartbeat; an edit is also seen by its own time stamp. */
export function digestOf(configHash: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < configHash.length; index += 1) {
    hash = Math.imul(hash ^ configHash.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** One digest over all that is remembered: what history can carry from a watch to the next. */
export function foldConfigs(configs: Configs): string {
  const pairs = Object.entries(configs).map(([key, digest]) => `${key}=${digest}`);
  return digestOf(pairs.sort().join('\n'));
}

/** What is known from before a look. */
export type ConfigMemory = Pick<WatchState, 'configs' | 'configsFold' | 'harmlessEdits'>;

/**
 * The definitions remembered from before this look. Where the watch before left only one digest of all of them, they are what is seen now,
 * if that gives the same digest: nobody has edited anything in between.
 */
export function recallConfigs(
  memory: ConfigMemory,
  accounts: readonly WatchedAccount[],
  answers: readonly AccountLook[],
): Configs {
  if (memory.configsFold === undefined || Object.keys(memory.configs).length > 0) return memory.configs;
  const seen = Object.fromEntries(
    seenIn(accounts, answers).map(({ key, observation }) => [key, digestOf(observation.configHash)]),
  );
  return foldConfigs(seen) === memory.configsFold ? seen : memory.configs;
}

/**
 * Adds the definitions seen for the first time, each once its account's window is open: an edit before it is nobody's harm. One that was
 * edited inside it is not what was there at the start. What the watch no longer reads is forgotten.
 */
export function rememberConfigs(
  memory: ConfigMemory,
  accounts: readonly WatchedAccount[],
  answers: readonly AccountLook[],
): Configs {
  const { configs } = memory;
  const fresh = new Map(
    seenIn(accounts, answers)
      .filter((seen) => !isEdited(seen) || isHarmless(memory, seen))
      .map(({ key, observation }) => [key, digestOf(observation.configHash)]),
  );
  const kept = accounts.flatMap(({ subject, alarms }) =>
    alarms.flatMap(({ name }): [string, string][] => {
      const key = configKey(subject, name);
      const digest = configs[key] ?? fresh.get(key);
      return digest === undefined ? [] : [[key, digest]];
    }),
  );
  return Object.fromEntries(kept);
}

/** More than anybody switches the actions of during one rollout; beyond it an edit counts as one. */
const MAX_HARMLESS_EDITS = 200;

/** Edits inside the window that left the definition as it was, one per alarm, the newest: actions switched off or on. */
export function noteHarmlessEdits(
  memory: ConfigMemory,
  accounts: readonly WatchedAccount[],
  answers: readonly AccountLook[],
): readonly HarmlessEdit[] {
  const found = seenIn(accounts, answers)
    .filter((seen) => isEdited(seen) && memory.configs[seen.key] === digestOf(seen.observation.configHash))
    .map(({ subject, observation }) => ({ subject, alarm: observation.name, at: observation.configUpdatedAt }));
  const newest = new Map<string, HarmlessEdit>();
  for (const edit of [...(memory.harmlessEdits ?? []), ...found]) newest.set(configKey(edit.subject, edit.alarm), edit);
  return [...newest.values()].slice(-MAX_HARMLESS_EDITS);
}

export function harmlessEditAt(
  { harmlessEdits }: Pick<ConfigMemory, 'harmlessEdits'>,
  subject: string,
  alarm: string,
): number | undefined {
  return harmlessEdits?.find((edit) => edit.subject === subject && edit.alarm === alarm)?.at;
}

type SeenConfig = {
  readonly key: string;
  readonly subject: string;
  readonly fromAt: number;
  readonly observation: Extract<AlarmObservation, { kind: 'seen' }>;
};

/** Every watched alarm that was seen, where the window was open then. */
function seenIn(accounts: readonly WatchedAccount[], answers: readonly AccountLook[]): readonly SeenConfig[] {
  const bySubject = new Map(answers.map((answer) => [answer.subject, answer]));
  return accounts.flatMap(({ subject, alarms, fromAt }) => {
    const answer = bySubject.get(subject);
    if (answer?.kind !== 'seen' || answer.readAt < fromAt) return [];
    const observed = new Map(answer.alarms.map((alarm) => [alarm.name, alarm]));
    return alarms.flatMap(({ name }): SeenConfig[] => {
      const observation = observed.get(name);
      return observation?.kind === 'seen' ? [{ key: configKey(subject, name), subject, fromAt, observation }] : [];
    });
  });
}

function isEdited({ observation, fromAt }: SeenConfig): boolean {
  return observation.configUpdatedAt >= fromAt;
}

function isHarmless(memory: ConfigMemory, { subject, observation }: SeenConfig): boolean {
  return harmlessEditAt(memory, subject, observation.name) === observation.configUpdatedAt;
}
