import type { Plan } from '../../../waves/plan';
import { PLANNED_AT } from '../a-plan';
import { startFedRollout, type FedRollout } from './a-fed-rollout';
import type { Said, Word } from './words';

/** Longer than anything takes that ends by itself. */
const REST_MS = 20 * 60_000;

/** A word, said just before the `point`th thing happens. */
export type Line = { readonly word: Word; readonly point: number };

export type Told = {
  readonly rollout: FedRollout;
  readonly said: Said | undefined;
  /** Of the last line: what happened next. */
  readonly before: string;
};

/** What happens in a rollout of this plan to which nothing else is said, in order. */
export async function happenings(plan: Plan, opening: readonly Line[] = []): Promise<readonly string[]> {
  const rollout = await startFedRollout(plan, PLANNED_AT);
  const list: string[] = [];
  for (const line of opening) await say(rollout, line, (what) => list.push(what));
  await untilRest(rollout, REST_MS, (what) => list.push(what));
  return list;
}

/** A rollout to which all this is said, until it has come to rest. */
export async function tell(plan: Plan, lines: readonly Line[]): Promise<Told> {
  const rollout = await startFedRollout(plan, PLANNED_AT);
  const told: Told[] = [];
  for (const line of lines) told.push(await say(rollout, line));
  await untilRest(rollout);
  return told.at(-1) ?? { rollout, said: undefined, before: 'the end' };
}

type Witness = (what: string) => void;

async function say(rollout: FedRollout, { word, point }: Line, witness: Witness = () => undefined): Promise<Told> {
  const { timeline } = rollout;
  for (let next = timeline.next(); next !== undefined && timeline.count() < point; next = timeline.next()) {
    witness(next.what);
    await timeline.step();
  }
  const before = timeline.next()?.what ?? 'the end';
  return { rollout, said: word(rollout), before };
}

/** Until nothing is left to happen, or what still happens is only that somebody is waited for. */
export async function untilRest(
  { timeline }: FedRollout,
  withinMs = REST_MS,
  witness: Witness = () => undefined,
): Promise<void> {
  const until = timeline.now() + withinMs;
  for (let next = timeline.next(); next !== undefined && next.at <= until; next = timeline.next()) {
    witness(next.what);
    await timeline.step();
  }
}
