import { defineSignal, defineUpdate, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { readingSentence, readingStatus } from '../waves/rollout/reading-status';
import type { RolloutStatus } from '../waves/rollout/status';
import { answerStatus } from './answer-status';
import type { ReturnInput } from './contract/inputs';
import { short, stamp } from './contract/markdown';
import { SIGNALS, UPDATES, type Answer } from './contract/messages';
import { refuse } from './words';

/** What people may say to a rollout that runs: the same as later, so that none of it waits for an answer. */
const WORDS = [UPDATES.pause, UPDATES.resume, UPDATES.abort, UPDATES.rollBack, UPDATES.extendBake, UPDATES.exemptCell];

/**
 * Answers for a return run from its first moment (W1): it may have to read for long before it knows what it returns, and until then every
 * word is refused with the reason. The rollout's own handlers take the place of these.
 */
export function hearWhileReading({ of, service, region, word }: ReturnInput): void {
  const reading = { rollout: of.rollout, service, region, word, startedAt: Date.now() };
  const sentence = `it is rolling back already, and nothing takes that back; ${readingSentence(reading)}`;
  for (const name of WORDS)
    setHandler(defineUpdate<Answer>(name), () => refused(sentence), {
      validator: () => refused(sentence),
      description: 'Refused until this run has read what it returns',
    });
  // It rolls back whatever they say, and these must arrive in any case.
  for (const name of [SIGNALS.abort, SIGNALS.rollBack])
    setHandler(defineSignal(name), () => undefined, {
      description: 'Changes nothing: this run rolls back already',
    });
  const status = (): RolloutStatus => readingStatus(reading, Date.now());
  answerStatus({ whole: status, bounded: status, description: 'Where this rollout stands' });
  setCurrentDetails(
    `### ↩ rolling back: ${of.rollout}\n**Now** ${readingSentence(reading)}\n\nAs of ${stamp(Date.now())}\n\n**Why** ${short(word.reason, 500)}`,
  );
}

function refused(sentence: string): never {
  throw refuse(sentence);
}
