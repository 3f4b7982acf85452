import type { Clock } from './clock';
import type { Faults } from './faults';
import type { Ledger } from './ledger';
import { strikes, type Incident } from './physics/incident';
import { createPhysics, type Physics } from './physics/physics';
import { createPublisher, type Publisher, type PublisherOptions } from './physics/publish';
import type { ReleaseFault } from './physics/release-fault';
import { startTicker, type Tick } from './physics/ticker';
import { createDirector, type Director } from './scenario/director';
import { revisionKey } from './scenario/names';
import type { Scenario } from './scenario/scenario';
import { longestLookbackSeconds, seedAlarms } from './scenario/seed-alarms';
import { seededRandom } from './seeded-random';
import type { Transition } from './services/cloudwatch/alarm-book';
import { createAlarmEngine, type AlarmEngine } from './services/cloudwatch/alarm-engine';
import { createMetricStore, type MetricStore } from './services/cloudwatch/metric-store';
import type { World } from './world';

/** The moving parts of a sandbox: physics, metrics, alarms and the scenario's script, driven by the clock. */
export type Simulation = {
  readonly metrics: MetricStore;
  readonly engine: AlarmEngine;
  /** From now on this release misbehaves so, and no longer as the scenario says. */
  readonly setReleaseFaults: (release: string, faults: readonly ReleaseFault[]) => void;
  readonly addIncident: (incident: Incident) => void;
  /** Seconds of the simulation since the start: what the moments of incidents are counted in. */
  readonly secondsNow: () => number;
  readonly stop: () => void;
};

export type SimulationOptions = {
  readonly scenario: Scenario;
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly ledger: Ledger;
};

type Parts = {
  readonly options: SimulationOptions;
  readonly physics: Physics;
  readonly publish: Publisher;
  readonly engine: AlarmEngine;
  readonly direct: Director;
  readonly startedAt: number;
};

/** Longer than any rehearsal pauses for breath; a machine that slept longer skips the time. */
const mostMissedSeconds = 6 * 3_600;

/** A morning, so that a day curve begins at about its mean. */
const startSecondsOfDay = 14 * 3_600;

export function startSimulation(options: SimulationOptions): Simulation {
  const { scenario, world, clock, faults } = options;
  const changedFaults = new Map<string, readonly ReleaseFault[]>();
  const incidents: Incident[] = [...scenario.incidents];
  const startedAt = clock.now();
  const metrics = createMetricStore();
  const engine = createAlarmEngine({ metrics, speed: scenario.speed, onTransition: noteTransition(options) });
  const physics = createPhysics({
    world,
    seed: scenario.seed,
    traffic: scenario.fleet.traffic,
    releaseOf: releasesByKey(scenario),
    faultsOf: (release) => changedFaults.get(release) ?? faultsIn(scenario, release),
    incidents: () => incidents,
  });
  const secondsAt = (at: number): number => ((at - startedAt) * scenario.speed) / 1_000;
  const publish = publisherFor(scenario, metrics, silenceCheck(options, physics));
  const direct = createDirector({ scenario, faults, engine });
  const parts = { options, physics, publish, engine, direct, startedAt };
  preRoll(parts);
  const stop = startTicker({
    clock,
    tickMs: tickMsOf(scenario),
    startedAt,
    mostMissed: mostMissedSeconds / scenario.resolutionSeconds,
    onTick: (tick) => runTick(parts, tick, { stampAt: clock.now(), isLive: true }),
  });
  return {
    metrics,
    engine,
    setReleaseFaults: (release, faults) => void changedFaults.set(release, faults),
    addIncident: (incident) => void incidents.push(incident),
    secondsNow: () => secondsAt(clock.now()),
    stop,
  };
}

function tickMsOf({ resolutionSeconds, speed }: Scenario): number {
  return (resolutionSeconds * 1_000) / speed;
}

/** Lives through the minutes before the start, so that every alarm has its data when the first caller looks. */
function preRoll(parts: Parts): void {
  const { scenario } = parts.options;
  const tickMs = tickMsOf(scenario);
  const ticks = Math.ceil((4 * longestLookbackSeconds) / scenario.resolutionSeconds);
  const last = Math.floor(parts.startedAt / tickMs);
  seedAlarms(scenario, parts.engine, (last - ticks) * tickMs);
  for (let tick = last - ticks; tick < last; tick += 1) {
    const toAt = (tick + 1) * tickMs;
    runTick(parts, { fromAt: tick * tickMs, toAt }, { stampAt: toAt, isLive: false });
  }
  const at = last * tickMs;
  parts.engine.evaluate({ at, stampAt: at, alarms: 'all' });
}

type Mode = { readonly stampAt: number; readonly isLive: boolean };

function runTick({ options, physics, publish, engine, direct, startedAt }: Parts, tick: Tick, mode: Mode): void {
  const { speed, resolutionSeconds } = options.scenario;
  const fromSeconds = ((tick.fromAt - startedAt) * speed) / 1_000;
  const secondsOfDay = startSecondsOfDay + fromSeconds;
  // Stamped in the middle: where periods meet, rounding must not decide which one a value belongs to.
  const outcome = physics.step({ fromSeconds, seconds: resolutionSeconds, secondsOfDay });
  publish(outcome, { at: (tick.fromAt + tick.toAt) / 2, seconds: fromSeconds });
  engine.evaluate({ at: tick.toAt, stampAt: mode.stampAt, alarms: endsMinute(tick, options.scenario) });
  if (mode.isLive) direct({ seconds: fromSeconds + resolutionSeconds, at: mode.stampAt, reaches: physics.reaches });
}

function endsMinute({ toAt }: Tick, scenario: Scenario): 'all' | 'high-resolution' {
  const ticksPerMinute = 60 / scenario.resolutionSeconds;
  return Math.round(toAt / tickMsOf(scenario)) % ticksPerMinute === 0 ? 'all' : 'high-resolution';
}

function faultsIn(scenario: Scenario, release: string): readonly ReleaseFault[] {
  return scenario.releases.find(({ version }) => version === release)?.faults ?? [];
}

function releasesByKey({ fleet, baseline, releases }: Scenario): (key: string) => string | undefined {
  const versions = [baseline, ...releases.map(({ version }) => version)];
  const byKey = new Map(versions.map((version) => [revisionKey(fleet.service, version), version]));
  return (key) => byKey.get(key);
}

function publisherFor(
  { fleet, seed }: Scenario,
  metrics: MetricStore,
  isSilent: PublisherOptions['isSilent'],
): Publisher {
  const monitoring = new Map(fleet.regions.map(({ region, monitoring: { account } }) => [region, { account, region }]));
  const monitoringOf = (region: string) => monitoring.get(region);
  return createPublisher({ metrics, service: fleet.service, monitoringOf, isSilent, random: seededRandom(seed + 1) });
}

function silenceCheck({ scenario, world }: SimulationOptions, { reaches }: Physics): PublisherOptions['isSilent'] {
  const places = new Map(world.cells.map(({ name, azId, region }) => [name, { cell: name, azId, region }]));
  return (cell, metric, seconds) => {
    const place = places.get(cell);
    if (place === undefined) return false;
    return scenario.silences.some(
      (silence) => silence.metrics.includes(metric) && strikes(silence, place, { seconds, reaches }),
    );
  };
}

function noteTransition({ world, ledger }: SimulationOptions): (transition: Transition) => void {
  const cells = new Map(world.cells.map(({ account, region, name }) => [`${account}/${region}`, name]));
  return ({ scope: { account, region }, alarm, from, to, reason, at }) => {
    const cell = cells.get(`${account}/${region}`);
    ledger.append({ kind: 'alarm-transition', at, account, region, cell, alarm, from, to, reason });
  };
}
