import { nextWaveStep, waveWatchDuty, waveWatchKey, waveWatchOrder } from '../../../waves/rollout/next-wave-step';
import { recordWave } from '../../../waves/rollout/record-wave';
import { touchOf } from '../../../waves/rollout/cell-stage';
import {
  cellsIn,
  inFlight,
  startWave,
  type CellEnd,
  type WaveEvent,
  type WaveOrder,
} from '../../../waves/rollout/wave-state';
import { reportOf, resultOf, type WaveReport, type WaveResult } from '../../../waves/rollout/wave-report';
import type { Word } from '../../../waves/rollout/stance';
import { openWatcher } from './watcher';
import type { World } from './world';

/** Whom a simulated wave tells what its workflow would tell. */
export type WaveEars = {
  readonly report: (report: WaveReport) => void;
  readonly ended: (result: WaveResult) => void;
};

/** A wave as its workflow runs it: asks the machine, does it, records what happened. */
export function openWave(
  world: World,
  start: { order: WaveOrder; exempt: readonly { cell: string; word: Word }[] },
  ears: WaveEars,
) {
  const { clock } = world;
  const { order } = start;
  const number = order.wave.number;
  let state = startWave(order, clock.now());
  let over = false;
  let told = '';
  let wakeAt: number | undefined;
  const turned: string[] = [];
  const tries = new Map<string, number>();

  function apply(event: WaveEvent): void {
    if (over) return;
    const before = state.turn.kind;
    state = recordWave(state, event);
    if (state.turn.kind === 'halt' && before !== 'halt')
      world.note({ at: clock.now(), kind: 'wave-halted', wave: number });
    const report = reportOf(state);
    const news = JSON.stringify([report.phase, report.held, report.cause?.kind]);
    if (news !== told) clock.later(world.scenario.signalMs, () => ears.report(report));
    told = news;
  }

  function deploy(cell: string): void {
    const round = tries.get(cell) ?? 0;
    tries.set(cell, round + 1);
    apply({ kind: 'cell-started', cell, at: clock.now() });
    const own = cellsIn(state)
      .filter(({ stage }) => touchOf(stage) !== undefined)
      .map((one) => one.cell);
    const matter = new Set([...order.alsoWatched.map(({ subject }) => subject), ...own]);
    world.note({
      at: clock.now(),
      kind: 'cell-started',
      wave: number,
      cell,
      rounds: state.cells[cell]?.rounds ?? 0,
      inFlight: inFlight(state).length,
      paused: state.stance.kind !== 'going',
      troubled: world.troubled().filter((subject) => matter.has(subject)),
    });
    world.touch(cell);
    const { forward, forwardMs } = world.fateOf(cell);
    // What blocked a cell is gone when somebody has looked after it.
    const end: CellEnd = forward.kind === 'blocked' && round > 0 ? { kind: 'deployed' } : forward;
    clock.later(forwardMs, () => turned.includes(cell) || finish(cell, end));
  }

  function turnRound(cell: string): void {
    turned.push(cell);
    world.note({ at: clock.now(), kind: 'cell-turned', wave: number, cell });
    const { settle, backMs } = world.fateOf(cell);
    clock.later(backMs, () => finish(cell, settle));
  }

  function finish(cell: string, end: CellEnd): void {
    if (over) return;
    world.note({ at: clock.now(), kind: 'cell-ended', wave: number, cell, end });
    apply({ kind: 'cell-ended', cell, end, at: clock.now() });
  }

  /** Does all that can be done now. */
  function drive(): void {
    for (;;) {
      if (over) return;
      const step = nextWaveStep(state, turned);
      if (step.kind === 'start') for (const cell of step.cells) deploy(cell);
      else if (step.kind === 'turn-round') for (const cell of step.cells) turnRound(cell);
      else if (step.kind === 'end') {
        over = true;
        const result = resultOf(state, step.end, clock.now());
        world.note({ at: clock.now(), kind: 'wave-ended', result, troubled: world.troubled() });
        return ears.ended(result);
      } else return sleepUntil(step.wakeAt);
    }
  }

  function sleepUntil(at: number | undefined): void {
    if (at === undefined || at === wakeAt) return;
    wakeAt = at;
    clock.later(Math.max(1, at - clock.now()), () => {
      wakeAt = undefined;
      apply({ kind: 'ticked', at: clock.now() });
    });
  }

  function isWatched(): boolean {
    if (over || state.turn.kind === 'halt' || state.turn.kind === 'turn-back') return false;
    return state.turn.kind !== 'abort' || inFlight(state).length > 0;
  }

  const watchers = state.watches.states.map((_, chunk) =>
    openWatcher(world, {
      task() {
        const before = state.watches.states[chunk];
        if (!isWatched() || before === undefined) return undefined;
        const duty = waveWatchDuty(state, chunk);
        return { duty, order: waveWatchOrder(state, chunk, duty), state: before, key: waveWatchKey(state, chunk) };
      },
      tell: (seen, duty) => apply({ kind: 'watched', chunk, state: seen, duty: duty.until.kind }),
    }),
  );

  for (const { cell, word } of start.exempt) apply({ kind: 'exempted', cell, word });
  return {
    order,
    hear(event: WaveEvent): void {
      if (!over && (event.kind === 'aborted' || event.kind === 'turned-back'))
        world.note({ at: clock.now(), kind: 'wave-told', wave: number, word: event.kind });
      apply(event);
    },
    /** Its workflow is gone; its cells settle by themselves. False if it had ended already. */
    terminate(): boolean {
      const wasOpen = !over;
      over = true;
      return wasOpen;
    },
    settle(): void {
      drive();
      for (const watcher of watchers) watcher.check();
      drive();
    },
  };
}

export type WaveRun = ReturnType<typeof openWave>;
