import { countCells } from './counts';
import type { RolloutState } from './rollout-state';
import { causeText, holdText } from './why';

export type NewsEvent = 'started' | 'halted' | 'rolled-back' | 'held' | 'completed' | 'aborted' | 'needs-a-person';

export type News = {
  /** Equal ids are the same news. */
  readonly id: string;
  readonly news: {
    readonly event: NewsEvent;
    readonly rollout: string;
    readonly service: string;
    readonly region: string;
    readonly release: string;
    readonly message: string;
  };
};

/** Everything that people should have been told by now; whoever sends it knows what was sent. */
export function newsOf(rollout: string, state: RolloutState): readonly News[] {
  const { service, region, release } = state.plan;
  const item = (id: string, event: NewsEvent, message: string): News => ({
    id,
    news: { event, rollout, service, region, release: release.version, message },
  });
  return [
    ...(state.admission.kind === 'admitted'
      ? [item('started', 'started', `${release.version} starts in ${region}`)]
      : []),
    ...heldNews(state).map((held) => item(held.id, 'held', held.message)),
    ...(state.turn.kind === 'return' ? [item('halted', 'halted', `rolling back: ${causeText(state.turn.cause)}`)] : []),
    ...personNews(state).map(({ id, message }) => item(id, 'needs-a-person', `a person should look: ${message}`)),
    ...endNews(state).map(({ event, message }) => item(event, event, message)),
  ];
}

function endNews(state: RolloutState): readonly { event: NewsEvent; message: string }[] {
  const { release, region } = state.plan;
  const { done, total, exposed } = countCells(state);
  switch (state.outcome) {
    case 'completed':
      return [{ event: 'completed', message: `${release.version} runs on ${done} of ${total} cells of ${region}` }];
    case 'aborted':
      return [{ event: 'aborted', message: `aborted; what is deployed on ${done} of ${total} cells stays` }];
    case 'rolled-back': {
      const back = state.returned?.filter(({ end }) => end === 'returned').length ?? 0;
      return [{ event: 'rolled-back', message: `${back} of ${exposed} touched cells are on their baselines again` }];
    }
    default:
      return [];
  }
}

function heldNews({ stance }: RolloutState): readonly { id: string; message: string }[] {
  return stance.kind === 'held' ? [{ id: `held-${stance.since}`, message: `held: ${holdText(stance.why)}` }] : [];
}

type PersonNews = { readonly id: string; readonly message: string };

/** Cells that did not come back are told when the way back ends, alarms that stay red later: each is news of its own. */
function personNews(state: RolloutState): readonly PersonNews[] {
  const unread = recallNews(state);
  const ends = state.returned?.filter(({ end }) => end === 'unknown' || end === 'moved') ?? [];
  const red = state.recovery?.kind === 'still-red' ? state.recovery.alarms : [];
  const strayed = ends.map(({ cell, end }) => `${cell}: ${end}`).join(', ');
  return [
    ...unread,
    ...(strayed === '' ? [] : [{ id: 'cells-need-a-person', message: strayed }]),
    ...(red.length === 0 ? [] : [{ id: 'alarms-need-a-person', message: `still not quiet: ${red.join(', ')}` }]),
  ];
}

/** Told once when it takes long, and once more when it is lost for good. */
function recallNews({ recall }: RolloutState): readonly PersonNews[] {
  if (recall.kind === 'late')
    return [
      { id: 'histories-late', message: 'what was touched after the reset cannot be read from the histories yet' },
    ];
  if (recall.kind === 'unreadable')
    return [{ id: 'histories-gone', message: `what was touched after the reset cannot be read: ${recall.detail}` }];
  return [];
}
