import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Recorded } from '../support/recording';
import { REPLAY_SCENARIOS } from '../support/replay-scenarios';
import { workflowBundle } from '../support/workflow-bundle';

const FOLDER = join(__dirname, 'recordings');
const NAMES = Object.keys(REPLAY_SCENARIOS);

Runtime.install({ logger: new DefaultLogger('ERROR') });

it('has a recording of every scenario, and no other', () => {
  const recorded = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
  expect(recorded.sort()).toEqual([...NAMES].sort());
});

/** Read and replayed by the very code that the workers run. */
describe('S26: what was recorded replays on the code as it is', () => {
  it.each(NAMES)('%s', async (name) => {
    const recording = readRecording(name);
    const workflowBundlePath = await workflowBundle();
    const results = Worker.runReplayHistories({ workflowBundle: { codePath: workflowBundlePath } }, recording);
    let count = 0;
    for await (const { workflowId, error } of results) {
      count += 1;
      expect({ workflowId, error: error?.message }).toEqual({ workflowId, error: undefined });
    }
    expect(count).toBe(recording.length);
    expect(count).toBeGreaterThan(0);
  });
});

function readRecording(name: string): readonly Recorded[] {
  const parsed: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  if (!Array.isArray(parsed)) throw new Error(`${name}.json is no list of histories`);
  return parsed.filter(isRecorded);
}

function isRecorded(value: unknown): value is Recorded {
  return typeof value === 'object' && value !== null && 'workflowId' in value && 'history' in value;
}
