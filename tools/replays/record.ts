import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startStage, type Stage } from '../../test/support/a-stage';
import { eventually } from '../../test/support/eventually';
import { recordingOf } from '../../test/support/recording';
import { REPLAY_SCENARIOS } from '../../test/support/replay-scenarios';

/**
 * Rolls the replay scenarios for real and keeps their histories. `npx tsx tools/replays/record.ts [NAME...] [--overwrite]`: what was
 * recorded by earlier code is what the replay tests are for, so it is replaced only when asked for.
 */
const FOLDER = resolve(__dirname, '../../test/replay/recordings');
const AT_ONCE = 4;

async function main(args: readonly string[]): Promise<void> {
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const names = Object.keys(REPLAY_SCENARIOS).filter((name) => asked.length === 0 || asked.includes(name));
  const kept = args.includes('--overwrite') ? [] : names.filter((name) => existsSync(pathOf(name)));
  if (kept.length > 0) throw new Error(`there are recordings of ${kept.join(', ')}: --overwrite replaces them`);
  mkdirSync(FOLDER, { recursive: true });
  const stage = await startStage({ regions: names.length });
  const queue = names.map((name, at) => ({ name, at }));
  const record = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      await recordOne(stage, next).catch(tellOf(next.name));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, record));
  } finally {
    await stage.stop();
  }
}

async function recordOne(stage: Stage, { name, at }: { name: string; at: number }): Promise<void> {
  const scene = stage.scene(at);
  const run = REPLAY_SCENARIOS[name];
  if (run === undefined) return;
  await run(scene);
  await eventually(
    `the workflows of ${name} to end`,
    async () => {
      const running = await stage.client.workflow.count(`CwRegion = '${scene.region}' AND ExecutionStatus = 'Running'`);
      return running.count === 0 ? true : undefined;
    },
    60_000,
  );
  const recording = await recordingOf(stage.client, `CwRegion = '${scene.region}'`);
  writeFileSync(pathOf(name), `${JSON.stringify(recording)}\n`);
  process.stdout.write(`${name}: ${recording.length} histories\n`);
}

/** The others go on: what one has run into says nothing about them. */
function tellOf(name: string): (error: unknown) => void {
  return (error) => {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  };
}

function pathOf(name: string): string {
  return join(FOLDER, `${name}.json`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
