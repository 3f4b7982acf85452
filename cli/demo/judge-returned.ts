import type { RolloutScenario } from '../../sandbox';
import { entriesOf } from '../../sandbox/ledger-queries';
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
    judgeNewestFirst(evidence, deployments),
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

/** Calls so close together were sent side by side: within the rollback's width the cells of one AZ go at once. */
const SIDE_BY_SIDE_MS = 2_000;

/** By the newest wave of each cell: the first cell is of two. A cell in flight is turned round by stopping it. */
function judgeNewestFirst({ entries, plan }: Evidence, deployments: readonly Deployed[]): Finding {
  const newest = new Map<string, number>();
  for (const { cell, direction, wave } of deployments)
    if (direction === 'forward') newest.set(cell, Math.max(wave, newest.get(cell) ?? 0));
  const azOf = new Map(plan.waves.flatMap(({ cells }) => cells.map(({ name, azId }) => [name, azId] as const)));
  const calls = firstCalls(entries, deployments).map(({ cell, at }) => {
    return { at, wave: newest.get(cell) ?? 0, azId: azOf.get(cell) };
  });
  const late = calls.filter((call, index) =>
    calls
      .slice(0, index)
      .some((other) => other.wave < call.wave && (other.azId !== call.azId || call.at - other.at > SIDE_BY_SIDE_MS)),
  );
  const seen = `by wave: ${calls.map(({ wave }) => wave).join(' ')}`;
  return { demand: 'the newest wave goes back first', isMet: late.length === 0, seen };
}

type Call = { readonly cell: string; readonly at: number };

/** The first call for each cell that took something back, in order. */
function firstCalls(entries: Evidence['entries'], deployments: readonly Deployed[]): readonly Call[] {
  const calls = [
    ...entriesOf(entries, 'deployment-stop-requested').map(({ cell = '', at }) => ({ cell, at })),
    ...deployments.filter(({ direction }) => direction === 'back'),
  ].sort((a, b) => a.at - b.at);
  return calls.filter(({ cell }, index) => calls.findIndex((other) => other.cell === cell) === index);
}

/** In the order of their first deployment that way. */
function cellsOf(deployments: readonly Deployed[], direction: Deployed['direction']): ReadonlySet<string> {
  return new Set(deployments.filter((one) => one.direction === direction).map(({ cell }) => cell));
}
