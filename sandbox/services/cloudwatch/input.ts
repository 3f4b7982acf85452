import { z } from 'zod';
import type { Call } from '../../service';
import { alarmStates } from './alarm';
import { invalid } from './errors';

/** Reads a call's input, or refuses it in the words of CloudWatch's own validation. */
export function readInput<Shape extends z.ZodType>(shape: Shape, call: Pick<Call, 'input'>): z.output<Shape> {
  const read = shape.safeParse(call.input);
  if (read.success) return read.data;
  const { issues } = read.error;
  const told = issues.map((issue) => {
    const value = valueAt(call.input, issue.path);
    return `Value '${asText(value)}' at '${pathText(issue.path)}' failed to satisfy constraint: ${issue.message}`;
  });
  throw invalid(`${issues.length} validation error${issues.length === 1 ? '' : 's'} detected: ${told.join('; ')}`);
}

function asText(value: unknown): string {
  if (value === undefined) return 'null';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

/** CloudWatch writes member names in lower camel case and counts list members from 1. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `${key + 1}.member` : String(key).replace(/^./, (c) => c.toLowerCase())))
    .join('.');
}

export const alarmName = z
  .string()
  .min(1, 'Member must have length greater than or equal to 1')
  .max(255, 'Member must have length less than or equal to 255');
export const alarmNames = z.array(alarmName).max(100, 'Member must have length less than or equal to 100');
export const alarmState = z.enum(alarmStates, `Member must satisfy enum value set: [${alarmStates.join(', ')}]`);
export const alarmTypes = z.array(
  z.enum(
    ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'],
    'Member must satisfy enum value set: [CompositeAlarm, MetricAlarm, LogAlarm]',
  ),
);
export const maxRecords = z
  .int()
  .min(1, 'Member must have value greater than or equal to 1')
  .max(100, 'Member must have value less than or equal to 100');

/** Seconds since the epoch with a fraction, which is how this protocol sends instants. */
export const instant = z.number('Member must be a timestamp').transform((seconds) => Math.round(seconds * 1_000));

export const dimensions = z
  .array(z.object({ Name: z.string().min(1).max(255), Value: z.string().min(1).max(1024) }))
  .max(30, 'Member must have length less than or equal to 30');
