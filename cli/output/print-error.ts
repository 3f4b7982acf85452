import { CliError } from '../errors';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Screen } from './screen';

/** Says what went wrong, once, and returns the exit code. In JSON mode the error is the one document on stdout. */
export function printError(error: unknown, screen: Screen): ExitCode {
  const failure = asFailure(error);
  const chain = screen.logLevel === 'debug' ? causeChain(error) : [];
  if (screen.output === 'json') screen.printJson({ error: { ...failure.json, ...(chain.length > 0 && { chain }) } });
  else for (const line of [...textLines(failure, screen), ...chain]) screen.note(line);
  return failure.exitCode;
}

type Failure = {
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly remedy: string | undefined;
  readonly text: string | undefined;
  readonly json: Readonly<Record<string, unknown>>;
};

function asFailure(error: unknown): Failure {
  if (!(error instanceof CliError)) return internal(error);
  const { kind, exitCode, message, remedy, text, details } = error;
  return { exitCode, message, remedy, text, json: { kind, exitCode, message, remedy, ...details } };
}

function internal(error: unknown): Failure {
  const exitCode = EXIT.internal;
  const message = `internal error: ${describe(error)}`;
  const remedy = 'this is a defect of cellwave; the same command with `--log-level debug` shows where it comes from';
  return { exitCode, message, remedy, text: undefined, json: { kind: 'internal', exitCode, message, remedy } };
}

function textLines({ message, remedy, text }: Failure, { colours }: Screen): readonly string[] {
  return [
    `${colours.bad('error:')} ${message}`,
    ...(text === undefined ? [] : [text]),
    ...(remedy === undefined ? [] : [`${colours.strong('what to do:')} ${remedy}`]),
  ];
}

const LONGEST_CHAIN = 10;

function causeChain(error: unknown): readonly string[] {
  const chain: string[] = [];
  for (let cause = error; cause !== undefined && chain.length < LONGEST_CHAIN; cause = causeOf(cause))
    chain.push(cause instanceof Error ? (cause.stack ?? cause.message) : describe(cause));
  return chain.map((entry, index) => (index === 0 ? entry : `caused by: ${entry}`));
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function describe(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  return thrown instanceof Error ? thrown.message : JSON.stringify(thrown);
}
