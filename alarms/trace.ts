import { assertNever } from './assert-never';
import type { AlarmTrace } from './observation';

/** Why an alarm is not there, and whether permissions may be the reason: AWS leaves out what a role may not see without a word. */
export function textOf(trace: AlarmTrace | undefined): string {
  switch (trace?.kind) {
    case undefined:
      return `deleted, renamed, or hidden from the role that reads it (${HIDING})`;
    case 'deleted':
      return `deleted or renamed at ${new Date(trace.at).toISOString()}, as its history says; permissions are not the reason`;
    case 'hidden':
      return trace.type === 'composite'
        ? `its history goes on, so it is there and hidden from the role (${HIDING})`
        : 'its history goes on, so it is there and hidden from the role that reads it';
    case 'none':
      return `without any history: misnamed, deleted more than two weeks ago, or hidden from the role (${HIDING})`;
    default:
      return assertNever(trace);
  }
}

const HIDING = 'composite alarms are, unless it may cloudwatch:DescribeAlarms on resource *';
