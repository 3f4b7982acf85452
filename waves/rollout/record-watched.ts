import { acknowledge } from '../../alarms/acknowledged';
import { lostEvidence } from './lost-evidence';
import { isAggregate, standingAccounts } from './rollout-accounts';
import type { RolloutEvent, RolloutState } from './rollout-state';
import type { ReturnCause } from './stance';
import { touchedCells } from './touched';
import { held, turnBack } from './turn-back';
import { carryOf, chunksFor, overallGoodMs, overallVerdict, startWatches, withState, type Watches } from './watches';
import { scopeOfAlarm, verdictOfReds } from './weigh-reds';

type Watched = Extract<RolloutEvent, { kind: 'watched' }>;

/** What was seen between two waves or in the soak. */
export function recordWatched(before: RolloutState, event: Watched): RolloutState {
  const { reds, ...rest } = event.state;
  const watches = withState(before.watches, event.chunk, { ...rest, reds: [] });
  const state: RolloutState = {
    ...before,
    watches,
    carry: carryOf(watches),
    acknowledged: acknowledge(before.acknowledged, reds),
  };
  if (state.turn.kind !== 'none') return state;
  const cause = causeOf(state, event);
  if (cause !== undefined) return turnBack(state, cause, event.at);
  if (state.stance.kind !== 'going') return state;
  const lost = lostEvidence(event.state.verdict, (subject) => isTouched(state, subject));
  return lost === undefined ? moveOn(state, event) : held(state, { kind: 'blind', finding: lost }, event.at);
}

/** The Region's own alarms count from the first touch. */
function isTouched(state: RolloutState, subject: string): boolean {
  const touched = touchedCells(state);
  return touched.has(subject) || (touched.size > 0 && isAggregate(subject));
}

/** Only what was touched can be held against the release; an aggregate once anything was touched. */
function causeOf(state: RolloutState, { state: { reds }, evidence }: Watched): ReturnCause | undefined {
  if (reds.length === 0 || touchedCells(state).size === 0) return undefined;
  const accounts = new Map(standingAccounts(state).map((account) => [account.subject, account]));
  const counting = reds.filter(({ subject, at }) => at >= (accounts.get(subject)?.fromAt ?? Infinity));
  if (counting.length === 0) return undefined;
  const verdict = verdictOfReds(counting, (red) => scopeOfAlarm(accounts.get(red.subject)?.alarms, red.alarm));
  return { kind: 'verdict', verdict, evidence };
}

function moveOn(state: RolloutState, event: Watched): RolloutState {
  const healthy = overallVerdict(state.watches).kind === 'healthy';
  const next = state.waves.find(({ stage }) => stage.kind === 'pending');
  if (next === undefined) return moveSoak(state, event, healthy);
  return state.purpose === 'gate' && healthy ? openGate(state, next.wave.number) : state;
}

/** Baselines that were read when the gate was open before, before a pause or a closed window, are old: they are read anew. */
function openGate(state: RolloutState, number: number): RolloutState {
  const waves = state.waves.map((record) =>
    record.wave.number === number ? { ...record, baselines: undefined } : record,
  );
  return { ...state, waves, openGate: number };
}

function moveSoak(state: RolloutState, { chunk }: Watched, healthy: boolean): RolloutState {
  if (state.purpose === 'last-read') return moveLastRead(state, chunk);
  if (state.purpose !== 'soak') return state;
  const soakGoodMs = overallGoodMs(state.watches);
  const enough = healthy && soakGoodMs >= state.soakMs;
  return { ...state, soakGoodMs, soak: enough ? 'last-read' : 'soaking', lastReads: [] };
}

/** Each watch reads for itself: those that have not read yet know nothing, which is no reason to begin the soak again. */
function moveLastRead(state: RolloutState, chunk: number): RolloutState {
  if (state.soak !== 'last-read') return state;
  if (state.watches.states[chunk]?.verdict.kind !== 'healthy') return { ...state, soak: 'soaking', lastReads: [] };
  const lastReads = [...new Set([...state.lastReads, chunk])];
  const all = lastReads.length === state.watches.states.length;
  return { ...state, lastReads, soak: all ? 'passed' : 'last-read' };
}

type WatchBegun = Extract<RolloutEvent, { kind: 'watch-begun' }>;

/**
 * A watch for the same purpose goes on where it was; one for another begins anew, for what it saw may be old by now. Whatever is watched for
 * in between, a gate that was found open is asked again.
 */
export function beginWatch(state: RolloutState, { purpose, accounts, at }: WatchBegun): RolloutState {
  if (purpose === state.purpose && purpose === 'soak' && chunksFor(accounts) === state.watches.states.length)
    return { ...state, watches: withGoodMs(state.watches, state.soakGoodMs) };
  const fresh = startWatches(accounts, state.carry, at);
  const watches = purpose === 'soak' ? withGoodMs(fresh, state.soakGoodMs) : fresh;
  const lastReads = purpose === 'last-read' ? [] : state.lastReads;
  // Between the look that opened a gate and its wave stand the baselines alone; anything else has to ask again.
  const openGate = purpose === 'baselines' ? state.openGate : undefined;
  return { ...state, purpose, watches, lastReads, openGate };
}

function withGoodMs(watches: Watches, goodMs: number): Watches {
  return { ...watches, states: watches.states.map((state) => ({ ...state, goodMs })) };
}
