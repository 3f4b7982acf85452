import { callModule } from '../../support/run-module';

const summaryOf = (results: readonly unknown[]): Promise<unknown> =>
  callModule(
    'tools/checks/summary.mjs',
    'module.summary(input, { totalMs: 4200, longRuns: [{ script: "bench", does: "measures" }] })',
    results,
  );

describe('the closing page of the checks', () => {
  it('adds up the tests of all runs in its last line', async () => {
    const page = await summaryOf([
      { name: 'lint', passed: true, ms: 1000 },
      { name: 'unit', passed: true, ms: 2000, totals: { passed: 40, failed: 0, skipped: ['a browser is needed'] } },
      { name: 'e2e', passed: false, ms: 1200, totals: { passed: 2, failed: 3, skipped: [] } },
    ]);
    expect(String(page).split('\n').at(-1)).toBe('42 passed, 3 failed');
  });

  it('names what failed, what was skipped and what was not run', async () => {
    const page = await summaryOf([
      { name: 'unit', passed: false, ms: 2000, totals: { passed: 1, failed: 1, skipped: ['a browser is needed'] } },
    ]);
    expect(page).toMatch(/unit +2\.0 s {2}FAILED/);
    expect(page).toContain('a browser is needed');
    expect(page).toContain('npm run bench');
  });
});
