import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makePlan } from '../cli/config/make-plan';
import { aWrittenFleet } from '../test/support/a-written-fleet';
import { median } from './numbers';

const RUNS = 5;

export type FilesResult = { readonly cells: number; readonly ms: number };

/** From files on disk, every cell written in full, to the plan: what `cellwave plan` does between its start and its first line. */
export function measureFiles(cells: number): FilesResult {
  const folder = mkdtempSync(join(tmpdir(), 'cellwave-bench-'));
  try {
    const place = join(folder, '.cellwave');
    mkdirSync(place);
    writeFileSync(join(place, 'fleet.yaml'), aWrittenFleet(cells));
    copyFileSync(resolve(__dirname, '../examples/release.yaml'), join(place, 'release.yaml'));
    const times = Array.from({ length: RUNS }, () => {
      const before = performance.now();
      makePlan({ release: 'v1.1.0', region: 'us-west-2' }, folder, Date.now());
      return performance.now() - before;
    });
    return { cells, ms: median(times) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
