/** What was opened, to be closed in reverse. */
export type Closers = {
  /** Notes how to close a thing, and gives it back. */
  opened<Value>(value: Value, close: () => Promise<void> | undefined): Value;
  /**
   * Closes all, last opened first. What cannot be closed (a connection to a server that is gone) keeps neither the others open nor hides why we
   * close: it is answered, not thrown. Safe to call twice.
   */
  readonly closeAll: () => Promise<readonly unknown[]>;
};

export function createClosers(): Closers {
  const open: (() => Promise<void> | undefined)[] = [];
  const state: { closing: Promise<readonly unknown[]> | undefined } = { closing: undefined };
  const closeInTurn = async (): Promise<readonly unknown[]> => {
    const failures: unknown[] = [];
    for (let close = open.pop(); close !== undefined; close = open.pop())
      await Promise.resolve(close()).catch((error: unknown) => failures.push(error));
    return failures;
  };
  return {
    opened(value, close) {
      open.push(close);
      return value;
    },
    closeAll: () => (state.closing ??= closeInTurn()),
  };
}
