import { aFleet } from '../../support/a-fleet';
import { aPlan } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';
import { estimate } from '../../../waves/eta';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LA = (iso: string): number => Date.parse(`${iso}-08:00`);

test('waves follow each other when they may start at any time', () => {
  const plan = aPlan().of(aFleet().withCellsPerAz(7, 1)).under(aPolicy().alwaysOpen()).build();
  const eta = estimate(plan, 0, MINUTE);
  const lengths = eta?.waves.map(({ startsAt, endsAt }) => endsAt - startsAt);
  const due = plan.waves.map(({ cells, width, bakeMs }) => Math.ceil(cells.length / width) * MINUTE + bakeMs);
  expect(lengths).toEqual(due);
  expect(eta?.waves.map(({ startsAt }) => startsAt).slice(1)).toEqual(
    eta?.waves.map(({ endsAt }) => endsAt).slice(0, -1),
  );
  expect(eta?.soakEndsAt).toBe((eta?.waves.at(-1)?.endsAt ?? 0) + 2 * HOUR);
});

test('a wave waits for its window, the next day if it must', () => {
  const plan = aPlan().of(aFleet().withCellsPerAz(2)).build();
  const eta = estimate(plan, LA('2026-11-23T13:30:00'), 10 * MINUTE);
  expect(eta?.waves).toEqual([
    { wave: 'w01-one-box', startsAt: LA('2026-11-23T13:30:00'), endsAt: LA('2026-11-23T14:40:00') },
    { wave: 'w02-one-cell', startsAt: LA('2026-11-23T14:40:00'), endsAt: LA('2026-11-23T15:50:00') },
    { wave: 'w03-one-az', startsAt: LA('2026-11-24T09:00:00'), endsAt: LA('2026-11-24T21:10:00') },
  ]);
});

test('the parts of one AZ share the window of the first', () => {
  const plan = aPlan()
    .of(aFleet().withCellsPerAz(1, 802))
    .under(aPolicy().withBakes({ oneBoxMs: 10 * MINUTE, oneCellMs: 10 * MINUTE }))
    .build();
  const parts = plan.waves.filter(({ part }) => part.of > 1);
  const eta = estimate(plan, LA('2026-11-23T09:00:00'), 2 * HOUR);
  const starts =
    eta?.waves.filter(({ wave }) => parts.some(({ name }) => name === wave)).map(({ startsAt }) => startsAt) ?? [];
  expect(starts).toHaveLength(3);
  expect((starts[2] ?? 0) - (starts[0] ?? 0)).toBe(8 * HOUR);
});

test('there is no estimate for windows that never open', () => {
  const plan = aPlan().build();
  expect(estimate({ ...plan, policy: aPolicy().withWindows().build() }, 0, MINUTE)).toBeUndefined();
});
