import { readFile } from 'node:fs/promises';
import type { Connection } from '@temporalio/client';
import { reasonOf } from '../error-facts';
import { EmbeddedTemporalFailure } from './failure';
import type { ServerProcess } from './server-process';

export interface ReadyQuestion {
  readonly address: string;
  readonly namespace: string;
  readonly server: ServerProcess;
  readonly logPath: string;
  readonly deadlineMs: number;
  /** The file it keeps its state in, if any: the usual reason why a server that can be run does not start. */
  readonly databasePath: string | undefined;
}

/** Connects as soon as the API answers for the namespace. A server that ends before is noticed at once. */
export async function awaitReady(question: ReadyQuestion): Promise<Connection> {
  const { address, namespace, server } = question;
  const { Connection } = await import('@temporalio/client');
  const until = Date.now() + question.deadlineMs;
  let last: unknown = 'no answer yet';
  while (Date.now() < until) {
    if (server.hasEnded()) throw await endedEarly(question);
    const connection = Connection.lazy({ address, connectTimeout: 1_000 });
    try {
      await connection.withDeadline(Date.now() + 1_000, async () => {
        await connection.ensureConnected();
        await connection.workflowService.describeNamespace({ namespace });
      });
      return connection;
    } catch (error) {
      last = error;
      await connection.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw await notReady(question, last);
}

async function endedEarly(question: ReadyQuestion): Promise<EmbeddedTemporalFailure> {
  const how = await question.server.ended;
  const { databasePath, logPath } = question;
  const remedy =
    databasePath === undefined ? '' : `\nif it cannot use its file, move ${databasePath} away: a fresh one is made`;
  return new EmbeddedTemporalFailure(
    'exited-early',
    `Temporal's server ended at once (${how}); the end of ${logPath}:\n${await tailOf(logPath)}${remedy}`,
  );
}

async function notReady(question: ReadyQuestion, last: unknown): Promise<EmbeddedTemporalFailure> {
  const { address, deadlineMs, logPath } = question;
  return new EmbeddedTemporalFailure(
    'not-ready',
    `Temporal's server did not answer at ${address} within ${deadlineMs / 1000} s (${reasonOf(last)}); ` +
      `the end of ${logPath}:\n${await tailOf(logPath)}`,
    last,
  );
}

export async function tailOf(logPath: string): Promise<string> {
  const text = await readFile(logPath, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-10);
  return lines.map((line) => `  ${line.slice(0, 300)}`).join('\n');
}
