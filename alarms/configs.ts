import type { AccountLook, WatchedAccount } from './observation';
import type { WatchState } from './watch-state';

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

/**
 * Adds the definitions seen for the first time, each once its account's window is open: an edit before it is nobody's harm. What the
 * watch no longer reads is forgotten.
 */
export function rememberConfigs(
  configs: Configs,
  accounts: readonly WatchedAccount[],
  answers: readonly AccountLook[],
): Configs {
  const seen = new Map(answers.map((answer) => [answer.subject, answer]));
  const kept = accounts.flatMap(({ subject, alarms, fromAt }) =>
    alarms.flatMap(({ name }): [string, string][] => {
      const key = configKey(subject, name);
      const digest = configs[key] ?? digestIn(seen.get(subject), name, fromAt);
      return digest === undefined ? [] : [[key, digest]];
    }),
  );
  return Object.fromEntries(kept);
}

function digestIn(answer: AccountLook | undefined, name: string, fromAt: number): string | undefined {
  if (answer?.kind !== 'seen' || answer.readAt < fromAt) return undefined;
  const observation = answer.alarms.find((alarm) => alarm.name === name);
  return observation?.kind === 'seen' ? digestOf(observation.configHash) : undefined;
}
