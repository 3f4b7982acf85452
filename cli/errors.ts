import { EXIT, type ExitCode } from './exit-codes';

export type CliErrorKind = 'usage' | 'bad-file' | 'refused' | 'unreachable' | 'held' | 'internal';

const EXIT_OF: Readonly<Record<CliErrorKind, ExitCode>> = {
  usage: EXIT.usage,
  'bad-file': EXIT.usage,
  refused: EXIT.refused,
  unreachable: EXIT.unreachable,
  held: EXIT.held,
  internal: EXIT.internal,
};

export type CliErrorParts = {
  readonly kind: CliErrorKind;
  /** What happened, to what, with the offending value. */
  readonly message: string;
  /** What the reader can do now. */
  readonly remedy?: string;
  /** Printed as it is under the message; `details` is its counterpart in JSON. */
  readonly text?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

/** An error that a person can act on. Printed without a stack trace; its kind decides the exit code. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly kind: CliErrorKind;
  readonly exitCode: ExitCode;
  readonly remedy: string | undefined;
  readonly text: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(parts: CliErrorParts) {
    super(parts.message, { cause: parts.cause });
    this.kind = parts.kind;
    this.exitCode = EXIT_OF[parts.kind];
    this.remedy = parts.remedy;
    this.text = parts.text;
    this.details = parts.details ?? {};
  }
}
