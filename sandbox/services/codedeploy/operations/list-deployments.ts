import type { Call } from '../../../service';
import type { CellWorld } from '../../../world';
import { statusOf, type Deployment, type Place } from '../deployment';
import type { Desk } from '../desk';
import { findGroup } from '../find-place';
import { instant, members, text, texts } from '../members';
import { pageSize, readToken, writeToken } from '../page';
import { refusal } from '../refusals';

type Filter = {
  readonly statuses: readonly string[] | undefined;
  readonly createdFrom: number;
  readonly createdTo: number;
};

/** Newest first. */
export function listDeployments(desk: Desk, call: Call) {
  const ids = idsOf(desk, call);
  const filter = readFilter(desk, call);
  const token = text(call.input, 'nextToken');
  let position = token === undefined ? ids.length : Math.min(readToken(token), ids.length);
  const deployments: string[] = [];
  while (position > 0 && deployments.length < pageSize) {
    position -= 1;
    const deployment = desk.store.get(ids[position] ?? '');
    if (deployment === undefined) continue;
    // Ids are in order of creation: nothing further back can be young enough.
    if (deployment.createdAt < filter.createdFrom) return { deployments };
    if (passes(filter, deployment)) deployments.push(deployment.id);
  }
  return { deployments, nextToken: position > 0 ? writeToken(position) : undefined };
}

function idsOf(desk: Desk, call: Call): readonly string[] {
  const { applicationName, deploymentGroupName } = call.input;
  if (applicationName !== undefined || deploymentGroupName !== undefined)
    return desk.store.recordOf(findGroup(desk, call)).ids;
  // Asking for a group's record is what brings its baseline deployment into being.
  desk
    .cellsOf(call)
    .flatMap(groupsOf)
    .forEach((place) => desk.store.recordOf(place));
  return desk.store.idsOf(call);
}

function groupsOf(cell: CellWorld): readonly Place[] {
  return [...cell.applications.values()].flatMap((application) =>
    [...application.groups.values()].map((group) => ({ cell, application, group })),
  );
}

function readFilter(desk: Desk, call: Call): Filter {
  const range = members(call.input, 'createTimeRange') ?? {};
  const [start, end] = [instant(range, 'start'), instant(range, 'end')];
  if (start !== undefined && end !== undefined && start > end)
    throw refusal('InvalidTimeRangeException', 'The specified time range is invalid: start is after end.');
  return {
    statuses: readStatuses(call),
    createdFrom: (start ?? -Infinity) - call.skewMs,
    // A list may lag behind what was created: the caller must not take an absence for a proof.
    createdTo: Math.min((end ?? Infinity) - call.skewMs, call.at - desk.listLagMs()),
  };
}

const knownStatuses = new Set(['Created', 'Queued', 'InProgress', 'Baking', 'Succeeded', 'Failed', 'Stopped', 'Ready']);

function readStatuses(call: Call): readonly string[] | undefined {
  const statuses = texts(call.input, 'includeOnlyStatuses');
  if (statuses?.some((status) => !knownStatuses.has(status)))
    throw refusal('InvalidDeploymentStatusException', 'The specified deployment status is not valid.');
  return statuses === undefined || statuses.length === 0 ? undefined : statuses;
}

function passes({ statuses, createdTo }: Filter, deployment: Deployment): boolean {
  return deployment.createdAt <= createdTo && (statuses?.includes(statusOf(deployment)) ?? true);
}
