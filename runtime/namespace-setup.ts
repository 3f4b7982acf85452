import type { Connection } from '@temporalio/client';
import type { msToTs as toDurationMessage } from '@temporalio/common/lib/time';
import { hasGrpcCode } from './grpc-code';
import {
  searchAttributeTypeName,
  searchAttributeTypeNumbers,
  type SearchAttributeType,
  type SearchAttributeTypes,
} from './search-attribute-types';

export interface NamespaceSetup {
  readonly namespace: string;
  readonly searchAttributes: SearchAttributeTypes;
  readonly retentionDays: number;
  readonly report: (line: string) => void;
}

/** One thing a namespace needs: as it should be, put right now, or left for a person with the command that does it. */
export type SetupStep =
  | { readonly kind: 'as-needed'; readonly what: string }
  | { readonly kind: 'done'; readonly what: string }
  | { readonly kind: 'left-to-do'; readonly what: string; readonly remedy: string };

type DurationMessage = ReturnType<typeof toDurationMessage>;

/** `check` only looks; `ensure` also puts right what it may. */
type Mode = 'check' | 'ensure';

/**
 * Makes a namespace ready for us: its existence, our search attributes, how long history is kept. Safe to run again and
 * again. Where the server refuses (Temporal Cloud, a role without rights) the step is left to a person, with the command.
 */
export async function ensureNamespaceSetup(
  connection: Connection,
  setup: NamespaceSetup,
): Promise<readonly SetupStep[]> {
  return walk(connection, setup, 'ensure');
}

/** The same steps, looked at only: what `doctor` shows. */
export async function checkNamespaceSetup(
  connection: Connection,
  setup: NamespaceSetup,
): Promise<readonly SetupStep[]> {
  return walk(connection, setup, 'check');
}

async function walk(connection: Connection, setup: NamespaceSetup, mode: Mode): Promise<readonly SetupStep[]> {
  const steps: SetupStep[] = [];
  const tell = (step: SetupStep): void => {
    steps.push(step);
    if (step.kind !== 'as-needed') setup.report(step.kind === 'done' ? step.what : `${step.what}: ${step.remedy}`);
  };
  const namespace = await namespaceStep(connection, setup, mode);
  tell(namespace);
  if (namespace.kind === 'left-to-do') return steps;
  for (const step of await attributeSteps(connection, setup, mode)) tell(step);
  tell(await retentionStep(connection, setup, mode));
  return steps;
}

async function namespaceStep(connection: Connection, setup: NamespaceSetup, mode: Mode): Promise<SetupStep> {
  const { namespace, retentionDays } = setup;
  const what = `namespace ${namespace}`;
  if ((await retentionOf(connection, namespace)) !== undefined) return { kind: 'as-needed', what };
  const remedy = `temporal operator namespace create --namespace ${namespace} --retention ${retentionDays}d`;
  return put(mode, { what: `${what} does not exist`, done: `${what} created`, remedy }, async () => {
    const workflowExecutionRetentionPeriod = await daysAsDuration(retentionDays);
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    // Its front end learns of a new namespace up to 10 s later; until then even a look at its search attributes fails.
    await untilTrue(() => isKnown(connection, namespace));
  });
}

async function attributeSteps(
  connection: Connection,
  setup: NamespaceSetup,
  mode: Mode,
): Promise<readonly SetupStep[]> {
  const present = await registeredSearchAttributes(connection, setup.namespace);
  const steps: SetupStep[] = [];
  for (const [name, type] of Object.entries(setup.searchAttributes)) {
    steps.push(
      await attributeStep(connection, { namespace: setup.namespace, name, type, has: present.get(name), mode }),
    );
  }
  const added = steps.some((step) => step.kind === 'done');
  // The server's front end caches them: a workflow started at once could still be refused.
  if (added) await untilTrue(async () => (await missing(connection, setup)).length === 0);
  return steps;
}

interface AttributeQuestion {
  readonly namespace: string;
  readonly name: string;
  readonly type: SearchAttributeType;
  readonly has: string | undefined;
  readonly mode: Mode;
}

async function attributeStep(connection: Connection, question: AttributeQuestion): Promise<SetupStep> {
  const { namespace, name, type, has, mode } = question;
  const what = `search attribute ${name} (${type})`;
  if (has === type) return { kind: 'as-needed', what };
  const inNamespace = `--namespace ${namespace} --name ${name}`;
  const create = `temporal operator search-attribute create ${inNamespace} --type ${type}`;
  if (has !== undefined) {
    const remedy = `remove it (temporal operator search-attribute remove ${inNamespace}), then ${create}`;
    return { kind: 'left-to-do', what: `${what} is there as ${has}`, remedy };
  }
  return put(mode, { what: `${what} is missing`, done: `${what} registered`, remedy: create }, async () => {
    const searchAttributes = { [name]: searchAttributeTypeNumbers[type] };
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  });
}

async function retentionStep(connection: Connection, setup: NamespaceSetup, mode: Mode): Promise<SetupStep> {
  const { namespace, retentionDays } = setup;
  const hasDays = (await retentionOf(connection, namespace)) ?? 0;
  const what = `retention of ${hasDays} days in ${namespace}`;
  if (hasDays >= retentionDays) return { kind: 'as-needed', what };
  const remedy = `temporal operator namespace update --namespace ${namespace} --retention ${retentionDays}d`;
  const done = `retention in ${namespace} set to ${retentionDays} days`;
  return put(mode, { what: `${what} is short; ${retentionDays} are needed`, done, remedy }, async () => {
    const config = { workflowExecutionRetentionTtl: await daysAsDuration(retentionDays) };
    await connection.workflowService.updateNamespace({ namespace, config });
  });
}

interface Wording {
  readonly what: string;
  readonly done: string;
  readonly remedy: string;
}

async function put(mode: Mode, wording: Wording, change: () => Promise<void>): Promise<SetupStep> {
  const left: SetupStep = { kind: 'left-to-do', what: wording.what, remedy: wording.remedy };
  if (mode === 'check') return left;
  try {
    await change();
  } catch (error) {
    // Two `setup` at once, or a server that leaves namespaces to another API (Temporal Cloud).
    if (hasGrpcCode(error, 'alreadyExists')) return { kind: 'done', what: wording.done };
    if (hasGrpcCode(error, 'permissionDenied', 'unimplemented', 'unauthenticated')) return left;
    throw error;
  }
  return { kind: 'done', what: wording.done };
}

/** Names and types of the custom search attributes of a namespace. */
export async function registeredSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<ReadonlyMap<string, string>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return new Map(
    Object.entries(customAttributes).map(([name, typeNumber]) => [name, searchAttributeTypeName(typeNumber)]),
  );
}

async function isKnown(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.operatorService.listSearchAttributes({ namespace });
    return true;
  } catch (error) {
    if (hasGrpcCode(error, 'notFound')) return false;
    // Known, but not ours to look at: the next step says so.
    if (hasGrpcCode(error, 'permissionDenied', 'unimplemented', 'unauthenticated')) return true;
    throw error;
  }
}

async function missing(connection: Connection, setup: NamespaceSetup): Promise<readonly string[]> {
  const present = await registeredSearchAttributes(connection, setup.namespace);
  return Object.keys(setup.searchAttributes).filter((name) => !present.has(name));
}

/** In days; undefined if there is no such namespace. */
async function retentionOf(connection: Connection, namespace: string): Promise<number | undefined> {
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
async function untilTrue(isTrue: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + shownWithinMs;
  while (!(await isTrue())) {
    if (Date.now() > until)
      throw new Error(`the server does not show within ${shownWithinMs / 1000} s what was just registered`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function daysAsDuration(days: number): Promise<DurationMessage> {
  const { msToTs } = await import('@temporalio/common/lib/time');
  return msToTs(days * 86_400_000);
}
