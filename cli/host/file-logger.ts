import type { Logger } from '../../runtime/logging';
import { createLogger } from '../../runtime/logging';

/** Warnings of a worker that shares the terminal with a board go to a file beside the server's log. */
export async function fileLogger(path: string): Promise<Logger> {
  const { pino } = await import('pino');
  return createLogger({ level: 'warn', destination: pino.destination({ dest: path, sync: true }) });
}
