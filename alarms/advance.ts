import { assess } from './assess';
import type { Assessment } from './assess';
import { awsTimeOf, creditOf, isQuietSince } from './bake-clock';
import { noteHarmlessEdits, rememberConfigs } from './configs';
import type { AccountLook, Look } from './observation';
import { collectReds } from './reds';
import { MAX_SKEW_MS } from './trusted-look';
import { verdictOf, worst } from './verdict';
import type { Finding, VerdictKind } from './verdict';
import type { HarmlessEdit, LastLook, WatchOrder, WatchState } from './watch-state';

/**
 * The state before a watch's first look. `temporalAt`: now, on Temporal's clock. `lookedUntilAt`: history before it, on AWS's clock, was
 * read by the watch before, or is older than the window.
 */
export function startWatch(start: { readonly temporalAt: number; readonly lookedUntilAt: number }): WatchState {
  return {
    goodMs: 0,
    startedTemporalAt: start.temporalAt,
    wallMs: 0,
    last: undefined,
    lookedUntilAt: start.lookedUntilAt,
    lookedUntilTemporalAt: undefined,
    clockOffsetMs: undefined,
    verdict: { ...verdictOf([]), kind: 'waiting', rule: NOT_LOOKED_RULE },
    verdictSinceTemporalAt: start.temporalAt,
    lastGoodTemporalAt: undefined,
    configs: {},
    reds: [],
    unwell: [],
    healthyAlarms: 0,
    looks: 0,
    blindLooks: 0,
  };
}

/** Rule 9: nothing passes without a read. */
const NOT_LOOKED_RULE = 9;

/** What a watch knows after one more look. Pure and total. A red stays until it is acknowledged. */
export function advance(state: WatchState, look: Look, order: WatchOrder): WatchState {
  const assessment = assess(look, order, state);
  const { verdict, findings, accounts, known, samples } = assessment;
  const last = lastLookOf(state, look, verdict.kind === 'healthy' && order.counting);
  return {
    ...state,
    ...timesOf(state, look, assessment),
    goodMs: state.goodMs + earned(state.last, last, { order, accounts }),
    wallMs: Math.max(state.wallMs, look.temporalAt - state.startedTemporalAt),
    last,
    verdict,
    configs: rememberConfigs(known, order.accounts, accounts),
    ...harmlessIn(noteHarmlessEdits(known, order.accounts, accounts)),
    ...(samples === undefined ? {} : { samples }),
    reds: collectReds(findings).reds,
    unwell: unwellOf(findings),
    healthyAlarms: findings.filter(({ kind }) => kind === 'healthy').length,
    looks: state.looks + 1,
    blindLooks: state.blindLooks + (accounts.length === 0 || accounts.some(isBlind) ? 1 : 0),
  };
}

/** Nothing travels where there is nothing to tell, as is usual. */
function harmlessIn(harmlessEdits: readonly HarmlessEdit[]): Pick<WatchState, 'harmlessEdits'> {
  return harmlessEdits.length === 0 ? {} : { harmlessEdits };
}

type Read = { readonly order: WatchOrder; readonly accounts: readonly AccountLook[] };

function earned(previous: LastLook | undefined, current: LastLook | undefined, { order, accounts }: Read): number {
  if (previous === undefined || current === undefined) return 0;
  if (!isQuietSince(previous.awsAt, order.accounts, accounts)) return 0;
  return creditOf(previous, current, order.pollMs);
}

/** The clocks as they were read, believed or not: a clock that was wrong once is measured against what it said then. */
function lastLookOf(state: WatchState, look: Look, good: boolean): LastLook | undefined {
  const awsAt = awsTimeOf(look.accounts) ?? state.last?.awsAt;
  return awsAt === undefined ? undefined : { awsAt, temporalAt: look.temporalAt, good };
}

type Times = Pick<
  WatchState,
  'lookedUntilAt' | 'lookedUntilTemporalAt' | 'clockOffsetMs' | 'verdictSinceTemporalAt' | 'lastGoodTemporalAt'
>;

function timesOf(state: WatchState, look: Look, { verdict, findings, accounts }: Assessment): Times {
  const awsAt = awsTimeOf(accounts);
  const now = look.temporalAt;
  return {
    ...lookedUntil(state, now, collectReds(findings).more > 0 || accounts.some(isBlind) ? undefined : awsAt),
    clockOffsetMs: awsAt === undefined ? state.clockOffsetMs : Math.min(state.clockOffsetMs ?? Infinity, awsAt - now),
    verdictSinceTemporalAt: verdict.kind === state.verdict.kind ? state.verdictSinceTemporalAt : now,
    lastGoodTemporalAt: verdict.kind === 'healthy' ? now : state.lastGoodTemporalAt,
  };
}

/**
 * History is done with as far as every account was read and no red was left out. From the second time on not further than Temporal's
 * clock allows, so that one answer from the future does not make the next looks skip what happens until then.
 */
function lookedUntil(
  state: WatchState,
  now: number,
  readAt: number | undefined,
): Pick<WatchState, 'lookedUntilAt' | 'lookedUntilTemporalAt'> {
  const { lookedUntilAt, lookedUntilTemporalAt } = state;
  if (readAt === undefined) return { lookedUntilAt, lookedUntilTemporalAt };
  const passedMs = lookedUntilTemporalAt === undefined ? Infinity : Math.max(0, now - lookedUntilTemporalAt);
  return { lookedUntilAt: Math.min(readAt, lookedUntilAt + passedMs + MAX_SKEW_MS), lookedUntilTemporalAt: now };
}

function isBlind({ kind }: AccountLook): boolean {
  return kind === 'blind';
}

function unwellOf(findings: readonly Finding[]): WatchState['unwell'] {
  const kinds = new Map<string, VerdictKind>();
  for (const { subject, kind } of findings) kinds.set(subject, worst(kinds.get(subject) ?? 'healthy', kind));
  return [...kinds].flatMap(([subject, kind]) => (kind === 'healthy' ? [] : [{ subject, kind }]));
}
