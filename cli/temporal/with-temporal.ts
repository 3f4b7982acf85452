import type { Client, Connection } from '@temporalio/client';
import { connectClient, requireTarget } from '../../runtime/connection';
import { TemporalConnectionFailure } from '../../runtime/connection-failure';
import { reasonOf } from '../../runtime/error-facts';
import { hasGrpcCode } from '../../runtime/grpc-code';
import { resolveTemporal, type TemporalFlags } from '../../runtime/temporal-target';
import { temporalUiUrl } from '../../runtime/web-ui';
import { CliError } from '../errors';
import type { Screen } from '../output/screen';

/** A Temporal that has answered, and where people see it. */
export type Temporal = {
  readonly client: Client;
  readonly connection: Connection;
  readonly address: string;
  readonly namespace: string;
  /** Base of the Web UI's addresses; undefined where nobody has said. */
  readonly uiUrl: string | undefined;
};

const CONNECT_WITHIN_MS = 5_000;

/** Connects, does the work, and closes whatever comes. Trouble with the connection is told in a person's words. Exit code 7. */
export async function withTemporal<Value>(
  { screen, flags }: { readonly screen: Screen; readonly flags: TemporalFlags },
  work: (temporal: Temporal) => Promise<Value>,
): Promise<Value> {
  const opened = await open(screen, flags);
  try {
    return await work(opened.temporal);
  } catch (error) {
    throw asUnreachable(error, opened.temporal);
  } finally {
    await opened.close();
  }
}

type Opened = { readonly temporal: Temporal; readonly close: () => Promise<void> };

async function open(screen: Screen, flags: TemporalFlags): Promise<Opened> {
  const report = (line: string): void => {
    if (screen.logLevel === 'debug') screen.note(line);
  };
  try {
    const { address, namespace, profile } = flags;
    const given = { ...(address && { address }), ...(namespace && { namespace }), ...(profile && { profile }) };
    const target = requireTarget(await resolveTemporal({ flags: given, report }));
    const connected = await connectClient(target, { deadlineMs: CONNECT_WITHIN_MS });
    const { client, connection } = connected;
    const uiUrl = temporalUiUrl(target, process.env);
    return {
      temporal: { client, connection, address: target.address, namespace: target.namespace, uiUrl },
      close: () => connected.close(),
    };
  } catch (error) {
    if (!(error instanceof TemporalConnectionFailure)) throw error;
    throw connectionError(error);
  }
}

/** The failure's message ends in what to do; the CLI says that on a line of its own. */
function connectionError(failure: TemporalConnectionFailure): CliError {
  const cut = Math.max(failure.message.lastIndexOf(': '), failure.message.lastIndexOf('; '));
  const [message, remedy] = [failure.message.slice(0, cut), failure.message.slice(cut + 2)];
  return new CliError({
    kind: failure.kind === 'bad-configuration' ? 'usage' : 'unreachable',
    message,
    remedy,
    cause: failure,
  });
}

/** A server that went away in the middle is no defect of ours. */
function asUnreachable(error: unknown, { address }: Temporal): unknown {
  if (error instanceof CliError || !hasGrpcCode(error, 'unavailable', 'deadlineExceeded', 'cancelled')) return error;
  return new CliError({
    kind: 'unreachable',
    message: `Temporal at ${address} does not answer: ${reasonOf(error)}`,
    remedy: 'look whether the server runs, then type the command again; a rollout that runs does not need the CLI',
    cause: error,
  });
}
