import type { Client, Connection } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { TemporalConnectionFailure } from './connection-failure';
import { reasonOf } from './error-facts';
import { hasGrpcCode } from './grpc-code';
import type { ResolvedTemporal, TemporalTarget } from './temporal-target';

export interface ConnectedClient {
  readonly client: Client;
  readonly connection: Connection;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly deadlineMs: number;
}

/** The target, or the failure that says how to get one. */
export function requireTarget(resolved: ResolvedTemporal): TemporalTarget {
  if (resolved.kind !== 'none') return resolved.target;
  throw new TemporalConnectionFailure(
    'nowhere-configured',
    'no Temporal is configured and none of ours is running: start one with `cellwave dev`, or set TEMPORAL_ADDRESS',
  );
}

/** A client whose server has answered and knows the namespace. Throws `TemporalConnectionFailure` within the deadline. */
export async function connectClient(target: TemporalTarget, options: ConnectOptions): Promise<ConnectedClient> {
  const { Client } = await import('@temporalio/client');
  const { namespace } = target;
  const connection = await connectAnd(target, options, (opened) => requireNamespace(opened, target));
  return { client: new Client({ connection, namespace }), connection, close: () => connection.close() };
}

/** A server that has answered, whatever namespaces it has: what `setup` needs. Throws as `connectClient` does. */
export async function connectServer(target: TemporalTarget, options: ConnectOptions): Promise<Connection> {
  return connectAnd(target, options, async () => undefined);
}

async function connectAnd(
  target: TemporalTarget,
  { deadlineMs }: ConnectOptions,
  ask: (connection: Connection) => Promise<void>,
): Promise<Connection> {
  const { Connection } = await import('@temporalio/client');
  const { address } = target;
  const connection = Connection.lazy({ ...target.options, address, connectTimeout: deadlineMs });
  try {
    await connection.withDeadline(Date.now() + deadlineMs, async () => {
      await connection.ensureConnected();
      await ask(connection);
    });
    return connection;
  } catch (error) {
    await connection.close();
    throw connectionFailure(target, error);
  }
}

/** The connection that workers need: Temporal's native one, with failures told alike. */
export async function connectNative(target: TemporalTarget): Promise<NativeConnection> {
  const { NativeConnection } = await import('@temporalio/worker');
  try {
    return await NativeConnection.connect({ ...target.options, address: target.address });
  } catch (error) {
    throw connectionFailure(target, error);
  }
}

async function requireNamespace(connection: Connection, target: TemporalTarget): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace: target.namespace });
  } catch (error) {
    // Whoever may run workflows need not be allowed to look at the namespace itself.
    if (!hasGrpcCode(error, 'permissionDenied')) throw error;
  }
}

function connectionFailure(target: TemporalTarget, error: unknown): TemporalConnectionFailure {
  const { address, namespace } = target;
  if (error instanceof TemporalConnectionFailure) return error;
  if (hasGrpcCode(error, 'notFound')) {
    const message = `Temporal at ${address} has no namespace ${namespace}: create it with \`cellwave setup\``;
    return new TemporalConnectionFailure('no-namespace', message, error);
  }
  if (hasGrpcCode(error, 'permissionDenied', 'unauthenticated')) {
    const message = `Temporal at ${address} does not let us in (${reasonOf(error)}): check TEMPORAL_API_KEY or the TLS certificate`;
    return new TemporalConnectionFailure('not-allowed', message, error);
  }
  const message = `cannot reach Temporal at ${address}: ${reasonOf(error)}; start one with \`cellwave dev\`, or check TEMPORAL_ADDRESS`;
  return new TemporalConnectionFailure('unreachable', message, error);
}
