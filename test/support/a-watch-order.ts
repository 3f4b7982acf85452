import type { WatchAlarmsOrder } from '../../activities/activities';
import { startWatch } from '../../alarms/advance';
import { pack } from '../../workflows/contract/packed';
import type { WatchOrder } from '../../alarms/watch-state';
import type { FleetDescription } from '../../sandbox';

/** A watch over all cells and aggregates of a sandbox's fleet, as a wave would order it. */
export function aWatchOrder(
  fleet: FleetDescription,
  wishes: Partial<WatchOrder> & { readonly fromAt: number; readonly temporalAt: number },
): WatchAlarmsOrder {
  const { fromAt, temporalAt, ...order } = wishes;
  const cells = fleet.cells.map((cell) => ({
    subject: cell.name,
    access: { account: cell.account, roleArn: cell.roleArn, externalId: cell.externalId },
    alarms: cell.alarms.map(({ name, scope }) => ({ name, scope, trafficLess: false })),
  }));
  const aggregates = fleet.aggregateAlarms.map(({ name, account, roleArn, externalId }) => ({
    subject: `aggregate:${account}`,
    access: { account, roleArn, externalId },
    alarms: [{ name, scope: 'aggregate' as const, trafficLess: false }],
  }));
  const accounts = [...cells, ...aggregates];
  return {
    region: fleet.region,
    task: pack({
      order: {
        accounts: accounts.map(({ subject, alarms }) => ({ subject, alarms, fromAt })),
        pollMs: 1_000,
        until: { kind: 'one-look' },
        counting: true,
        acknowledged: [],
        ...order,
      },
      access: Object.fromEntries(accounts.map(({ subject, access }) => [subject, access])),
    }),
    state: startWatch({ temporalAt, lookedUntilAt: fromAt }),
  };
}
