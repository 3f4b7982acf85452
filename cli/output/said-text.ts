import type { Said } from '../temporal/say-word';
import type { Screen } from './screen';
import { wrap } from './wrap';

/** What the rollout answered, and what happens next. */
export function showSaid(name: string, said: Said, screen: Screen): void {
  if (screen.output === 'json') {
    screen.printJson({ ...said, word: name });
    return;
  }
  const { colours, columns } = screen;
  const mark = said.kind === 'accepted' ? colours.good(name) : colours.warning(name);
  screen.print(wrap(`${mark} ${said.id}: ${said.next}`, columns, '  '));
}
