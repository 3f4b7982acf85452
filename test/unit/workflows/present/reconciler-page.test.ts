import { judgeRollouts } from '../../../../waves/reconciling/judge-rollouts';
import { reconcilerPage, type Done } from '../../../../workflows/present/reconciler-page';
import { MAX_ENCODED } from '../../../../workflows/contract/markdown';
import { aRun, closed, found, open, ROLLOUT } from '../../../support/a-found-rollout';

const at = 1_800_000_000_000;
const done = (one: Parameters<typeof found>[0], did: string, acted: boolean): readonly Done[] =>
  judgeRollouts([found(one)], at).map((judgement) => ({ judgement, did, acted }));
const live = done(
  [aRun('live', open('baking', { since: at }), { rollout: 'app:us-east-1:v2-aaaaaa' })],
  'left alone',
  false,
);
const gone = done([aRun('gone', closed('terminated'))], 'started its return, run back', true);

test('what needs something comes first, with what was found and done', () => {
  const page = reconcilerPage({ done: [...live, ...gone], more: false, at });
  expect(page).toContain('### ‖ 1 not as they should be');
  expect(page).toContain('**2** rollouts are open or ended without an outcome; **1** of them are as they should be');
  const rows = page.split('\n').filter((line) => line.startsWith('|['));
  expect(rows.map((row) => row.replaceAll('\u00a0', ' '))).toEqual([
    expect.stringMatching(
      new RegExp(`^\\|\\[${ROLLOUT}\\].*was terminated while baking.*started its return, run back`),
    ),
    expect.stringMatching(/^\|\[app:us-east-1:v2-aaaaaa\].*baking.*left alone/),
  ]);
  expect(page).toContain('As of 2027-01-15 08:00:00 UTC');
});

test('a quiet look says so; one that saw not all says that', () => {
  expect(reconcilerPage({ done: live, more: false, at })).toContain('### ✔ nothing to settle');
  expect(reconcilerPage({ done: [], more: true, at })).toContain('some were not looked at');
});

test('it stays as short as the Web UI takes', () => {
  const many = Array.from({ length: 300 }, () => gone).flat();
  const page = reconcilerPage({ done: many, more: true, at });
  expect(encodeURIComponent(page).length).toBeLessThanOrEqual(MAX_ENCODED);
  expect(page).toContain('more rollouts');
});
