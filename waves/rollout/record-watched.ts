import { acknowledge } from '../../alarms/acknowledged';
import type { Red } from '../../alarms/watch-state';
import { standingAccounts } from './rollout-accounts';
import type { RolloutEvent, RolloutState } from './rollout-state';
import type { ReturnCause } from './stance';
import { hasTouched } from './touched';
import { turnBack } from './turn-back';
import { carryOf, chunksFor, overallGoodMs, overallVerdict, startWatches, withState, type Watches } from './watches';
import { verdictOfReds } from './weigh-reds';

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
  const counting = reds.filter((red) => counts(state, red));
  if (counting.length > 0 && state.turn.kind === 'none')
    return turnBack(state, causeOf(state, counting, event.evidence), event.at);
  const counted = state.stance.kind === 'going' && state.turn.kind === 'none';
  return counted ? moveOn(state, event) : state;
}

function causeOf(state: RolloutState, reds: readonly Red[], evidence: Watched['evidence']): ReturnCause {
  return { kind: 'verdict', verdict: verdictOfReds(reds, (red) => scopeIn(state, red)), evidence };
}

/** Only what was touched can be held against the release; an aggregate once anything was touched. */
function counts(state: RolloutState, red: Red): boolean {
  if (!hasTouched(state)) return false;
  return standingAccounts(state).some(({ subject, fromAt }) => subject === red.subject && red.at >= fromAt);
}

function scopeIn(state: RolloutState, red: Red): 'one-box' | 'cell' | 'aggregate' {
  const alarms = standingAccounts(state).find(({ subject }) => subject === red.subject)?.alarms ?? [];
  return alarms.find(({ name }) => name === red.alarm)?.scope ?? 'cell';
}

function moveOn(state: RolloutState, event: Watched): RolloutState {
  const healthy = overallVerdict(state.watches).kind === 'healthy';
  const next = state.waves.find(({ stage }) => stage.kind === 'pending');
  if (next === undefined) return moveSoak(state, event, healthy);
  return state.purpose === 'gate' && healthy ? { ...state, openGate: next.wave.number } : state;
}

function moveSoak(state: RolloutState, { chunk }: Watched, healthy: boolean): RolloutState {
  if (state.purpose === 'last-read') {
    if (!healthy) return { ...state, soak: 'soaking', lastReads: [] };
    const lastReads = [...new Set([...state.lastReads, chunk])];
    const all = lastReads.length === state.watches.states.length;
    return { ...state, lastReads, soak: all ? 'passed' : 'last-read' };
  }
  if (state.purpose !== 'soak') return state;
  const soakGoodMs = overallGoodMs(state.watches);
  const enough = healthy && soakGoodMs >= state.soakMs;
  return { ...state, soakGoodMs, soak: enough ? 'last-read' : 'soaking', lastReads: [] };
}

type WatchBegun = Extract<RolloutEvent, { kind: 'watch-begun' }>;

/** A watch for the same purpose goes on where it was; one for another begins anew, for what it saw may be old by now. */
export function beginWatch(state: RolloutState, { purpose, accounts, at }: WatchBegun): RolloutState {
  if (purpose === state.purpose && purpose === 'soak' && chunksFor(accounts) === state.watches.states.length)
    return { ...state, watches: withGoodMs(state.watches, state.soakGoodMs) };
  const fresh = startWatches(accounts, state.carry, at);
  const watches = purpose === 'soak' ? withGoodMs(fresh, state.soakGoodMs) : fresh;
  return { ...state, purpose, watches, lastReads: purpose === 'last-read' ? [] : state.lastReads };
}

function withGoodMs(watches: Watches, goodMs: number): Watches {
  return { ...watches, states: watches.states.map((state) => ({ ...state, goodMs })) };
}
