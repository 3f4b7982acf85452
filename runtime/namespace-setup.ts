import type { Connection } from '@temporalio/client';
import type { msToTs as toDurationMessage } from '@temporalio/common/lib/time';
import { hasGrpcCode } from './grpc-code';
import { isNamespaceKnown, refusals, registeredSearchAttributes, retentionDaysOf, untilTrue } from './namespace-facts';
import { remediesFor, type SetupRemedies, type TemporalHost } from './namespace-remedies';
import {
  searchAttributeTypeNumbers,
  type SearchAttributeType,
  type SearchAttributeTypes,
} from './search-attribute-types';

export interface NamespaceSetup {
  readonly namespace: string;
  readonly searchAttributes: SearchAttributeTypes;
  readonly retentionDays: number;
  /** Temporal Cloud is changed by a tool of its own; the remedies name the right one. */
  readonly host?: TemporalHost;
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
  if ((await retentionDaysOf(connection, namespace)) !== undefined) return { kind: 'as-needed', what };
  const remedy = remediesOf(setup).createNamespace(retentionDays);
  return put(mode, { what: `${what} does not exist`, done: `${what} created`, remedy }, async () => {
    const workflowExecutionRetentionPeriod = await daysAsDuration(retentionDays);
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    // Its front end learns of a new namespace up to 10 s later; until then even a look at its search attributes fails.
    await untilTrue(() => isNamespaceKnown(connection, namespace));
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
    const question = { setup, name, type, has: present?.get(name), mode };
    steps.push(await attributeStep(connection, question));
  }
  const added = Object.keys(setup.searchAttributes).filter((_, index) => steps[index]?.kind === 'done');
  // The server's front end caches them: a workflow started at once could still be refused.
  await untilTrue(async () => {
    const shown = added.length === 0 ? undefined : await registeredSearchAttributes(connection, setup.namespace);
    return added.every((name) => shown?.has(name));
  });
  return steps;
}

interface AttributeQuestion {
  readonly setup: NamespaceSetup;
  readonly name: string;
  readonly type: SearchAttributeType;
  /** The type it has now, if it is there. */
  readonly has: string | undefined;
  readonly mode: Mode;
}

async function attributeStep(connection: Connection, question: AttributeQuestion): Promise<SetupStep> {
  const { setup, name, type, has, mode } = question;
  const what = `search attribute ${name} (${type})`;
  if (has === type) return { kind: 'as-needed', what };
  const remedies = remediesOf(setup);
  if (has !== undefined) {
    return { kind: 'left-to-do', what: `${what} is there as ${has}`, remedy: remedies.replaceAttribute(name, type) };
  }
  const wording = { what: `${what} is missing`, done: `${what} registered`, remedy: remedies.addAttribute(name, type) };
  return put(mode, wording, async () => {
    const searchAttributes = { [name]: searchAttributeTypeNumbers[type] };
    await connection.operatorService.addSearchAttributes({ namespace: setup.namespace, searchAttributes });
  });
}

async function retentionStep(connection: Connection, setup: NamespaceSetup, mode: Mode): Promise<SetupStep> {
  const { namespace, retentionDays } = setup;
  const hasDays = (await retentionDaysOf(connection, namespace)) ?? 0;
  const what = `retention of ${hasDays} days in ${namespace}`;
  if (hasDays >= retentionDays) return { kind: 'as-needed', what };
  const remedy = remediesOf(setup).setRetention(retentionDays);
  const done = `retention in ${namespace} set to ${retentionDays} days`;
  return put(mode, { what: `${what} is short; ${retentionDays} are needed`, done, remedy }, async () => {
    const config = { workflowExecutionRetentionTtl: await daysAsDuration(retentionDays) };
    await connection.workflowService.updateNamespace({ namespace, config });
  });
}

function remediesOf({ host = 'own', namespace }: NamespaceSetup): SetupRemedies {
  return remediesFor(host, namespace);
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
    if (hasGrpcCode(error, ...refusals)) return left;
    throw error;
  }
  return { kind: 'done', what: wording.done };
}

async function daysAsDuration(days: number): Promise<DurationMessage> {
  const { msToTs } = await import('@temporalio/common/lib/time');
  return msToTs(days * 86_400_000);
}
