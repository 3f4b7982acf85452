import { z } from 'zod';
import type { AlarmBook } from '../alarm-book';
import { parseCompositeRule } from '../composite-rule';
import { invalid } from '../errors';
import { alarmName, readInput } from '../input';
import { actionMembers, actionsOf } from './alarm-actions';
import type { Operation } from './operation';

const shape = z.object({
  AlarmName: alarmName,
  ...actionMembers,
  AlarmRule: z.string().min(1).max(10_240, 'Member must have length less than or equal to 10240'),
});

const mostChildren = 100;

export const putCompositeAlarm: Operation = ({ book }, call) => {
  const wire = readInput(shape, call);
  const parsed = parseCompositeRule(wire.AlarmRule);
  if (parsed.kind === 'malformed') throw invalid(`AlarmRule is not valid at position ${parsed.at}: ${parsed.problem}`);
  if (parsed.children.length > mostChildren) throw invalid(`AlarmRule may name at most ${mostChildren} alarms`);
  const unknown = parsed.children.filter((child) => book.get(child) === undefined);
  if (unknown.length > 0) throw invalid(`AlarmRule names alarms that do not exist: [${unknown.join(', ')}]`);
  if (parsed.children.some((child) => leadsTo(book, child, wire.AlarmName)))
    throw invalid('AlarmRule must not lead back to the alarm itself');
  book.define({ kind: 'composite', name: wire.AlarmName, rule: wire.AlarmRule, ...actionsOf(wire) }, call.at);
  return {};
};

/** The real service puts up with circles; nobody means them, and here they would never come to rest. */
function leadsTo(book: AlarmBook, from: string, to: string): boolean {
  if (from === to) return true;
  const alarm = book.get(from)?.alarm;
  if (alarm?.kind !== 'composite') return false;
  const parsed = parseCompositeRule(alarm.rule);
  return parsed.kind === 'parsed' && parsed.children.some((child) => leadsTo(book, child, to));
}
