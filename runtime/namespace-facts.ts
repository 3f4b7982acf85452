import type { Connection } from '@temporalio/client';
import { hasGrpcCode } from './grpc-code';
import { searchAttributeTypeName } from './search-attribute-types';

/** What a server says to whoever may not, or where another API is meant for it (Temporal Cloud). */
export const refusals = ['permissionDenied', 'unimplemented', 'unauthenticated'] as const;

/** Names and types of the custom search attributes of a namespace; undefined if they are not ours to look at. */
export async function registeredSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const named = Object.entries(customAttributes).map(
      ([name, number]) => [name, searchAttributeTypeName(number)] as const,
    );
    return new Map(named);
  } catch (error) {
    if (hasGrpcCode(error, ...refusals)) return undefined;
    throw error;
  }
}

/** Does the front end that answers us know the namespace yet? */
export async function isNamespaceKnown(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await registeredSearchAttributes(connection, namespace);
    return true;
  } catch (error) {
    if (hasGrpcCode(error, 'notFound')) return false;
    throw error;
  }
}

/** In days; undefined if there is no such namespace. */
export async function retentionDaysOf(connection: Connection, namespace: string): Promise<number | undefined> {
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
  } catch (error) {
    if (hasGrpcCode(error, 'notFound')) return undefined;
    throw error;
  }
}

const shownWithinMs = 30_000;

/** Bounded: a cache that never shows what was written would otherwise hang us. */
export async function untilTrue(isTrue: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + shownWithinMs;
  while (!(await isTrue())) {
    if (Date.now() > until)
      throw new Error(`the server does not show within ${shownWithinMs / 1000} s what was just registered`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
