import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliError } from '../errors';
import { packageRoot } from '../package-root';
import { shownPath } from './load-files';

const FILES = ['fleet.yaml', 'policy.yaml', 'release.yaml'] as const;

export const NEXT = [
  'Next: put your service, Regions and accounts into fleet.yaml, then',
  '  cellwave validate',
  '  cellwave plan --release v1.1.0 --region us-west-2',
] as const;

/** Copies the examples into `.cellwave/` of a folder. All or nothing: one file that exists stops it before the first is written. */
export function writeExamples(dir: string, cwd: string): readonly string[] {
  const folder = join(resolve(cwd, dir), '.cellwave');
  const targets = FILES.map((file) => ({ from: join(packageRoot(), 'examples', file), to: join(folder, file) }));
  const existing = targets.filter(({ to }) => existsSync(to)).map(({ to }) => shownPath(to, cwd));
  if (existing.length > 0)
    throw new CliError({
      kind: 'usage',
      message: `not overwritten: ${existing.join(', ')}`,
      remedy: 'edit what is there, or name another folder: cellwave init DIR',
    });
  mkdirSync(folder, { recursive: true });
  for (const { from, to } of targets) copyFileSync(from, to, constants.COPYFILE_EXCL);
  return targets.map(({ to }) => shownPath(to, cwd));
}
