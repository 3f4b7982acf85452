/** The closing page: one line per check, what was skipped, what was not run at all, and the count of tests. */
export function summary(results, { totalMs, longRuns }) {
  const width = Math.max(...results.map(({ name }) => name.length), 5);
  const row = (name, time, result) => `  ${name.padEnd(width)}  ${time.padStart(7)}  ${result}`;
  const rows = results.map((result) =>
    row(result.name, seconds(result.ms), `${result.passed ? 'ok' : 'FAILED'}${counts(result)}`),
  );
  const skipped = results.flatMap(({ totals }) => totals?.skipped ?? []);
  return [
    '',
    row('check', 'time', 'result'),
    ...rows,
    row('all', seconds(totalMs), results.every(({ passed }) => passed) ? 'ok' : 'FAILED'),
    ...section('skipped tests:', skipped),
    ...section(
      'not run here, because they take long:',
      longRuns.map(({ script, does }) => `npm run ${script}  ${does}`),
    ),
    '',
    closingLine(results),
  ].join('\n');
}

function closingLine(results) {
  const sum = (pick) => results.reduce((total, { totals }) => total + (totals ? pick(totals) : 0), 0);
  return `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`;
}

function counts({ totals, passed }) {
  if (totals === undefined) return '';
  if (!passed && totals.failed === 0) return ` (${totals.passed} passed, but see above: coverage, or the run itself)`;
  return ` (${totals.passed} passed, ${totals.failed} failed)`;
}

function section(title, lines) {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
