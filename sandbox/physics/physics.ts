import { seededRandom } from '../seeded-random';
import { groupsOf, type CellWorld, type GroupWorld, type InstanceWorld, type World } from '../world';
import { harmOfIncident, incidentsAt, trafficLeft, type Incident } from './incident';
import { createLoadMeter, type LoadMeter } from './load';
import type { Reaches } from './moment';
import { createMemory, type Memory } from './memory';
import { addHarm, harmOfRelease, noHarm, type Harm, type ReleaseFault } from './release-fault';
import { jitter, trafficAt, type TrafficShape } from './traffic';
import { sliceOf, vitalsOf, type Slice, type Vitals } from './vitals';

export type PhysicsOptions = {
  readonly world: World;
  readonly seed: number;
  readonly traffic: TrafficShape;
  /** Name of the release that an S3 key carries. */
  readonly releaseOf: (key: string) => string | undefined;
  /** Asked at every step: faults may be changed while the sandbox runs. */
  readonly faultsOf: (release: string) => readonly ReleaseFault[];
  readonly incidents: () => readonly Incident[];
};

export type Step = { readonly fromSeconds: number; readonly seconds: number; readonly secondsOfDay: number };

export type CellVitals = { readonly cell: CellWorld; readonly whole: Vitals; readonly oneBox: Vitals | undefined };

export type RegionVitals = { readonly region: string; readonly whole: Vitals };

export type Outcome = { readonly cells: readonly CellVitals[]; readonly regions: readonly RegionVitals[] };

/** Turns what runs where into how well the service does. */
export type Physics = {
  step(step: Step): Outcome;
  readonly reaches: Reaches;
};

type Round = { readonly step: Step; readonly load: LoadMeter; readonly memory: Memory };

export function createPhysics(options: PhysicsOptions): Physics {
  const random = seededRandom(options.seed);
  const memory = createMemory(options.world, options.releaseOf);
  return {
    reaches: memory.reaches,
    step(step) {
      memory.look(step.fromSeconds);
      const traffic = trafficByCell(options, step, { memory, random });
      const load = createLoadMeter(options.world.cells, memory, traffic);
      const round = { step, load, memory };
      const slices = options.world.cells.map((cell) => ({ cell, ...slicesOf(cell, { options, round, traffic }) }));
      return {
        cells: slices.map(({ cell, whole, oneBox }) => ({
          cell,
          whole: vitalsOf(whole, step.seconds),
          oneBox: oneBox.length === 0 ? undefined : vitalsOf(oneBox, step.seconds),
        })),
        regions: byRegion(slices).map(([region, parts]) => ({ region, whole: vitalsOf(parts, step.seconds) })),
      };
    },
  };
}

type CellTraffic = ReadonlyMap<CellWorld, number>;

function trafficByCell(
  { world, traffic, incidents }: PhysicsOptions,
  step: Step,
  { memory, random }: { readonly memory: Memory; readonly random: () => number },
): CellTraffic {
  const all = incidents();
  const now = { seconds: step.fromSeconds, reaches: memory.reaches };
  return new Map(
    world.cells.map((cell) => {
      const ordinary = trafficAt(cell.requestsPerSecond, traffic, step.secondsOfDay);
      const left = trafficLeft(incidentsAt(all, placeOf(cell), now));
      return [cell, jitter(ordinary * left, traffic.jitterPercent, random)];
    }),
  );
}

type CellInputs = { readonly options: PhysicsOptions; readonly round: Round; readonly traffic: CellTraffic };

function slicesOf(
  cell: CellWorld,
  { options, round, traffic }: CellInputs,
): { readonly whole: readonly Slice[]; readonly oneBox: readonly Slice[] } {
  const groups = groupsOf(cell);
  const instances = groups.reduce((count, group) => count + group.instances.length, 0);
  const perInstance = (traffic.get(cell) ?? 0) / Math.max(1, instances);
  const now = { seconds: round.step.fromSeconds, reaches: round.memory.reaches };
  const ambient = incidentsAt(options.incidents(), placeOf(cell), now).map(harmOfIncident).reduce(addHarm, noHarm);
  const slicesIn = (group: GroupWorld): readonly Slice[] =>
    group.instances.map((instance) => {
      const own = harmOf(instance, cell, { options, round });
      return sliceOf(perInstance, addHarm(ambient, own));
    });
  const oneBox = groups.filter((group) => group.box === 'one-box').flatMap(slicesIn);
  const rest = groups.filter((group) => group.box === 'rest').flatMap(slicesIn);
  return { whole: [...oneBox, ...rest], oneBox };
}

function harmOf(
  instance: InstanceWorld,
  cell: CellWorld,
  { options, round: { step, load, memory } }: Pick<CellInputs, 'options' | 'round'>,
): Harm {
  const running = memory.runningOn(instance);
  if (running === undefined) return noHarm;
  const { release } = running;
  const faults = options.faultsOf(release);
  if (faults.length === 0) return noHarm;
  const circumstances = {
    azId: cell.azId,
    secondsOnRelease: step.fromSeconds - running.sinceSeconds,
    carriedInAz: load.carriedInAz(release, cell),
    cellsInRegion: load.cellsInRegion(release, cell.region),
    firstAzId: memory.reaches(release)[0]?.azId,
  };
  return faults.map((fault) => harmOfRelease(fault, circumstances)).reduce(addHarm, noHarm);
}

function placeOf({ region, azId, name }: CellWorld): { region: string; azId: string; cell: string } {
  return { region, azId, cell: name };
}

function byRegion(
  parts: readonly { readonly cell: CellWorld; readonly whole: readonly Slice[] }[],
): readonly (readonly [string, readonly Slice[]])[] {
  const regions = new Map<string, Slice[]>();
  for (const { cell, whole } of parts) {
    const slices = regions.get(cell.region) ?? [];
    regions.set(cell.region, slices);
    for (const slice of whole) slices.push(slice);
  }
  return [...regions];
}
