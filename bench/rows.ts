import type { Cost } from './measure-rolling';
import { median, percentile, seconds } from './numbers';
import type { Results } from './results';

/** One line of the table. `met` is undefined where the budget is not a number. */
export type Row = { readonly what: string; readonly budget: string; readonly measured: string; readonly met: boolean };

/** The rows of the budget table that exist so far. */
export function rowsOf(results: Results): readonly Row[] {
  return [rollingRow(results), firstCallRow(results), allCallsRow(results), seenRow(results), ...countRows(results)];
}

/** The best of each side: whatever else runs on the machine only adds to a time. */
function rollingRow({ rolling }: Results): Row {
  const { cells, ours, twin, leanest } = rolling;
  const [best, its, leanestBest] = [bestWall(ours), bestWall(twin), bestWall(leanest)];
  const ratio = best / its;
  const lean = `${(best / leanestBest).toFixed(2)}x against one that reads nothing before it creates`;
  return {
    what: `rolling ${cells} cells whose deployment ends at once, against the bare twin with the same calls for a cell`,
    budget: '<= 1.25x',
    measured: `${ratio.toFixed(2)}x (${seconds(best)} against ${seconds(its)}, best of ${ours.length})${cpuWords(rolling)}; ${lean}`,
    met: ratio <= 1.25,
  };
}

function bestWall(costs: readonly Cost[]): number {
  return Math.min(...costs.map(({ wallMs }) => wallMs));
}

function cpuWords({ ours, twin }: Results['rolling']): string {
  const [mine, its] = [ours, twin].map((costs) => Math.min(...costs.map(({ cpuMs }) => cpuMs ?? NaN)));
  if (mine === undefined || its === undefined || Number.isNaN(mine + its)) return '';
  return `; processor time of worker, server and sandbox ${seconds(mine)} against ${seconds(its)}`;
}

function firstCallRow({ small, reactions }: Results): Row {
  const times = [...small, ...reactions].map(({ seenToFirstCall }) => seenToFirstCall);
  const [p50, p99] = [percentile(times, 50), percentile(times, 99)];
  return {
    what: 'alarm observed -> first rollback call',
    budget: 'p99 <= 500 ms',
    measured: `p50 ${Math.round(p50)} ms, p99 ${Math.round(p99)} ms (${times.length} runs, so p99 is the worst)`,
    met: p99 <= 500,
  };
}

function allCallsRow({ reactions, twinReactions }: Results): Row {
  const ours = Math.min(...reactions.map(({ seenToLastCall }) => seenToLastCall));
  const twin = Math.min(...twinReactions.map(({ startToLastCall }) => startToLastCall));
  const ratio = ours / twin;
  return {
    what: `alarm observed -> all rollback calls of ${reactions[0]?.cells ?? 0} cells, against the bare twin`,
    budget: '<= 1.3x',
    measured: `${ratio.toFixed(2)}x (${seconds(ours)} against ${seconds(twin)}, best of ${reactions.length})`,
    met: ratio <= 1.3,
  };
}

function seenRow({ small, pollMs }: Results): Row {
  const times = small.map(({ raisedToSeen }) => raisedToSeen);
  const worst = Math.max(...times);
  return {
    what: 'alarm raised -> observed',
    budget: `poll + 1 s (${seconds(pollMs + 1_000)})`,
    measured: `p50 ${seconds(median(times))}, worst ${seconds(worst)} (${times.length} runs)`,
    met: worst <= pollMs + 1_000,
  };
}

function countRows({ rolling, bake, looks, plan, files, startUp }: Results): readonly Row[] {
  const { own, parent } = rolling.events;
  const ratio = startUp.helpMs / startUp.nodeMs;
  return [
    {
      what: 'history events of a cell: its own, and in its parent',
      budget: '<= 20',
      measured: `${(own + parent).toFixed(1)} (${own} + ${parent.toFixed(1)})`,
      met: own + parent <= 20,
    },
    {
      what: `history events of a bake of ${bake.polls} looks`,
      budget: '<= 120 for any length',
      measured: String(bake.events),
      met: bake.events <= 120,
    },
    {
      what: `calls to CloudWatch for each look at an account (${looks.alarmsPerCell} alarms; ${looks.accounts} accounts)`,
      budget: '1 DescribeAlarms per 100 alarms, and the history pages',
      measured: `${looks.describeAlarms.toFixed(2)} DescribeAlarms, ${looks.describeHistory.toFixed(2)} DescribeAlarmHistory`,
      met: looks.describeAlarms <= 1.05 && looks.describeHistory <= 1.05,
    },
    {
      what: `plan of ${plan.cells.toLocaleString('en')} cells`,
      budget: '<= 1 s',
      measured: `${seconds(plan.ms)}; packed ${(plan.packedBytes / 1e6).toFixed(2)} MB`,
      met: plan.ms <= 1_000,
    },
    {
      what: `reading a file of ${files.cells.toLocaleString('en')} cells, each written in full, and planning them`,
      budget: '<= 2 s',
      measured: seconds(files.ms),
      met: files.ms <= 2_000,
    },
    {
      what: '`cellwave --help`, against `node -e 0`',
      budget: '<= 1.8x',
      measured: `${ratio.toFixed(2)}x (${Math.round(startUp.helpMs)} ms against ${Math.round(startUp.nodeMs)} ms)`,
      met: ratio <= 1.8,
    },
  ];
}
