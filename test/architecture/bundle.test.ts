import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { workflowBundle } from '../support/workflow-bundle';

const REPO = resolve(__dirname, '../..');
const LARGEST_BYTES = 4 * 2 ** 20;

/** The source map inside the bundle names every file that went into it, also where modules were joined. */
function modulesOf(code: string): readonly string[] {
  const [, encoded = ''] = /sourceMappingURL=data:application\/json;[^,]*base64,([A-Za-z0-9+/=]+)/.exec(code) ?? [];
  const { sources } = JSON.parse(Buffer.from(encoded, 'base64').toString()) as { sources: readonly string[] };
  return sources.map((path) => `./${relative(REPO, path)}`);
}

describe('the workflow bundle', () => {
  let code = '';
  let modules: readonly string[] = [];

  beforeAll(async () => {
    code = readFileSync(await workflowBundle(), 'utf8');
    modules = modulesOf(code);
  });

  it('holds the workflows and the pure parts they run', () => {
    expect(modules.filter((path) => path.startsWith('./workflows/'))).not.toEqual([]);
    expect(modules.filter((path) => path.startsWith('./waves/'))).not.toEqual([]);
  });

  it.each(['zod', '@aws-sdk', '@smithy', '@temporalio/client', '@temporalio/worker', 'pino', 'commander', 'yaml'])(
    'holds no %s',
    (name) => {
      expect(modules.filter((path) => path.includes(`node_modules/${name}/`))).toEqual([]);
    },
  );

  it.each(['activities', 'runtime', 'cli', 'sandbox'])('holds nothing of %s/', (room) => {
    expect(modules.filter((path) => path.startsWith(`./${room}/`))).toEqual([]);
  });

  it('stays small enough to load for every worker start', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(LARGEST_BYTES);
  });
});
