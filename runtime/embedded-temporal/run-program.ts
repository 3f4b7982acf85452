import { execFile } from 'node:child_process';

export type ProgramRun =
  | { readonly kind: 'ran'; readonly stdout: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly why: string };

/** Runs a program to its end within a deadline. A program that does not exist is an answer, not an error. */
export function runProgram(command: string, args: readonly string[], deadlineMs: number): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const options = { timeout: deadlineMs, killSignal: 'SIGKILL', maxBuffer: 8 * 1024 * 1024 } as const;
    const child = execFile(command, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ kind: 'ran', stdout });
      else if (error.code === 'ENOENT') resolve({ kind: 'missing' });
      else if (error.killed === true) resolve({ kind: 'failed', why: `no end within ${deadlineMs / 1000} s` });
      else resolve({ kind: 'failed', why: lastLine(stderr) ?? error.message });
    });
    child.stdin?.end();
  });
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .at(-1);
}
