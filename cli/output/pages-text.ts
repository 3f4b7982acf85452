import type { RolloutPages } from '../temporal/web-ui-urls';
import type { Screen } from './screen';

const LABELS: readonly (readonly [keyof RolloutPages, string])[] = [
  ['rollout', 'the rollout'],
  ['cells', 'its cells'],
  ['everything', 'its waves, cells and rollback'],
  ['ofService', 'all rollouts of this service in this Region'],
  ['needsAttention', 'what needs a person, of all rollouts'],
];

export function pagesText(pages: RolloutPages, { colours }: Pick<Screen, 'colours'>): string {
  return LABELS.map(([page, label]) => `${label}\n  ${colours.link(pages[page])}`).join('\n');
}
