import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { formatDuration } from '../alarms/durations';
import { exemptable } from '../waves/rollout/exemption';
import { phaseOf } from '../waves/rollout/phase';
import { runningWave } from '../waves/rollout/next-step';
import type { RolloutState } from '../waves/rollout/rollout-state';
import { boundedStatus } from '../waves/rollout/bounded-status';
import { statusOf, type RolloutStatus } from '../waves/rollout/status';
import {
  SIGNALS,
  UPDATES,
  type AdmitAnswer,
  type Answer,
  type ExemptCellMessage,
  type ExtendBakeMessage,
  type ResumeMessage,
  type WaveReportMessage,
  type WordMessage,
} from './contract/messages';
import { answerStatus } from './answer-status';
import type { RolloutWork } from './rollout-work';
import { checkReason, refuse, wordOf } from './words';

const pause = defineUpdate<Answer, [WordMessage]>(UPDATES.pause);
const resume = defineUpdate<Answer, [ResumeMessage]>(UPDATES.resume);
const abort = defineUpdate<Answer, [WordMessage]>(UPDATES.abort);
const rollBack = defineUpdate<Answer, [WordMessage]>(UPDATES.rollBack);
const extendBake = defineUpdate<Answer, [ExtendBakeMessage]>(UPDATES.extendBake);
const exemptCell = defineUpdate<Answer, [ExemptCellMessage]>(UPDATES.exemptCell);
const admit = defineUpdate<AdmitAnswer>(UPDATES.admit);
const abortSignal = defineSignal<[WordMessage]>(SIGNALS.abort);
const rollBackSignal = defineSignal<[WordMessage]>(SIGNALS.rollBack);
const waveReport = defineSignal<[WaveReportMessage]>(SIGNALS.waveReport);

/** Everything a rollout can be told and asked. Handlers only record; the main loop acts. */
export function hearMessages(work: RolloutWork): void {
  hearAdmission(work);
  hearPauses(work);
  hearEndings(work);
  hearAmendments(work);
  setHandler(waveReport, (report) => hearWave(work, report), {
    description: 'Sent by the running wave',
  });
  const whole = (): RolloutStatus => statusOf(work.ref, work.state(), Date.now());
  answerStatus({ whole, bounded: () => boundedStatus(whole()), description: 'Where this rollout stands' });
}

/** A report that no wave sent changes nothing: an error here would stop the rollout for good. */
function hearWave(work: RolloutWork, report: WaveReportMessage | undefined): void {
  const isOurs = typeof report?.wave === 'number' && typeof report.phase === 'string' && Array.isArray(report.finished);
  if (isOurs) work.apply({ kind: 'wave-reported', report, at: Date.now() });
}

function hearAdmission(work: RolloutWork): void {
  const handler = async (): Promise<AdmitAnswer> => {
    await condition(() => work.state().admission.kind !== 'awaited' || work.state().turn.kind !== 'none');
    const { admission } = work.state();
    if (admission.kind === 'refused') return { kind: 'refused', refusals: admission.refusals };
    if (admission.kind === 'awaited') return { kind: 'refused', refusals: [STOPPED] };
    return { kind: 'admitted', rollout: work.ref.rollout, workflowId: work.workflowId, runId: work.runId };
  };
  setHandler(admit, handler, { description: 'Answers when the rollout has admitted itself. Takes nothing' });
}

const STOPPED = {
  rule: 'S15',
  message: 'the rollout was stopped before it had admitted itself',
  remedy: 'nothing was touched; start it again',
};

function hearPauses(work: RolloutWork): void {
  setHandler(
    pause,
    (message) => {
      const word = wordOf(message, Date.now());
      work.apply({ kind: 'paused', word });
      work.steers.push({ kind: 'pause', word });
      return answer('nothing new starts, cells in flight finish, alarms are watched on; `cellwave resume` goes on');
    },
    {
      validator: (message: WordMessage) => {
        checkReason(message);
        checkForward(work.state());
        if (work.state().stance.kind !== 'going') throw refuse(`the rollout is ${work.state().stance.kind} already`);
      },
      description: 'Pause: start nothing new, watch on. {"reason": "..."}',
    },
  );
  setHandler(
    resume,
    (message) => {
      const word = wordOf(message, Date.now());
      work.apply({ kind: 'resumed', word });
      work.steers.push({ kind: 'resume', word });
      return answer('the rollout goes on where it stood');
    },
    {
      validator: (message: ResumeMessage) => {
        checkReason(message);
        checkForward(work.state());
        if (message.expiresAt !== undefined && Date.now() > message.expiresAt)
          throw refuse('this resume was sent too long ago; look at the rollout and send it again');
        if (isHeldByReset(work.state()))
          throw refuse('this run was made by Reset and never goes forward: roll it back, or abort it');
        if (!standsStill(work.state())) throw refuse('the rollout is neither paused nor held');
      },
      description: 'Resume after a pause or a hold. {"reason": "..."}',
    },
  );
}

function isHeldByReset({ stance }: RolloutState): boolean {
  return stance.kind === 'held' && stance.why.kind === 'reset';
}

function standsStill(state: RolloutState): boolean {
  const phase = phaseOf(state, Date.now());
  return state.stance.kind !== 'going' || phase === 'held' || phase === 'paused';
}

function hearEndings(work: RolloutWork): void {
  const abortNow = (message: WordMessage | undefined): void => {
    const word = wordOf(message, Date.now());
    work.apply({ kind: 'aborted', word });
    work.steers.push({ kind: 'abort', word });
  };
  const rollBackNow = (message: WordMessage | undefined): void => {
    const at = Date.now();
    work.apply({ kind: 'return-asked', cause: { kind: 'person', word: wordOf(message, at) }, at });
  };
  setHandler(abortSignal, abortNow, { description: 'Abort, also when no worker answers now. {"reason": "..."}' });
  setHandler(rollBackSignal, rollBackNow, {
    description: 'Roll back, also when no worker answers now. {"reason": "..."}',
  });
  setHandler(
    abort,
    (message) => {
      abortNow(message);
      return answer(
        'cells in flight go on to their end, nothing else starts; what is deployed stays: `cellwave rollback` takes it back',
      );
    },
    {
      validator: (message: WordMessage) => {
        checkReason(message);
        checkForward(work.state());
      },
      description: 'Abort: start nothing more, leave what is deployed. {"reason": "..."}',
    },
  );
  setHandler(
    rollBack,
    (message) => {
      rollBackNow(message);
      return answer('cells in flight turn round, then every touched cell returns to its baseline, newest wave first');
    },
    {
      validator: (message: WordMessage) => {
        checkReason(message);
        if (work.state().outcome !== undefined)
          throw refuse('the rollout has closed; `cellwave rollback` starts its return');
        if (work.state().turn.kind === 'return') throw refuse('the rollout is rolling back already');
      },
      description: 'Roll back: return every touched cell to its baseline. {"reason": "..."}',
    },
  );
}

const MOST_MINUTES = 7 * 24 * 60;

function hearAmendments(work: RolloutWork): void {
  setHandler(
    extendBake,
    (message) => {
      const wave = waveMeant(work.state(), message);
      const byMs = Math.round(message.minutes * 60_000);
      work.apply({ kind: 'bake-extended', wave, byMs });
      if (isRunning(work.state(), wave)) work.steers.push({ kind: 'extend-bake', byMs });
      return answer(`${wave} bakes ${formatDuration(byMs)} longer`);
    },
    {
      validator: (message: ExtendBakeMessage) => {
        checkReason(message);
        checkForward(work.state());
        const minutes: unknown = message.minutes;
        if (typeof minutes !== 'number' || !(minutes > 0) || minutes > MOST_MINUTES)
          throw refuse(`minutes must be above 0 and at most ${MOST_MINUTES}: bakes only grow`);
        const wave = waveMeant(work.state(), message);
        if (wave !== 'soak' && !isOpenWave(work.state(), wave))
          throw refuse(`${wave} is no wave that is still to bake`);
      },
      description: 'Bake longer. {"minutes": 30, "reason": "..."}, with "wave" for another than the running one',
    },
  );
  setHandler(
    exemptCell,
    (message) => {
      const word = wordOf(message, Date.now());
      const unless =
        exemptable(work.state(), message.cell) === 'unless-begun' ? ', unless its deployment has begun' : '';
      work.apply({ kind: 'exempted', cell: message.cell, word });
      work.steers.push({ kind: 'exempt', cell: message.cell, word });
      return answer(`${message.cell} is left out of this rollout${unless}`);
    },
    {
      validator: (message: ExemptCellMessage) => {
        checkReason(message);
        checkForward(work.state());
        const known = work.state().waves.some(({ wave }) => wave.cells.some(({ name }) => name === message.cell));
        if (!known) throw refuse(`${message.cell} is no cell of this rollout`);
        if (exemptable(work.state(), message.cell) === 'no')
          throw refuse(`no wave is to come to ${message.cell} any more, so there is nothing to leave it out of`);
      },
      description: 'Leave a cell out that has not been touched. {"cell": "...", "reason": "..."}',
    },
  );
}

function answer(next: string): Answer {
  return { accepted: true, next };
}

function checkForward(state: RolloutState): void {
  if (state.outcome !== undefined) throw refuse('the rollout has closed');
  if (state.turn.kind === 'return') throw refuse('the rollout is rolling back, and nothing takes that back');
  if (state.turn.kind === 'abort') throw refuse('the rollout is being aborted');
}

function waveMeant(state: RolloutState, { wave }: ExtendBakeMessage): string {
  if (wave !== undefined) return wave;
  const running = runningWave(state);
  const next = state.waves.find((record) =>
    running === undefined ? record.stage.kind === 'pending' : record.wave.number === running,
  );
  return next?.wave.name ?? 'soak';
}

function isOpenWave(state: RolloutState, name: string): boolean {
  return state.waves.some(
    ({ wave, stage }) => wave.name === name && (stage.kind === 'pending' || stage.kind === 'running'),
  );
}

function isRunning(state: RolloutState, name: string): boolean {
  return state.waves.some(({ wave, stage }) => wave.name === name && stage.kind === 'running');
}
