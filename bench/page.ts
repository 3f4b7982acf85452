import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Row } from './rows';

/** The measured part of docs/benchmarks.md. */
export function measuredPart(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, budget, measured, met }) => `| ${what} | ${budget} | ${measured} | ${met ? 'yes' : '**no**'} |`,
  );
  return [
    `Measured on ${machine()}. Load while measuring: ${(loadavg()[1] ?? 0).toFixed(1)}; above the number of processors, times say less than ratios, and ratios less than on a quiet machine.`,
    '',
    '| what | budget | measured | met |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function machine(): string {
  const [first] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${day} on ${cpus().length} x ${first?.model.trim() ?? 'an unknown processor'}, ${memory}, ${type()} ${release()}, Node ${process.version}`;
}
