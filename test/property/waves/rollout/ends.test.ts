import { entriesOf, forAnyRun } from './any-run';

test('S25: every rollout ends', () => {
  forAnyRun((run) => {
    expect(run.end).not.toBe('endless');
    return run.steps > 20;
  });
});

test('S25: a rollout that stands says why, and names the command that lets it go on', () => {
  forAnyRun((run) => {
    for (const { why } of entriesOf(run, 'stood')) {
      expect(why).not.toEqual([]);
      for (const { sentence, command } of why) {
        expect(sentence).not.toBe('');
        expect(command).toMatch(/^cellwave (resume|exempt|rollback) rollout .*--reason TEXT/);
      }
    }
    return entriesOf(run, 'stood').length > 0;
  });
});
