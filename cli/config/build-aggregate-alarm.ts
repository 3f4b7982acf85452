import type { AggregateAlarm } from '../../waves/fleet';
import { fillIn } from './fill-in';
import type { AggregateAlarmText } from './fleet.schema';
import type { Path } from './issue';
import type { IssueList } from './issue-list';

export type AggregateContext = {
  readonly service: string;
  readonly region: string;
  readonly path: Path;
  readonly issues: IssueList;
};

/** An alarm over all cells of a Region, with the account and role it lives in. */
export function buildAggregateAlarm(text: AggregateAlarmText, context: AggregateContext): AggregateAlarm {
  const places = { account: text.account, region: context.region, service: context.service };
  const fill = (template: string, key: string): string => {
    const filled = fillIn(template, places);
    if (filled.kind === 'filled') return filled.text;
    context.issues.add(
      [...context.path, key],
      `unknown name {${filled.place}}`,
      'known here: {account}, {region}, {service}',
    );
    return template;
  };
  const roleArn = fill(text.roleArn, 'roleArn');
  if (!roleArn.includes(`:${text.account}:role/`))
    context.issues.add(
      [...context.path, 'roleArn'],
      `not a role in account ${text.account}`,
      'write arn:aws:iam::{account}:role/NAME',
    );
  const { account, role, trafficLess, externalId } = text;
  return { name: fill(text.name, 'name'), account, role, trafficLess, externalId, roleArn };
}
