import { assess, findingsOf } from './assess';
import type { Judged, Memory } from './assess';
import { awsTimeOf } from './bake-clock';
import type { Look } from './observation';
import { partOfSampling } from './sampling';
import type { Sampling } from './sampling';
import { assessSamples } from './samples';
import { partOfScene } from './scene';
import type { Scene } from './scene';
import { GATE_RULES_VERSION, MAX_FINDINGS, verdictOf, worstFirst } from './verdict';
import type { Finding, Verdict } from './verdict';

/**
 * Everything a verdict was made from (DESIGN 6, rule 12), as plain JSON that gives the same verdict again: what was watched and from when
 * its window is open, what AWS said or why it was not believed, and what earlier looks had left behind. It is bounded: all that the
 * verdict names is in it, of what was healthy as much as there is room for.
 */
export type Evidence = Scene & {
  /** What was counted of the requests that the bake waits for; absent where it waits for none. */
  readonly sampling?: Sampling | undefined;
  /** `GATE_RULES_VERSION` of the code that judged. */
  readonly rulesVersion: number;
  readonly verdict: Verdict;
  /** Both clocks at the look; AWS's is undefined if nothing could be read. */
  readonly temporalAt: number;
  readonly awsAt: number | undefined;
  /** How many findings had no room. */
  readonly left: { readonly unwell: number; readonly healthy: number };
};

/** Room for healthy alarms, in characters of JSON, beside what decided. */
const HEALTHY_ROOM = 10_000;

/** About what one alarm takes beside its names, and how often these stand there. */
const CHARACTERS_AN_ALARM = 400;
const NAMED_TIMES = 4;

/** `memory`: the state of the watch before this look. */
export function collectEvidence(look: Look, order: Judged, memory: Memory): Evidence {
  const { accounts, findings, verdict, known, samples } = assess(look, order, memory);
  const chosen = chosenOf(findings);
  const part = partOfScene({ answers: accounts, order, memory: known }, chosen);
  const sampling = partOfSampling({ order: order.samples, counts: samples, readings: look.samples }, chosen);
  const shown = findingsIn({ ...part, sampling });
  return {
    ...part,
    ...(sampling === undefined ? {} : { sampling }),
    rulesVersion: GATE_RULES_VERSION,
    verdict,
    temporalAt: look.temporalAt,
    awsAt: awsTimeOf(accounts),
    left: {
      unwell: findings.filter(isUnwell).length - shown.filter(isUnwell).length,
      healthy: findings.filter(isHealthy).length - shown.filter(isHealthy).length,
    },
  };
}

/** Judges a record anew, from what AWS said and not from the verdict that it holds. */
export function replayEvidence(evidence: Evidence): Verdict {
  const verdict = verdictOf(findingsIn(evidence));
  return { ...verdict, more: verdict.more + evidence.left.unwell };
}

function findingsIn({ answers, order, memory, sampling }: Scene & Pick<Evidence, 'sampling'>): readonly Finding[] {
  const ofSamples = assessSamples(sampling?.order, sampling?.counts, sampling?.readings);
  return [...findingsOf(answers, order, memory), ...ofSamples];
}

/** What the verdict names, then healthy alarms while there is room. */
function chosenOf(findings: readonly Finding[]): readonly Finding[] {
  let room = HEALTHY_ROOM;
  const healthy = findings.filter(isHealthy).filter(({ subject, alarm }) => {
    room -= CHARACTERS_AN_ALARM + NAMED_TIMES * (subject.length + alarm.length);
    return room >= 0;
  });
  return [...findings.filter(isUnwell).sort(worstFirst).slice(0, MAX_FINDINGS), ...healthy];
}

function isHealthy({ kind }: Finding): boolean {
  return kind === 'healthy';
}

function isUnwell(finding: Finding): boolean {
  return !isHealthy(finding);
}
