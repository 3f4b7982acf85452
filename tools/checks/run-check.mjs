import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Runs one check and resolves to `{ name, passed, ms, output, totals }`; a check that outlives its time is ended with all its children. */
export function runCheck(root, check) {
  if (check.report) forget(check.report);
  const startedAt = Date.now();
  const child = spawn(check.command, check.args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const endAll = () => endGroup(child.pid);
  const timer = setTimeout(() => {
    output += `\nended: not done after ${check.timeoutMs / 60_000} min\n`;
    endAll();
  }, check.timeoutMs);
  process.once('exit', endAll);
  return new Promise((resolve) => {
    const finish = (passed) => {
      clearTimeout(timer);
      process.removeListener('exit', endAll);
      resolve({
        name: check.name,
        passed,
        ms: Date.now() - startedAt,
        output: output.trim(),
        totals: totalsOf(check.report),
      });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

function environment() {
  return { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
}

function forget(report) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
}

/** A check leads its own process group, so that a server started by a test does not outlive it. */
function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function totalsOf(report) {
  if (report === undefined) return undefined;
  try {
    return summarise(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    // The run died before it could write its report: one failure, whatever it had counted.
    return { passed: 0, failed: 1, skipped: [] };
  }
}

function summarise({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => fullName);
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped };
}
