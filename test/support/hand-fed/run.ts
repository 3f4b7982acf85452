import type { Payload } from '@temporalio/common';
import type { coresdk } from '@temporalio/proto';
import type { PendingActivity } from './pending-activity';
import type { Failure } from './payloads';
import type { Birth, Job, SandboxedWorkflow } from './workflow-sandbox';

/** One run of a workflow, as the server and the worker together know it. Everything that changes is changed by this folder alone. */
export type Run = {
  readonly birth: Birth;
  readonly input: readonly Payload[];
  readonly parent: ParentLink | undefined;
  readonly workflow: SandboxedWorkflow;
  /** For the next workflow task. */
  readonly inbox: Job[];
  /** Resolved by the SDK itself within the running task. */
  readonly atOnce: Job[];
  readonly activities: Map<number, PendingActivity>;
  /** How each running timer is taken back. */
  readonly timers: Map<number, () => void>;
  readonly children: Map<number, ChildLink>;
  /** On their way to another workflow. */
  readonly signals: Map<number, { readonly note: CommandNote; readonly takeBack: () => void }>;
  /** Every child that ever began. */
  readonly begun: Run[];
  readonly updates: Map<string, UpdateAnswer>;
  readonly attributes: Map<string, unknown>;
  readonly commands: CommandNote[];
  isTaskDue: boolean;
  tasks: number;
  /** Length of its history. */
  events: number;
  closing: Closing | undefined;
};

export type ParentLink = { readonly run: Run; readonly seq: number };

export type ChildLink = {
  readonly order: coresdk.workflow_commands.IStartChildWorkflowExecution;
  readonly note: CommandNote;
  run: Run | undefined;
};

export type Closing =
  | { readonly kind: 'completed'; readonly result: Payload | undefined; readonly at: number }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly at: number }
  | { readonly kind: 'cancelled' | 'terminated'; readonly at: number };

export type UpdateAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'accepted'; readonly at: number }
  | { readonly kind: 'rejected'; readonly why: string; readonly at: number }
  | { readonly kind: 'completed'; readonly value: Payload | undefined; readonly at: number };

/** What a workflow has commanded: `task` is the workflow task in which it did so. */
export type CommandNote = {
  readonly at: number;
  readonly task: number;
  readonly kind: 'activity' | 'child' | 'signal';
  /** Its type or name, and what it was given. */
  readonly name: string;
  readonly input: readonly Payload[];
};

export function idOf({ birth }: Run): string {
  return birth.workflowId;
}

export function noteCommand(run: Run, command: Omit<CommandNote, 'task'>): CommandNote {
  const note = { ...command, task: run.tasks };
  run.commands.push(note);
  return note;
}

/** It was taken back in the same task, so that no history knows of it. */
export function forgetCommand({ commands }: Run, note: CommandNote): void {
  commands.splice(commands.indexOf(note), 1);
}
