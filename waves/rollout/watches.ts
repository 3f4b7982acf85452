import { startWatch } from '../../alarms/advance';
import { assertNever } from '../../alarms/assert-never';
import { EVERY_ALARM } from '../../alarms/assess';
import { configKey } from '../../alarms/configs';
import { verdictOf, worst, type Finding, type Verdict } from '../../alarms/verdict';
import type { HarmlessEdit, WatchOrder, WatchState } from '../../alarms/watch-state';

/** One watch holds at most this many accounts; more run side by side. */
export const MAX_WATCHED_ACCOUNTS = 400;

/** What passes from one owner of the watch to the next (DESIGN 6, rule 3). */
export type WatchCarry = {
  readonly lookedUntilAt: number;
  readonly clockOffsetMs: number | undefined;
  readonly harmlessEdits?: readonly HarmlessEdit[] | undefined;
};

/** The watches that run side by side over the accounts of a wave or rollout. A chunk keeps its place, whoever leaves it. */
export type Watches = { readonly states: readonly WatchState[]; readonly sinceTemporalAt: number };

export function startWatches(accounts: number, carry: WatchCarry, temporalAt: number): Watches {
  const states = Array.from({ length: chunksFor(accounts) }, () => ({
    ...startWatch({ temporalAt, lookedUntilAt: carry.lookedUntilAt }),
    clockOffsetMs: carry.clockOffsetMs,
    ...(carry.harmlessEdits === undefined ? {} : { harmlessEdits: carry.harmlessEdits }),
  }));
  return { states, sinceTemporalAt: temporalAt };
}

export function chunksFor(accounts: number): number {
  return Math.max(1, Math.ceil(accounts / MAX_WATCHED_ACCOUNTS));
}

/** The watch that looks at the account in this place. */
export function chunkAt(place: number): number {
  return Math.floor(place / MAX_WATCHED_ACCOUNTS);
}

export function chunkOf<T>(all: readonly T[], chunk: number): readonly T[] {
  return all.slice(chunk * MAX_WATCHED_ACCOUNTS, (chunk + 1) * MAX_WATCHED_ACCOUNTS);
}

export function withState(watches: Watches, chunk: number, state: WatchState): Watches {
  return { ...watches, states: watches.states.map((before, at) => (at === chunk ? state : before)) };
}

/** The worst watch decides. */
export function overallVerdict(watches: Watches): Verdict {
  const verdicts = watches.states.map(({ verdict }) => verdict);
  return verdicts.reduce((one, other) => (worst(one.kind, other.kind) === one.kind ? one : other));
}

/** Every subject that is not healthy now. */
export function unwellSubjects(watches: Watches): readonly string[] {
  return watches.states.flatMap(({ unwell }) => unwell.map(({ subject }) => subject));
}

/** Good time that every watched account has had. */
export function overallGoodMs(watches: Watches): number {
  return Math.min(...watches.states.map((state) => state.goodMs));
}

/** A watch's last look, on Temporal's clock. */
export function lookedAt({ startedTemporalAt, wallMs }: WatchState): number {
  return startedTemporalAt + wallMs;
}

/** Since when the verdict has not been healthy everywhere, at worst. */
export function lastGoodAt(watches: Watches): number {
  return Math.min(...watches.states.map((state) => state.lastGoodTemporalAt ?? watches.sinceTemporalAt));
}

export function carryOf(watches: Watches): WatchCarry {
  const offsets = watches.states.flatMap((state) => state.clockOffsetMs ?? []);
  return {
    lookedUntilAt: Math.min(...watches.states.map((state) => state.lookedUntilAt)),
    clockOffsetMs: offsets.length === 0 ? undefined : Math.min(...offsets),
    ...harmlessIn(watches),
  };
}

/** Every watch was given what was known before, so the newest of each alarm counts. */
function harmlessIn({ states }: Watches): Pick<WatchCarry, 'harmlessEdits'> {
  const newest = new Map<string, HarmlessEdit>();
  for (const edit of states.flatMap(({ harmlessEdits }) => harmlessEdits ?? [])) {
    const key = configKey(edit.subject, edit.alarm);
    if ((newest.get(key)?.at ?? -Infinity) < edit.at) newest.set(key, edit);
  }
  return newest.size === 0 ? {} : { harmlessEdits: [...newest.values()] };
}

/** What a watch does, without whom it watches. Equal duties need no new watch. */
export type WatchDuty = Pick<WatchOrder, 'until' | 'counting' | 'tellsWho'>;

/** What several watches have come to together. */
type Together = {
  readonly watches: Watches;
  readonly lastReads: readonly number[];
  /** Those that still have requests to count. */
  readonly counting?: ReadonlySet<number>;
};

/**
 * What one of several watches does. One that has seen enough, or has given its last read, watches on and comes back only if something
 * changes: it would else come back at once, over and over, for as long as another one is behind.
 */
export function chunkDuty(duty: WatchDuty, chunk: number, together: Together): WatchDuty {
  const { watches, lastReads, counting } = together;
  const { until } = duty;
  switch (until.kind) {
    case 'endless':
      return duty;
    case 'one-look':
      return lastReads.includes(chunk) ? { ...duty, until: { kind: 'endless' } } : duty;
    case 'good': {
      const behind = watches.states.map((state, at) => isBehind(state, until.bakeMs) || counting?.has(at) === true);
      return behind[chunk] === false && behind.includes(true) ? { ...duty, until: { kind: 'endless' } } : duty;
    }
    default:
      return assertNever(until);
  }
}

function isBehind({ verdict, goodMs }: WatchState, bakeMs: number): boolean {
  return verdict.kind !== 'healthy' || goodMs < bakeMs;
}

/** Who could not be looked at, why, and when it was noticed, on Temporal's clock. */
export type LostSight = { readonly subjects: readonly string[]; readonly why: string; readonly at: number };

/** A watch that could not even run saw nothing: everybody it watches is blind until it is seen again (S9). */
export function lostSight(state: WatchState, { subjects, why, at }: LostSight): WatchState {
  const findings = subjects.map((subject): Finding => ({
    kind: 'blind',
    because: 'unreadable',
    subject,
    alarm: EVERY_ALARM,
    scope: 'cell',
    detail: why,
  }));
  const wasBlind = state.verdict.kind === 'blind';
  return {
    ...state,
    wallMs: Math.max(state.wallMs, at - state.startedTemporalAt),
    last: state.last === undefined ? undefined : { ...state.last, good: false },
    verdict: verdictOf(findings),
    verdictSinceTemporalAt: wasBlind ? state.verdictSinceTemporalAt : at,
    reds: [],
    unwell: subjects.map((subject) => ({ subject, kind: 'blind' })),
    healthyAlarms: 0,
    blindLooks: state.blindLooks + 1,
  };
}

/** What a look finds where the policy says, with a reason, that no alarm watches: time alone passes. */
export function unwatched(state: WatchState, duty: WatchDuty, at: number): WatchState {
  const goodMs = duty.until.kind === 'good' && duty.counting ? duty.until.bakeMs : state.goodMs;
  const verdict: Verdict = { kind: 'healthy', findings: [], more: 0, rule: 0 };
  const wallMs = at - state.startedTemporalAt;
  return { ...state, goodMs, wallMs, verdict, looks: state.looks + 1, lastGoodTemporalAt: at, reds: [], unwell: [] };
}

/** How long such a look takes: what is left of the bake. */
export function unwatchedMs(state: WatchState, duty: WatchDuty): number {
  return duty.until.kind === 'good' ? Math.max(0, duty.until.bakeMs - state.goodMs) : 0;
}
