import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const REPO = resolve(__dirname, '../..');

/**
 * Calls what an ES module of the repository exports, and answers what the call returns, as JSON. Jest runs CommonJS and cannot import it.
 * `call` is an expression in which `module` and `input` are known.
 */
export async function callModule(path: string, call: string, input: unknown): Promise<unknown> {
  const script = `
    const module = await import(${JSON.stringify(`file://${resolve(REPO, path)}`)});
    const input = ${JSON.stringify(input)};
    process.stdout.write(JSON.stringify(await (${call})) ?? 'null');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: REPO,
    maxBuffer: 64 * 2 ** 20,
  });
  return JSON.parse(stdout);
}
