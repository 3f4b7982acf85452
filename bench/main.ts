// Measures the budgets of the design against bare Temporal workflows of the same shape, on the same server, sandbox and machine, in turns,
// and writes the table of docs/benchmarks.md. `npm run bench`; `npm run bench -- --full` takes 300 cells and more runs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCountingProxy } from './counting-proxy';
import { measureBakeEvents, measureLooks } from './measure-looks';
import { measureFiles } from './measure-files';
import { measurePlan, measureStartUp } from './measure-offline';
import { measureReaction, measureTwinReaction, type Reaction, type TwinReaction } from './measure-reaction';
import { measureRolling } from './measure-rolling';
import { measuredPart } from './page';
import type { Results } from './results';
import { rowsOf } from './rows';
import { writeScenario } from './scenario';
import { openStage, type Stage } from './stage';

type Size = { readonly cells: number; readonly rounds: number; readonly smallRuns: number };

const POLL_MS = 1_000;
const MANY_CELLS = 10_000;
const PAGE = join(resolve(__dirname, '..'), 'docs', 'benchmarks.md');

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { full: { type: 'boolean' }, print: { type: 'boolean' } } });
  const size: Size =
    values.full === true ? { cells: 300, rounds: 5, smallRuns: 30 } : { cells: 80, rounds: 2, smallRuns: 8 };
  const results = await measureAll(size);
  const part = measuredPart(rowsOf(results));
  console.log(part);
  if (values.print !== true) writePart(part);
}

async function measureAll(size: Size): Promise<Results> {
  say('plan and start-up');
  const offline = { plan: planOfMany(), files: measureFiles(MANY_CELLS), startUp: measureStartUp() };
  const large = await onStage({ cells: size.cells + 1 }, (stage) => measureLarge(stage, size));
  const few = await onStage({ cells: 6 }, (stage) => measureSmall(stage, size));
  return { ...offline, ...large, ...few, looks: await countLooks(), pollMs: POLL_MS };
}

async function measureLarge(
  stage: Stage,
  { cells, rounds }: Size,
): Promise<Pick<Results, 'rolling' | 'reactions' | 'twinReactions'>> {
  say(`rolling ${cells} cells`);
  const rolling = await measureRolling(stage, rounds);
  tell(rolling);
  const reactions: Reaction[] = [];
  const twinReactions: TwinReaction[] = [];
  for (let round = 0; round < rounds; round++) {
    say(`taking ${cells} cells back, ${round + 1} of ${rounds}`);
    reactions.push(await measureReaction(stage, { pollMs: 5_000, bakeMs: 1_000 }));
    twinReactions.push(await measureTwinReaction(stage, `back-${round}`));
    tell([reactions.at(-1), twinReactions.at(-1)]);
  }
  return { rolling, reactions, twinReactions };
}

async function measureSmall(stage: Stage, { smallRuns }: Size): Promise<Pick<Results, 'small' | 'bake'>> {
  const small: Reaction[] = [];
  for (let run = 0; run < smallRuns; run++) {
    say(`first call back, ${run + 1} of ${smallRuns}`);
    small.push(await measureReaction(stage, { pollMs: POLL_MS, bakeMs: 1_000 }));
    tell(small.at(-1));
  }
  say('events of a bake');
  const polls = 40;
  return { small, bake: { polls, events: await measureBakeEvents(stage, polls) } };
}

async function countLooks(): Promise<Results['looks']> {
  say('calls to CloudWatch');
  let proxy: Awaited<ReturnType<typeof startCountingProxy>> | undefined;
  const through = async (url: string): Promise<string> => {
    proxy = await startCountingProxy(url);
    return proxy.url;
  };
  try {
    return await onStage({ cells: 6, through }, (stage) => measureLooks(stage, () => proxy?.calls ?? []));
  } finally {
    proxy?.stop();
  }
}

function planOfMany(): Results['plan'] {
  const folder = mkdtempSync(join(tmpdir(), 'cellwave-bench-'));
  try {
    return measurePlan(writeScenario(folder, MANY_CELLS));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function onStage<T>(order: Parameters<typeof openStage>[0], work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage(order);
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}

/** Replaces what stands between the marks; what people wrote around it stays. */
function writePart(part: string): void {
  const [before, , after] = readFileSync(PAGE, 'utf8').split(/<!-- (?:measured|end of measured) -->\n/);
  writeFileSync(PAGE, `${before ?? ''}<!-- measured -->\n\n${part}\n\n<!-- end of measured -->\n${after ?? ''}`);
}

function say(what: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${what} ...`);
}

/** What a long run has found so far. */
function tell(found: unknown): void {
  console.error(JSON.stringify(found));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
