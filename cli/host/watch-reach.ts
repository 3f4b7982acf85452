import type { Connection } from '@temporalio/client';

/** Whether Temporal answers. The SDK's workers try again for ever without a word, so somebody has to ask. */
export type Reach = {
  /** When it answered last, while it does not. */
  readonly awaySince: () => string | undefined;
  /** Resolves once it has been away for too long, with when it answered last. */
  readonly lost: Promise<string>;
  /** Resolves when no question is under way any more: the client's own retries throw into a connection that was closed under them. */
  readonly stop: () => Promise<void>;
};

const ASK_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 4_000;

export function watchReach(connection: Connection, giveUpMs: number): Reach {
  const state = { answeredAt: Date.now(), isAway: false, asking: Promise.resolve() };
  const slot: { lose: (since: string) => void } = { lose: () => undefined };
  const lost = new Promise<string>((resolve) => (slot.lose = resolve));
  const since = (): string => new Date(state.answeredAt).toISOString();
  const ask = async (): Promise<void> => {
    const answers = await isAnswering(connection);
    if (answers) state.answeredAt = Date.now();
    state.isAway = !answers;
    if (Date.now() - state.answeredAt > giveUpMs) slot.lose(since());
  };
  const timer = setInterval(() => void (state.asking = ask()), ASK_EVERY_MS);
  timer.unref();
  return {
    awaySince: () => (state.isAway ? since() : undefined),
    lost,
    stop: () => {
      clearInterval(timer);
      return state.asking;
    },
  };
}

async function isAnswering(connection: Connection): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}
