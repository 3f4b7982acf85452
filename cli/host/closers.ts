/** What was opened, to be closed in reverse. */
export type Closers = {
  /** Notes how to close a thing, and gives it back. */
  opened<Value>(value: Value, close: () => Promise<void> | undefined): Value;
  /** Closes all, last opened first; a failure to close one does not keep the others open. Safe to call twice. */
  readonly closeAll: () => Promise<void>;
};

export function createClosers(): Closers {
  const open: (() => Promise<void> | undefined)[] = [];
  const state: { closing: Promise<void> | undefined } = { closing: undefined };
  const closeInTurn = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let close = open.pop(); close !== undefined; close = open.pop())
      await Promise.resolve(close()).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  };
  return {
    opened(value, close) {
      open.push(close);
      return value;
    },
    closeAll: () => (state.closing ??= closeInTurn()),
  };
}
