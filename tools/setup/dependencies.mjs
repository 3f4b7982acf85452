// Are the installed packages those of package-lock.json? npm keeps its own record of what it has installed, written as the last step of an
// install; comparing with that costs a few milliseconds and needs no stamp of ours.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

export function dependenciesAreCurrent(root) {
  const wanted = packagesOf(join(root, 'package-lock.json')) ?? {};
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const isMissing = ([path, entry]) => path !== '' && installed[path] === undefined && !mayBeAbsent(entry);
  const differs = ([path, entry]) =>
    wanted[path]?.version !== entry.version || wanted[path]?.integrity !== entry.integrity;
  return !Object.entries(wanted).some(isMissing) && !Object.entries(installed).some(differs);
}

/** Tried twice: a first try can meet a network that stumbles, or the remains of an install that was killed. */
export function installDependencies(root) {
  try {
    installOnce(root);
  } catch {
    installOnce(root);
  }
}

function installOnce(root) {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const remedy = 'the lines above say why; `npm ping` tells whether the package registry answers';
  // npm_execpath is the very npm that started us; it may not be on PATH under version managers.
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...args], { cwd: root, remedy });
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root, remedy });
}

/** npm leaves out what is optional or made for another platform. */
function mayBeAbsent(entry) {
  return (
    entry.optional === true ||
    entry.devOptional === true ||
    entry.peer === true ||
    entry.os !== undefined ||
    entry.cpu !== undefined
  );
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
