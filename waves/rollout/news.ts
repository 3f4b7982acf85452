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
    ...personNews(state).map((message) => item('needs-a-person', 'needs-a-person', message)),
    ...(state.outcome === 'completed'
      ? [item('completed', 'completed', `${release.version} runs in all of ${region}`)]
      : []),
    ...(state.outcome === 'aborted' ? [item('aborted', 'aborted', 'aborted; what is deployed stays')] : []),
    ...(state.outcome === 'rolled-back' ? [item('rolled-back', 'rolled-back', 'every touched cell was returned')] : []),
  ];
}

function heldNews({ stance }: RolloutState): readonly { id: string; message: string }[] {
  return stance.kind === 'held' ? [{ id: `held-${stance.since}`, message: `held: ${holdText(stance.why)}` }] : [];
}

function personNews(state: RolloutState): readonly string[] {
  const ends =
    state.returned
      ?.filter(({ end }) => end === 'unknown' || end === 'moved')
      .map(({ cell, end }) => `${cell}: ${end}`) ?? [];
  const red = state.recovery?.kind === 'still-red' ? state.recovery.alarms.map((alarm) => `${alarm}: still red`) : [];
  const all = [...ends, ...red];
  return all.length === 0 ? [] : [`a person should look: ${all.join(', ')}`];
}
