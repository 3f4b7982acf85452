import { nextStep, runningWave, type Step } from '../../../waves/rollout/next-step';
import { record } from '../../../waves/rollout/record';
import { accountForTouched } from '../../../waves/rollout/return-account';
import { standingAccounts } from '../../../waves/rollout/rollout-accounts';
import { startRollout, type RolloutEvent, type RolloutState } from '../../../waves/rollout/rollout-state';
import { cellsToReturn, touchedCells } from '../../../waves/rollout/touched';
import { whyOf } from '../../../waves/rollout/why';
import type { WaveEvent } from '../../../waves/rollout/wave-state';
import { countCells } from '../../../waves/rollout/counts';
import type { Entry, LookAt } from './audit';
import { watchBetween } from './between-watch';
import { openReturn, type ReturnRun } from './return-run';
import type { Scenario, Word } from './scenario';
import type { Sky } from './sky';
import { openWave, type WaveRun } from './wave-run';
import { openWorld } from './world';

export type Run = {
  readonly scenario: Scenario;
  readonly entries: readonly Entry[];
  readonly looks: readonly LookAt[];
  readonly sky: Sky;
  readonly final: RolloutState;
  readonly end: 'closed' | 'failed' | 'endless';
  readonly endedAt: number;
  readonly steps: number;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Things that may happen in one run; a run that needs more does not end. */
const MOST_STEPS = 60_000;

/**
 * Drives the machine through one scenario, as the workflows do: asks what is next, does it in a made-up world, records what happened. Pure:
 * equal scenarios give equal runs.
 */
export function simulate(scenario: Scenario): Run {
  const world = openWorld(scenario);
  const { clock, note } = world;
  const { plan } = scenario;
  let state = startRollout({ plan, at: scenario.startAt, trusted: [] });
  let wave: WaveRun | undefined;
  let back: ReturnRun | undefined;
  let between: ReturnType<typeof watchBetween> | undefined;
  let patience = scenario.patience;
  let end: Run['end'] | undefined;
  const errands = { busy: '', turned: false, recovering: false, visited: '' };

  const step = (): Step => nextStep(state, clock.now());
  function apply(event: RolloutEvent): void {
    const { turn, stance } = state;
    state = record(state, event);
    if (state.turn.kind !== turn.kind) note({ at: clock.now(), kind: 'turned', turn: state.turn, step: step().kind });
    if (state.stance.kind !== stance.kind) note({ at: clock.now(), kind: 'stance', stance: state.stance.kind });
    if (state.stance !== stance && state.stance.kind !== 'going') stand();
  }

  /** Nobody leaves a rollout standing for ever: in the end somebody comes by. */
  function stand(): void {
    note({ at: clock.now(), kind: 'stood', state, why: whyOf('rollout', state, clock.now()) });
    const since = state.stance;
    clock.later(20 * MINUTE, () => {
      if (state.stance !== since || state.turn.kind !== 'none' || state.outcome !== undefined) return;
      patience -= 1;
      say(patience < 0 ? { kind: 'roll-back' } : { kind: 'resume' });
    });
  }

  function tellWave(event: WaveEvent): void {
    const to = wave;
    clock.later(scenario.signalMs, () => to?.hear(event));
  }

  function say(message: Word['say']): void {
    const at = clock.now();
    const word = { by: 'somebody', reason: 'because', at };
    const running = runningWave(state);
    switch (message.kind) {
      case 'pause':
        apply({ kind: 'paused', word });
        return tellWave({ kind: 'paused', word });
      case 'resume':
        apply({ kind: 'resumed', word });
        return tellWave({ kind: 'resumed', word });
      case 'abort':
        apply({ kind: 'aborted', word });
        return tellWave({ kind: 'aborted', word });
      case 'roll-back':
        return apply({ kind: 'return-asked', cause: { kind: 'person', word }, at });
      case 'cancel':
        return apply({ kind: 'return-asked', cause: { kind: 'cancelled' }, at });
      case 'reset':
        // A run made by Reset ends the waves of its predecessor before it holds.
        return running === undefined ? apply({ kind: 'held-by-reset', at }) : undefined;
      case 'cancel-wave':
        return wave?.hear({ kind: 'turned-back' });
      case 'terminate-wave':
        if (running === undefined || wave?.terminate() !== true) return;
        note({ at, kind: 'wave-lost', wave: running });
        return apply({ kind: 'wave-lost', wave: running, detail: 'terminated', at });
      case 'extend': {
        const name = state.waves.find(({ stage }) => stage.kind === 'running' || stage.kind === 'pending')?.wave.name;
        apply({ kind: 'bake-extended', wave: name ?? 'soak', byMs: message.byMs });
        if (running !== undefined) tellWave({ kind: 'bake-extended', byMs: message.byMs });
        return;
      }
      case 'exempt': {
        const cell = world.names[message.cell % world.names.length] ?? '';
        apply({ kind: 'exempted', cell, word });
        return tellWave({ kind: 'exempted', cell, word });
      }
    }
  }

  /** Does what takes a while, once. */
  function busyWith(name: string, ms: number, run: () => void): void {
    if (errands.busy === name) return;
    errands.busy = name;
    clock.later(ms, () => {
      errands.busy = '';
      run();
    });
  }

  function readBaselines(number: number): void {
    const record = state.waves.find((one) => one.wave.number === number);
    const exempt = new Set(state.exempt.map(({ cell }) => cell));
    const cells = (record?.wave.cells ?? []).filter(({ name }) => !exempt.has(name));
    const baselines = cells.map(({ name, groups }) => ({
      cell: name,
      groups: groups.map(({ deploymentGroup }) => ({ deploymentGroup, baseline: { kind: 'none' } as const })),
    }));
    note({ at: clock.now(), kind: 'baselines-read', wave: number, cells: cells.map(({ name }) => name) });
    apply({ kind: 'baselines-read', wave: number, baselines, at: clock.now() });
  }

  function runWave(number: number): void {
    if (wave?.order.wave.number === number) return;
    const planned = state.waves.find((one) => one.wave.number === number)?.wave;
    if (planned === undefined) throw new Error(`there is no wave ${number}`);
    const order = {
      wave: planned,
      gate: plan.policy.gate,
      failuresLeft: plan.policy.failureBudget - countCells(state).failed,
      alsoWatched: standingAccounts(state),
      touchedBefore: touchedCells(state).size > 0,
      carry: state.carry,
    };
    const running = state.waves.filter(({ stage }) => stage.kind === 'running').length;
    note({ at: clock.now(), kind: 'wave-started', wave: number, state, running });
    apply({ kind: 'wave-started', wave: number, at: clock.now() });
    wave = openWave(
      world,
      { order, exempt: state.exempt },
      {
        report: (report) => apply({ kind: 'wave-reported', report, at: clock.now() }),
        ended: (result) => clock.later(scenario.signalMs, () => apply({ kind: 'wave-ended', result, at: clock.now() })),
      },
    );
  }

  function rollBack(): void {
    if (!errands.turned && runningWave(state) !== undefined) {
      errands.turned = true;
      tellWave({ kind: 'turned-back' });
    }
    const cells = cellsToReturn(state);
    const running = state.waves.find(({ stage }) => stage.kind === 'running');
    if (back !== undefined) return back.more(cells, running === undefined);
    const ended = (ends: Parameters<typeof accountForTouched>[1]): void =>
      apply({ kind: 'returned', cells: accountForTouched(state, ends), at: clock.now() });
    if (cells.length === 0) return running === undefined ? ended([]) : undefined;
    const awaiting = running === undefined ? undefined : { azId: running.wave.azId };
    back = openReturn(world, { policy: plan.policy.rollback, atOnce: 2, awaiting, cells }, ended);
  }

  function verifyRecovery(): void {
    busyWith('recovery', plan.policy.rollback.recoverWithinMs, () => {
      const alarms = [...touchedCells(state).keys()].filter((cell) => world.sky.alarmAt(cell, world.awsNow()) !== 'OK');
      apply({
        kind: 'recovery-seen',
        recovery: alarms.length === 0 ? { kind: 'recovered' } : { kind: 'still-red', alarms },
      });
    });
  }

  function perform(now: Step): void {
    switch (now.kind) {
      case 'admit':
        return busyWith('admit', SECOND, () => apply({ kind: 'admitted' }));
      case 'read-baselines':
        return busyWith('baselines', SECOND, () => readBaselines(now.wave));
      case 'run-wave':
        return runWave(now.wave);
      case 'watch':
        if (between === undefined || between.isOver())
          between = watchBetween(world, { state: () => state, step, apply }, now);
        return;
      case 'roll-back':
        return rollBack();
      case 'verify-recovery':
        return verifyRecovery();
      case 'close':
        apply({ kind: 'closed', outcome: now.outcome });
        note({ at: clock.now(), kind: 'closed', state });
        end = 'closed';
        return;
      case 'fail':
        note({ at: clock.now(), kind: 'failed', state });
        end = 'failed';
        return;
      case 'let-wave-end':
      case 'done':
        return;
    }
  }

  function settle(): void {
    for (let before: RolloutState | undefined; before !== state && end === undefined;) {
      before = state;
      const now = step();
      if (between?.isOver() === true) {
        between.check();
        between = undefined;
      }
      perform(now);
      between?.check();
      wave?.settle();
      back?.settle();
    }
  }

  for (const { afterMs, say: message } of scenario.words) clock.later(afterMs, () => end ?? say(message));
  let steps = 0;
  settle();
  while (end === undefined && steps < MOST_STEPS && clock.step()) {
    steps += 1;
    settle();
  }
  return {
    scenario,
    entries: world.entries,
    looks: world.looks,
    sky: world.sky,
    final: state,
    end: end ?? 'endless',
    endedAt: clock.now(),
    steps,
  };
}
