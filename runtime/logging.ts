import type { Logger as TemporalLogger, LogLevel as TemporalLogLevel, LogMetadata } from '@temporalio/common';
import type { DestinationStream, Logger } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
export type { Logger } from 'pino';

export interface LoggingOptions {
  readonly level: LogLevel;
  /** Instead of stderr; for tests. */
  readonly destination?: DestinationStream;
}

/** Wherever they stand in what is logged: nothing that lets somebody in. */
const secretNames = [
  'apiKey',
  'authorization',
  'Authorization',
  'credentials',
  'externalId',
  'password',
  'secret',
  'secretAccessKey',
  'SecretAccessKey',
  'sessionToken',
  'SessionToken',
  'token',
  'webhookSecret',
] as const;
const depths = ['', '*.', '*.*.', '*.*.*.'] as const;

/** JSON lines, or lines for people on a terminal. Always stderr: stdout belongs to what a command answers. */
export async function createLogger(options: LoggingOptions): Promise<Logger> {
  const { pino } = await import('pino');
  const paths = depths.flatMap((depth) => secretNames.map((name) => depth + name));
  const settings = { name: 'cellwave', level: options.level, redact: { paths, censor: '[redacted]' } };
  return pino(settings, options.destination ?? (await stderr()));
}

async function stderr(): Promise<DestinationStream> {
  if (process.stderr.isTTY) {
    const { default: pretty } = await import('pino-pretty');
    return pretty({ destination: 2, sync: true, ignore: 'pid,hostname,name', translateTime: 'HH:MM:ss.l' });
  }
  const { pino } = await import('pino');
  // Synchronous: the last lines before an exit are the ones that matter.
  return pino.destination({ dest: 2, sync: true });
}

/** What Temporal's SDK logs, through the same logger; its own attributes (workflow, run, attempt) become fields. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const at =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, meta?: LogMetadata): void =>
      logger[BY_DESIGN.has(message) ? 'debug' : level](loggable(meta), message);
  const byLevel = { trace: at('trace'), debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return {
    ...byLevel,
    log: (level, message, meta) => byLevel[pinoLevels[level]](message, meta),
  };
}

/** The SDK warns of every worker that runs only one kind of work, and has no option for it; our pools are made so (`pools.ts`). */
const BY_DESIGN: ReadonlySet<string> = new Set([
  'No workflows registered, not polling for workflow tasks',
  'No activities registered, not polling for activity tasks',
]);

const pinoLevels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** pino serialises an error only under the name `err`; the SDK says `error`. */
function loggable(meta: LogMetadata | undefined): Record<string, unknown> {
  const { error, ...rest } = meta ?? {};
  return error === undefined ? rest : { ...rest, err: error };
}

/**
 * How much the SDK's native part may say: never more than warnings unless a person debugs, for it logs per poll.
 */
export function coreLogLevel(level: LogLevel): TemporalLogLevel {
  switch (level) {
    case 'trace':
      return 'DEBUG';
    case 'debug':
      return 'INFO';
    case 'info':
    case 'warn':
      return 'WARN';
    case 'error':
    case 'silent':
      return 'ERROR';
  }
}
