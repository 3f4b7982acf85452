import { spawnSync } from 'node:child_process';

/** A step of the set-up that failed; `output` is what its command printed. */
export class SetUpFailed extends Error {
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

/** Runs a command to its end and returns what it printed. Never reads stdin. */
export function run(command, args, { cwd, env = process.env, remedy }) {
  const done = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 2 ** 20,
  });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim();
  if (done.status === 0) return output;
  const how = done.error?.message ?? (done.signal ? `ended by ${done.signal}` : `exit code ${done.status}`);
  throw new SetUpFailed(`${[command, ...args].join(' ')} failed (${how}); ${remedy}`, output);
}
