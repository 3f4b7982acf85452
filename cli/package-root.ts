import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of cellwave's package.json: one level up in the source, two in `dist`. */
export function packageRoot(): string {
  const parent = dirname(__dirname);
  return existsSync(join(parent, 'package.json')) ? parent : dirname(parent);
}

export function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown';
}
