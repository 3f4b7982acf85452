import { deploymentsCreated, entriesOf } from '../../../sandbox/ledger-queries';
import { WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import type { CellInput } from '../../../workflows/contract/inputs';
import { fromPayload } from '../hand-fed/payloads';
import type { CommandNote } from '../hand-fed/run';
import { backCreates, doneTwice, forwardCreates, stillRunning } from '../what-happened';
import type { FedRollout } from './a-fed-rollout';

/** What is wrong with how a rollout came to rest, by the fleet's own record and by what its workflows commanded. Empty: nothing. */
export type Claim = (rollout: FedRollout) => readonly string[];

/** Nothing hangs, and no deployment is left running. */
export const atRest: Claim = ({ temporal, fleet }) => [
  ...temporal.openRuns().map(({ birth }) => `${birth.workflowId} never ended`),
  ...stillRunning(fleet.ledger()).map((place) => `${place} still has an active deployment`),
];

/** S16. */
export const nothingTwice: Claim = ({ fleet }) => doneTwice(fleet.ledger()).map((turn) => `twice: ${turn}`);

/** S11: whatever runs in a group runs on all its machines. */
export const oneVersionEach: Claim = ({ fleet }) => {
  const keys = new Map<string, Map<string, string>>();
  for (const { cell, group, instanceId, key } of entriesOf(fleet.ledger(), 'instance-changed')) {
    const place = `${cell ?? '?'} ${group}`;
    keys.set(place, (keys.get(place) ?? new Map<string, string>()).set(instanceId, key));
  }
  return [...keys]
    .filter(([place, machines]) => machines.size !== MACHINES[groupOf(place)] || new Set(machines.values()).size > 1)
    .map(([place]) => `${place} runs two versions`);
};

/** S10: every touched cell is on its baseline, and no other was deployed to. */
export const takenBack: Claim = ({ fleet }) => {
  const touched = new Set(forwardCreates(fleet.ledger()));
  return [
    ...fleet.carriers().map((cell) => `${cell} still runs the release`),
    ...backCreates(fleet.ledger())
      .filter((place) => !touched.has(place))
      .map((place) => `${place} was taken back though it was never touched`),
  ];
};

/** S17: once a group is on its way back, nothing goes forward in it. */
export const noForwardAfterBack: Claim = ({ fleet }) => {
  const back = new Set<string>();
  const broken: string[] = [];
  for (const { cell, group, description } of deploymentsCreated(fleet.ledger())) {
    const place = `${cell ?? '?'} ${group}`;
    if (isBack(description)) back.add(place);
    else if (back.has(place)) broken.push(`${place} went forward after its way back had begun`);
  }
  return broken;
};

/** Newest first: no AZ begins its way back before the AZ of a later wave has. Inside an AZ all go at once. */
export const newestFirst: Claim = ({ plan, fleet }) => {
  const azOf = new Map(plan.waves.flatMap(({ cells }) => cells).map(({ name, azId }) => [name, azId] as const));
  const lastWave = new Map(plan.waves.map(({ azId, number }) => [azId, number] as const));
  const begun = distinct(backCreates(fleet.ledger()).map((place) => azOf.get(cellOf(place)) ?? '?'));
  const isLater = (azId: string, before = ''): boolean => (lastWave.get(azId) ?? 0) > (lastWave.get(before) ?? 0);
  return begun
    .slice(1)
    .filter((azId, at) => isLater(azId, begun[at]))
    .map((azId) => `${azId} went back late: ${begun.join(', ')}`);
};

/** From the word to the wave that starts cells, by way of the rollout, also where that wave has only been commanded. */
const HEARD_WITHIN_MS = 50;

/** S15: from this instant on no wave is started by the rollout, and soon no cell by its wave. */
export function nothingStartsAfter(at: number): Claim {
  return nothingStartsBetween(at, Infinity);
}

export function nothingStartsBetween(from: number, to: number): Claim {
  return (rollout) => [
    ...rollout.run.commands
      .filter((note) => note.at > from && note.at < to && isWaveStart(note))
      .map(() => 'the rollout started a wave'),
    ...noCellBetween(from + HEARD_WITHIN_MS, to)(rollout),
  ];
}

/** S7: whoever has an alarm on record starts no wave and no cell after it. */
export function noStartAfter(at: number): Claim {
  return (rollout) => [
    ...rollout.run.commands.filter((note) => note.at > at && isWaveStart(note)).map(() => 'the rollout started a wave'),
    ...noCellBetween(at, Infinity)(rollout),
  ];
}

function noCellBetween(from: number, to: number): Claim {
  return ({ temporal }) =>
    temporal
      .runs()
      .flatMap(({ commands }) => commands)
      .filter((note) => note.at > from && note.at < to && isForwardCell(note))
      .map((note) => `a cell was started ${note.at - from} ms too late`);
}

/** What was in flight may send one more create: its cell hears of the end when its attempt does, or between two. */
const IN_FLIGHT_MS = 2_500;

export function nothingForwardAfter(at: number): Claim {
  return ({ fleet }) =>
    deploymentsCreated(fleet.ledger())
      .filter((created) => created.at > at + IN_FLIGHT_MS && !isBack(created.description))
      .map((created) => `${created.cell ?? '?'} ${created.group} went forward ${created.at - at} ms later`);
}

/** Every cell that was started has got the release in all its groups, and nothing went back. */
export const startedCellsCarry: Claim = ({ temporal, fleet }) => {
  const created = new Set(forwardCreates(fleet.ledger()));
  const notes = temporal.runs().flatMap(({ commands }) => commands.filter(isForwardCell));
  return [
    ...notes
      .flatMap(placesOf)
      .filter((place) => !created.has(place))
      .map((place) => `${place} was given up on its way`),
    ...backCreates(fleet.ledger()).map((place) => `${place} went back`),
  ];
};

function placesOf(note: CommandNote): readonly string[] {
  const input = fromPayload(note.input[0]) as CellInput | undefined;
  return (input?.groups ?? []).map(({ deploymentGroup }) => `${input?.cell.name ?? ''} ${deploymentGroup}`);
}

function isWaveStart(note: CommandNote): boolean {
  return isStartOf(note, WORKFLOW_TYPES.wave);
}

function isStartOf({ kind, name }: CommandNote, type: string): boolean {
  return kind === 'child' && name === type;
}

function isForwardCell(note: CommandNote): boolean {
  if (!isStartOf(note, WORKFLOW_TYPES.cellDeployment)) return false;
  return (fromPayload(note.input[0]) as CellInput | undefined)?.direction === 'forward';
}

function isBack(description: string): boolean {
  return description.includes(' back generation ');
}

/** As `fed-fleet` builds them. */
const MACHINES: Readonly<Record<string, number>> = { 'web-one-box': 1, 'web-all': 2 };

const cellOf = (place: string): string => place.split(' ')[0] ?? '';
const groupOf = (place: string): string => place.split(' ')[1] ?? '';

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
