import { resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

const WORKFLOWS = resolve(__dirname, '../../workflows/index.ts');
const LARGEST_BYTES = 4 * 2 ** 20;

/** Webpack names every module of the bundle by its path from the root of the repository. */
function modulesOf(code: string): readonly string[] {
  return [...code.matchAll(/"(\.\/[^"\s]+\.(?:[cm]?[jt]s|json))"/g)].map(([, path = '']) => path);
}

async function bundle(): Promise<string> {
  const quiet = (): void => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
  const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger });
  return code;
}

describe('the workflow bundle', () => {
  let code = '';
  let modules: readonly string[] = [];

  beforeAll(async () => {
    code = await bundle();
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
