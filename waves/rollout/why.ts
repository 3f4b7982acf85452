import { assertNever } from '../../alarms/assert-never';
import { formatDuration } from '../../alarms/durations';
import { sampleText, type SampleProgress } from '../../alarms/samples';
import { findingText } from './finding-text';
import type { GatePolicy } from '../policy';
import { nextForward, type ForwardStep } from './next-step';
import type { RolloutState } from './rollout-state';
import type { HoldCause, ReturnCause } from './stance';
import type { WaveReport } from './wave-report';
import { overallVerdict } from './watches';

/** One sentence for one thing that waits: what, since when, until when, and the command that changes it. */
export type Why = {
  readonly subject: string;
  readonly sentence: string;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly command: string | undefined;
};

export function whyOf(rollout: string, state: RolloutState, now: number): readonly Why[] {
  if (state.outcome !== undefined) return [];
  if (state.turn.kind === 'return')
    return [
      why('rollout', `rolling back: ${causeText(state.turn.cause)}`, { since: state.turn.at }),
      ...recallWhy(rollout, state),
    ];
  if (state.turn.kind === 'abort')
    return [
      why(
        'rollout',
        `aborted by ${state.turn.word.by} (${state.turn.word.reason}); cells in flight go on to their end`,
        {
          since: state.turn.word.at,
          command: `cellwave rollback ${rollout} --reason TEXT`,
        },
      ),
    ];
  const { stance } = state;
  if (stance.kind === 'paused')
    return [
      why('rollout', `paused by ${stance.word.by}: ${stance.word.reason}`, {
        since: stance.word.at,
        command: `cellwave resume ${rollout} --reason TEXT`,
      }),
    ];
  if (stance.kind === 'held')
    return [
      why('rollout', `held: ${holdText(stance.why)}`, {
        since: stance.since,
        command: holdCommand(rollout, stance.why),
      }),
    ];
  return [stepWhy(state, nextForward(state, now))];
}

/** What keeps a way back from ending, though it keeps nothing from going back that this run knows of. */
function recallWhy(rollout: string, { recall }: RolloutState): readonly Why[] {
  if (recall.kind === 'none' || recall.kind === 'done') return [];
  if (recall.kind === 'unreadable')
    return [
      why(
        'histories',
        `what was touched after the reset cannot be read (${recall.detail}): what this run knows of goes back, the rest is for a person`,
        {
          since: recall.since,
          command: `cellwave accept ${rollout} --reason TEXT, once the run has ended and its cells were looked at`,
        },
      ),
    ];
  return [
    why(
      'histories',
      "what was touched after the reset is being read from Temporal's histories; what this run knows of goes back meanwhile",
      { since: recall.since, command: 'cellwave doctor' },
    ),
  ];
}

type Times = { readonly since?: number; readonly until?: number | undefined; readonly command?: string };

function why(subject: string, sentence: string, times: Times): Why {
  const iso = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString();
  return { subject, sentence, since: iso(times.since), until: iso(times.until), command: times.command };
}

function stepWhy(state: RolloutState, step: ForwardStep): Why {
  switch (step.kind) {
    case 'admit':
      return why('rollout', 'being admitted: a worker checks the plan, the endpoints and earlier rollouts', {
        since: state.startedAt,
      });
    case 'read-baselines':
      return why(waveName(state, step.wave), "its cells' baselines are being read, before anything is changed", {});
    case 'run-wave':
      return runningWhy(state, step.wave);
    case 'watch':
      return watchWhy(state, step);
    case 'close':
      return why('rollout', 'about to close', {});
  }
}

function waveName(state: RolloutState, number: number): string {
  return state.waves.flatMap(({ wave }) => (wave.number === number ? [wave.name] : [])).join('');
}

function runningWhy(state: RolloutState, number: number): Why {
  const record = state.waves.find(({ wave }) => wave.number === number);
  if (record?.stage.kind !== 'running') return why(waveName(state, number), 'about to start', {});
  const { report, startedAt: since } = record.stage;
  if (report?.phase !== 'baking') return why(waveName(state, number), 'deploying its cells', { since });
  return why(waveName(state, number), bakingText(report, record.wave.bakeMs, state.plan.policy.gate), { since });
}

function bakingText({ verdict, samples, goodMs }: WaveReport, bakeMs: number, gate: GatePolicy): string {
  const [trouble] = verdict.findings;
  if (trouble !== undefined) return `baking, clock stopped: ${findingText(trouble)}`;
  if (samples === undefined || goodMs < bakeMs) return 'baking: its alarms are watched until it has had its good time';
  return extendedText(samples, { bakeMs, limitMs: gate.minimumSamples?.maximumBakeMs ?? 0 });
}

/** A bake that goes on for want of requests (DESIGN 6, rule 8). */
export function extendedText(
  samples: SampleProgress,
  { bakeMs, limitMs }: Record<'bakeMs' | 'limitMs', number>,
): string {
  const longest = formatDuration(Math.max(bakeMs, limitMs));
  return `baking longer than its ${formatDuration(bakeMs)}: ${sampleText(samples)}; held at ${longest} of good time`;
}

/** A rollout that stands has its own sentence before this is asked. */
function watchWhy(state: RolloutState, { purpose, wakeAt: until }: Extract<ForwardStep, { kind: 'watch' }>): Why {
  const next = state.waves.find(({ stage }) => stage.kind === 'pending')?.wave.name ?? 'soak';
  const trouble = overallVerdict(state.watches).findings[0];
  if (purpose === 'window') return why(next, 'waits for the release window to open', { until });
  if (purpose === 'gate')
    return why(next, `waits at its gate: ${trouble === undefined ? 'looking at its alarms' : findingText(trouble)}`, {
      until,
    });
  const soaking =
    trouble === undefined
      ? 'soaking: every cell is deployed and watched'
      : `soaking, clock stopped: ${findingText(trouble)}`;
  return why('soak', soaking, { until });
}

export function holdText(cause: HoldCause): string {
  switch (cause.kind) {
    case 'blind':
      return cause.finding === undefined ? 'the alarms could not be looked at' : findingText(cause.finding);
    case 'waiting':
      return cause.finding === undefined ? 'not enough evidence' : findingText(cause.finding);
    case 'too-few-samples':
      return `${sampleText(cause.progress)}, and the longest bake is over`;
    case 'red-before-start':
      return `${cause.cell} is not started: its alarm ${cause.alarm} was in ALARM before it was touched`;
    case 'blocked':
      return `${cause.cell} cannot be deployed (${cause.because}): ${cause.detail}`;
    case 'baseline-untrusted':
      return `the baseline of ${cause.cell} cannot be trusted: ${cause.detail}`;
    case 'baselines-unread':
      return `the baselines of ${cause.wave} could not be read: ${cause.detail}`;
    case 'untried':
      return `no cell of ${cause.wave} carries the release, so nothing is proved for the waves after it`;
    case 'reset':
      return 'this run was made by Reset, which does not know what its predecessor has done since';
    default:
      return assertNever(cause);
  }
}

function holdCommand(rollout: string, cause: HoldCause): string {
  const cell = 'cell' in cause ? cause.cell : undefined;
  if (cause.kind === 'reset') return `cellwave rollback ${rollout} --reason TEXT`;
  // What somebody put there becomes what the cell returns to, so whoever resumes should know it.
  if (cause.kind === 'blocked' && cause.because === 'baseline-moved')
    return `cellwave resume ${rollout} --reason TEXT, which reads its baseline again, or cellwave exempt ${rollout} --cell ${cause.cell} --reason TEXT`;
  const exempt = cell === undefined ? '' : `, or cellwave exempt ${rollout} --cell ${cell} --reason TEXT`;
  return `cellwave resume ${rollout} --reason TEXT${exempt}`;
}

export function causeText(cause: ReturnCause): string {
  switch (cause.kind) {
    case 'verdict': {
      const first = cause.verdict.findings[0];
      const more = cause.verdict.findings.length + cause.verdict.more - 1;
      return `${first === undefined ? 'an alarm counted' : findingText(first)}${more > 0 ? `, and ${more} more` : ''}`;
    }
    case 'blind':
      return 'the alarms could not be looked at for too long, and the policy says to roll back then';
    case 'person':
      return `${cause.word.by} asked for it: ${cause.word.reason}`;
    case 'cancelled':
      return 'the rollout was cancelled';
    case 'failure-budget':
      return `${cause.cells.join(', ')} failed to deploy, more than the failure budget allows`;
    case 'wave-lost':
      return `wave ${cause.wave} was lost: ${cause.detail}`;
    default:
      return assertNever(cause);
  }
}
