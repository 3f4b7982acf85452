import { toPayload } from './payloads';
import type { Run } from './run';
import { deliver, type Server } from './server';
import type { Command } from './workflow-sandbox';

/** Sends an update and returns the id under which its answer is found. An update of a closed run finds nobody. */
export function sendUpdate(server: Server, run: Run, { name, message }: { name: string; message: unknown }): string {
  const id = `${name}-${run.updates.size + 1}`;
  run.updates.set(id, { kind: 'sent' });
  const input = message === undefined ? [] : [toPayload(message)];
  // An update that its validator rejects leaves nothing in the history; one that is accepted is counted with its answer.
  deliver(server, run, {
    job: { doUpdate: { id, protocolInstanceId: id, name, input, runValidator: true, meta: { identity: 'a tester' } } },
    events: 0,
  });
  return id;
}

export function answerUpdate(run: Run, response: NonNullable<Command['updateResponse']>, at: number): void {
  const id = response.protocolInstanceId ?? '';
  if (response.rejected) run.updates.set(id, { kind: 'rejected', why: response.rejected.message ?? '', at });
  else if (response.completed) run.updates.set(id, { kind: 'completed', value: response.completed, at });
  else run.updates.set(id, { kind: 'accepted', at });
  if (!response.rejected) run.events += 1;
}
