import { SIGNALS, UPDATES } from '../../../workflows/contract/messages';
import type { WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import type { Run } from '../hand-fed/run';
import { WORD, type FedRollout } from './a-fed-rollout';

/** Something that is said or done to a rollout at one point of it. Undefined: there was nobody to say it to. */
export type Word = (rollout: FedRollout) => Said | undefined;

/** `heardAt`: when it stood on record, on Temporal's clock; undefined when it was refused. */
export type Said = { readonly heardAt: () => number | undefined };

/** Signals and cancels cannot be refused. */
function saidNow({ timeline }: FedRollout): Said {
  const at = timeline.now();
  return { heardAt: () => at };
}

const isOpen = (run: Run): boolean => run.closing === undefined;

function toRollout(say: (rollout: FedRollout) => Said): Word {
  return (rollout) => (isOpen(rollout.run) ? say(rollout) : undefined);
}

export function byUpdate(name: keyof typeof UPDATES): Word {
  return toRollout((rollout) => {
    const answer = rollout.temporal.update(rollout.run, UPDATES[name], WORD);
    return {
      heardAt() {
        const given = answer();
        return given.kind === 'accepted' || given.kind === 'completed' ? given.at : undefined;
      },
    };
  });
}

export function bySignal(name: 'abort' | 'rollBack'): Word {
  return toRollout((rollout) => {
    rollout.temporal.signal(rollout.run, SIGNALS[name], WORD);
    return saidNow(rollout);
  });
}

export const cancel: Word = toRollout((rollout) => {
  rollout.temporal.cancel(rollout.run);
  return saidNow(rollout);
});

export const terminate: Word = toRollout((rollout) => {
  rollout.temporal.terminate(rollout.run);
  return saidNow(rollout);
});

/** To the newest open workflow of this type below the rollout. */
export function toOpen(type: keyof typeof WORKFLOW_TYPES, what: 'cancel' | 'terminate'): Word {
  return (rollout) => {
    const run = rollout.temporal.openRuns().findLast(({ birth }) => birth.workflowType === type);
    if (run === undefined) return undefined;
    rollout.temporal[what](run);
    return saidNow(rollout);
  };
}

/** The alarms of a cell that carries the release go red. */
export const raiseAlarm: Word = (rollout) => {
  const [cell] = rollout.fleet.carriers();
  if (cell === undefined || !isOpen(rollout.run)) return undefined;
  rollout.fleet.alarms.raise(`${cell}-errors`);
  rollout.fleet.alarms.raise(`${cell}-box-errors`);
  return saidNow(rollout);
};

/** The worker dies, and another one takes its place: attempts that ran in it are never heard of again. */
export const killWorker: Word = toRollout((rollout) => {
  rollout.worker.kill();
  return saidNow(rollout);
});

/** Pauses, and resumes when so much time has passed. */
export function pauseFor(ms: number): Word {
  return (rollout) => {
    const said = byUpdate('pause')(rollout);
    rollout.timeline.later(ms, 'somebody resumes', () => void byUpdate('resume')(rollout));
    return said;
  };
}
