import { colours } from '../../../../cli/output/colours';
import { reasonsOf, reasonText } from '../../../../cli/output/why-text';
import { createScreen } from '../../../../cli/output/screen';
import { aCellStatus, aStatus, aWaveStatus } from '../../../support/a-status';

const screen = { ...createScreen({}), columns: 100, colours: colours(false) };
const later = aWaveStatus({ number: 2, name: 'w02-one-cell', kind: 'one-cell' });
const cells = [aCellStatus({ wave: later.name })];
const running = aStatus({ waves: [aWaveStatus({ phase: 'baking' }), later], cells });

test('a cell that is still to come waits for its wave; of a rollout that is over it was never reached', () => {
  expect(reasonsOf(running, 'c1')[0]?.sentence).toMatch(/^waits for w02-one-cell, which comes after w01-one-box/);
  const over = { ...running, phase: 'closed', outcome: 'rolled-back', closedAt: running.asOf } as const;
  expect(reasonsOf(over, 'c1')[0]?.sentence).toBe('was not reached by this rollout; runs v1.0.0');
  const back = { ...running, phase: 'rolling-back' } as const;
  expect(reasonsOf(back, 'c1')[0]?.sentence).toBe('is not reached by this rollout; runs v1.0.0');
});

test('one that is exempted says by whom and why', () => {
  const exempt = [aCellStatus({ phase: 'exempt', why: 'exempted by ann: old' })];
  expect(reasonsOf({ ...running, cells: exempt }, 'c1')[0]?.sentence).toBe('exempted by ann: old; runs v1.0.0');
});

test('how long it has waited is said as a length of time', () => {
  const why = [
    {
      subject: 'rollout',
      sentence: 'paused by ann: lunch',
      since: '2026-11-23T10:03:00.000Z',
      until: undefined,
      command: undefined,
    },
  ];
  expect(reasonText(running, why, screen)).toBe('rollout: paused by ann: lunch, for 2 min');
});
