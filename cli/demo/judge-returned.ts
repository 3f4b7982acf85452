import type { RolloutScenario } from '../../sandbox';
import { deploymentsOf, type Deployed } from './deployments';
import type { Evidence } from './evidence';
import type { Finding } from './judge';
import { judgeOrder } from './judge-order';

/** Exactly what was touched is back on what it ran before, newest wave first, and nothing went forward once the way back had begun. */
export function judgeReturned(script: RolloutScenario, evidence: Evidence): readonly Finding[] {
  const deployments = deploymentsOf(evidence);
  return [
    judgeTouched(deployments),
    ...judgeReach(script, evidence, deployments),
    judgeOrder(deployments),
    judgeBack(evidence),
    judgeOthers(deployments),
    judgeTurn(deployments),
    judgeNewestFirst(deployments),
  ];
}

function judgeTouched(deployments: readonly Deployed[]): Finding {
  const touched = cellsOf(deployments, 'forward');
  return { demand: 'it was tried', isMet: touched.size > 0, seen: `${touched.size} cells were touched` };
}

/** The script may say which kind of wave must catch it. */
function judgeReach(
  { wave: kind }: RolloutScenario,
  { plan }: Evidence,
  deployments: readonly Deployed[],
): readonly Finding[] {
  if (kind === undefined) return [];
  const last = Math.max(0, ...deployments.filter(({ direction }) => direction === 'forward').map(({ wave }) => wave));
  const reached = plan.waves.find(({ number }) => number === last);
  return [
    {
      demand: `it is caught in the ${kind} wave`,
      isMet: reached?.kind === kind,
      seen: `it got as far as ${reached?.name ?? 'nowhere'}`,
    },
  ];
}

function judgeBack({ before, after }: Evidence): Finding {
  const was = new Map(before.map(({ id, key }) => [id, key]));
  const astray = after.filter(({ id, key }) => was.get(id) !== key);
  return {
    demand: 'every instance runs what it ran before',
    isMet: astray.length === 0,
    seen:
      astray.length === 0
        ? `all ${after.length} do`
        : astray.map(({ cell, id, key }) => `${cell} ${id}: ${key}`).join(', '),
  };
}

function judgeOthers(deployments: readonly Deployed[]): Finding {
  const touched = cellsOf(deployments, 'forward');
  const others = [...cellsOf(deployments, 'back')].filter((cell) => !touched.has(cell));
  return {
    demand: 'no other cell is deployed to',
    isMet: others.length === 0,
    seen: others.length === 0 ? 'none was' : others.join(', '),
  };
}

function judgeTurn(deployments: readonly Deployed[]): Finding {
  const turnedAt = Math.min(...deployments.filter(({ direction }) => direction === 'back').map(({ at }) => at));
  const late = deployments.filter(({ direction, at }) => direction === 'forward' && at > turnedAt);
  return {
    demand: 'nothing goes forward after the way back has begun',
    isMet: late.length === 0,
    seen: late.length === 0 ? 'nothing did' : late.map(({ cell, group }) => `${cell} ${group}`).join(', '),
  };
}

/** By the newest wave of each cell: the first cell is of two. */
function judgeNewestFirst(deployments: readonly Deployed[]): Finding {
  const newest = new Map<string, number>();
  for (const { cell, direction, wave } of deployments)
    if (direction === 'forward') newest.set(cell, Math.max(wave, newest.get(cell) ?? 0));
  const order = [...cellsOf(deployments, 'back')].map((cell) => newest.get(cell) ?? 0);
  const isMet = order.every((wave, at) => at === 0 || wave <= (order[at - 1] ?? 0));
  return { demand: 'the newest wave goes back first', isMet, seen: `by wave: ${order.join(' ')}` };
}

/** In the order of their first deployment that way. */
function cellsOf(deployments: readonly Deployed[], direction: Deployed['direction']): ReadonlySet<string> {
  return new Set(deployments.filter((one) => one.direction === direction).map(({ cell }) => cell));
}
