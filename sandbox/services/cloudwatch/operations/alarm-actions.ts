import { z } from 'zod';
import type { CompositeAlarm } from '../alarm';

const actions = z.array(z.string().min(1).max(1024)).max(5, 'Member must have length less than or equal to 5');

/** The members that every kind of alarm has. Actions are kept and shown, but nobody is notified by them. */
export const actionMembers = {
  AlarmDescription: z.optional(z.string().max(1024, 'Member must have length less than or equal to 1024')),
  ActionsEnabled: z.optional(z.boolean()),
  OKActions: z.optional(actions),
  AlarmActions: z.optional(actions),
  InsufficientDataActions: z.optional(actions),
};

type Members = z.output<z.ZodObject<typeof actionMembers>>;

export function actionsOf(wire: Members): Omit<CompositeAlarm, 'kind' | 'name' | 'rule'> {
  return {
    description: wire.AlarmDescription,
    actionsEnabled: wire.ActionsEnabled ?? true,
    okActions: wire.OKActions ?? [],
    alarmActions: wire.AlarmActions ?? [],
    insufficientDataActions: wire.InsufficientDataActions ?? [],
  };
}
