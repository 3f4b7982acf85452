import type { WatchedAccount } from '../../alarms/observation';
import { assertNever } from '../../alarms/assert-never';
import { nextOpening } from '../windows';
import { gateAccounts, standingAccounts } from './rollout-accounts';
import { neverRecalled } from './recall';
import { gateHoldsAt } from './rollout-hold';
import type { Outcome } from './phases';
import type { RolloutState, WatchPurpose, WaveRecord } from './rollout-state';
import { hasTouched } from './touched';
import type { WatchDuty } from './watches';

export type Step =
  | { readonly kind: 'admit' }
  | { readonly kind: 'read-baselines'; readonly wave: number }
  | { readonly kind: 'run-wave'; readonly wave: number }
  /** Look on until something changes, at the latest until `wakeAt`. */
  | {
      readonly kind: 'watch';
      readonly purpose: WatchPurpose;
      readonly accounts: readonly WatchedAccount[];
      readonly duty: WatchDuty;
      readonly wakeAt: number | undefined;
    }
  /** An abort was asked: the wave's cells in flight go on to their end. */
  | { readonly kind: 'let-wave-end'; readonly wave: number }
  | { readonly kind: 'roll-back' }
  | { readonly kind: 'verify-recovery' }
  | { readonly kind: 'close'; readonly outcome: Outcome }
  /** The fleet could not be brought to a known state: the one way in which a rollout fails. */
  | { readonly kind: 'fail'; readonly cells: readonly string[] }
  | { readonly kind: 'done' };

/** Rollout state -> what to do now. Pure and total: preview, status, simulator and workflow all ask it. */
export function nextStep(state: RolloutState, now: number): Step {
  if (state.outcome !== undefined) return { kind: 'done' };
  switch (state.turn.kind) {
    case 'return':
      return nextOnTheWayBack(state);
    case 'abort':
      return nextAfterAbort(state);
    case 'none':
      return nextForward(state, now);
    default:
      return assertNever(state.turn);
  }
}

function nextOnTheWayBack(state: RolloutState): Step {
  if (state.admission.kind === 'refused') return { kind: 'close', outcome: 'refused' };
  if (!hasTouched(state) && knowsAll(state)) return { kind: 'close', outcome: 'rolled-back' };
  if (state.returned === undefined) return { kind: 'roll-back' };
  if (state.recovery === undefined) return { kind: 'verify-recovery' };
  const lost = state.returned.filter(({ end }) => end === 'unknown').map(({ cell }) => cell);
  const unknown = [...lost, ...neverRecalled(state)];
  return unknown.length > 0 ? { kind: 'fail', cells: unknown } : { kind: 'close', outcome: 'rolled-back' };
}

/** A run made by Reset may have touched what it has not heard of yet. */
function knowsAll({ recall }: RolloutState): boolean {
  return recall.kind === 'none' || recall.kind === 'done';
}

function nextAfterAbort(state: RolloutState): Step {
  const running = runningWave(state);
  return running === undefined ? { kind: 'close', outcome: 'aborted' } : { kind: 'let-wave-end', wave: running };
}

export type ForwardStep = Extract<Step, { kind: 'admit' | 'read-baselines' | 'run-wave' | 'watch' | 'close' }>;

/** What is next while nobody has turned the rollout. */
export function nextForward(state: RolloutState, now: number): ForwardStep {
  if (state.admission.kind === 'refused') return { kind: 'close', outcome: 'refused' };
  if (state.admission.kind === 'awaited') return { kind: 'admit' };
  const running = runningWave(state);
  if (running !== undefined) return { kind: 'run-wave', wave: running };
  if (state.stance.kind !== 'going') return standing(state);
  const next = state.waves.find(({ stage }) => stage.kind === 'pending');
  return next === undefined ? nextInSoak(state) : nextBeforeWave(state, next, now);
}

export function runningWave(state: RolloutState): number | undefined {
  return state.waves.find(({ stage }) => stage.kind === 'running')?.wave.number;
}

function standing(state: RolloutState): ForwardStep {
  const duty: WatchDuty = { until: { kind: 'endless' }, counting: false };
  return { kind: 'watch', purpose: 'standing', accounts: standingAccounts(state), duty, wakeAt: undefined };
}

/** S21, then S4, then S12, then go. The parts of one AZ share the window that its first part found open. */
function nextBeforeWave(state: RolloutState, { wave, baselines }: WaveRecord, now: number): ForwardStep {
  const opensAt = wave.part.number === 1 ? opening(state, now) : now;
  if (opensAt > now) {
    const duty: WatchDuty = { until: { kind: 'endless' }, counting: false };
    const wakeAt = Math.min(opensAt, gateHoldsAt(state) ?? opensAt);
    return { kind: 'watch', purpose: 'window', accounts: standingAccounts(state), duty, wakeAt };
  }
  if (state.openGate !== wave.number) {
    const duty: WatchDuty = { until: { kind: 'good', bakeMs: 0 }, counting: true };
    return { kind: 'watch', purpose: 'gate', accounts: gateAccounts(state, wave), duty, wakeAt: gateHoldsAt(state) };
  }
  if (baselines === undefined) return { kind: 'read-baselines', wave: wave.number };
  return { kind: 'run-wave', wave: wave.number };
}

/** No opening at all keeps the gate shut: `checkPlan` refuses such windows, and a day later they are asked again. */
function opening(state: RolloutState, now: number): number {
  return nextOpening(state.plan.policy.windows, state.plan.timeZone, now) ?? now + 24 * 3_600_000;
}

function nextInSoak(state: RolloutState): ForwardStep {
  const accounts = standingAccounts(state);
  switch (state.soak) {
    case 'soaking': {
      const duty: WatchDuty = { until: { kind: 'good', bakeMs: state.soakMs }, counting: true };
      return { kind: 'watch', purpose: 'soak', accounts, duty, wakeAt: gateHoldsAt(state) };
    }
    case 'last-read': {
      const duty: WatchDuty = { until: { kind: 'one-look' }, counting: false };
      return { kind: 'watch', purpose: 'last-read', accounts, duty, wakeAt: undefined };
    }
    case 'passed':
      return { kind: 'close', outcome: 'completed' };
    default:
      return assertNever(state.soak);
  }
}
