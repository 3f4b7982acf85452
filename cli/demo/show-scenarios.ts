import { listScenarios, loadScenario } from '../../sandbox';
import type { Screen } from '../output/screen';
import { wrap } from '../output/wrap';

/** What `demo` can play: name, what goes wrong, how it should end. */
export function showScenarios(screen: Screen): void {
  const scenarios = listScenarios().map(({ name, description }) => ({
    name,
    description,
    rollouts: loadScenario(name).rollouts.map(({ release, expect }) => ({ release, expect })),
  }));
  if (screen.output === 'json') {
    screen.printJson({ scenarios });
    return;
  }
  const { colours, columns } = screen;
  const blocks = scenarios.map(({ name, description, rollouts }) => {
    const ends = rollouts.map(({ release, expect }) => `${release} ${expect}`).join(', then ');
    return [
      colours.strong(name),
      wrap(`  ${description}`, Math.min(columns, 100), '  '),
      `  ${colours.faint(`expected: ${ends}`)}`,
    ].join('\n');
  });
  screen.print(blocks.join('\n\n'));
}
