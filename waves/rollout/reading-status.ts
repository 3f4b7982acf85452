import type { RolloutStatus } from './status';
import type { Word } from './stance';
import { causeText, type Why } from './why';

/** A return run before it knows what it has to return. */
export type Reading = {
  readonly rollout: string;
  readonly service: string;
  readonly region: string;
  readonly word: Word;
  readonly startedAt: number;
};

/** Its one sentence, for whoever asks or talks to it: nothing that is said to it can change what it does first. */
export function readingSentence({ rollout }: Pick<Reading, 'rollout'>): string {
  return `before anything is returned it reads what ${rollout} touched from Temporal's histories`;
}

/** Where it stands, as far as its input tells. */
export function readingStatus(reading: Reading, now: number): RolloutStatus {
  const { rollout, service, region, word, startedAt } = reading;
  const since = new Date(startedAt).toISOString();
  const rollingBack = `rolling back: ${causeText({ kind: 'person', word })}`;
  const sentence = readingSentence(reading);
  const why: readonly Why[] = [
    { subject: 'rollout', sentence: rollingBack, since, until: undefined, command: undefined },
    { subject: 'histories', sentence, since, until: undefined, command: 'cellwave doctor' },
  ];
  return {
    id: rollout,
    service,
    region,
    release: releaseIn(rollout),
    digest: '',
    rehearsal: false,
    phase: 'rolling-back',
    outcome: undefined,
    startedAt: since,
    asOf: new Date(now).toISOString(),
    counts: { total: 0, done: 0, failed: 0, exposed: 0 },
    waves: [],
    cells: [],
    cellsLeftOut: 0,
    soak: { bakeMs: 0, goodMs: 0 },
    evidence: undefined,
    next: sentence,
    why,
    story: [rollingBack],
  };
}

/** `payments:us-west-2:v1.4.0-3f9c2a` -> `v1.4.0` */
function releaseIn(rollout: string): string {
  const name = rollout.slice(rollout.lastIndexOf(':') + 1);
  return name.replace(/-[^-]*$/, '');
}
