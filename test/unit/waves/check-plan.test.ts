import { aFleet } from '../../support/a-fleet';
import { aPlan, PLANNED_AT } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';
import { checkPlan } from '../../../waves/check-plan';
import { planDigest } from '../../../waves/digest';
import type { Plan, PlannedCell, PlannedWave } from '../../../waves/plan';
import type { Policy } from '../../../waves/policy';

type Corrupt = (plan: Plan) => Partial<Plan>;
type WaveChange = (wave: PlannedWave, plan: Plan) => Partial<PlannedWave>;

/** One-box, one-cell, one-az of three cells, a region wave of four, and an AZ of 802 cells in three parts. */
const sound = aPlan()
  .of(
    aFleet()
      .withCellsPerAz(4, 4, 802)
      .eachCell((cell) =>
        cell.azId === 'usw2-az1'
          ? cell
          : { ...cell, target: { ...cell.target, oneBox: { kind: 'none', reason: 'small' } } },
      ),
  )
  .build();

/** With a digest that fits, so that only the rule in question can find it. */
const sealed = (plan: Plan): Plan => ({ ...plan, digest: planDigest(plan) });
const rulesOf = (plan: Plan): readonly string[] => [...new Set(checkPlan(plan, PLANNED_AT).map(({ rule }) => rule))];

/** Changes the wave at an index; -1 is the last. */
const wave =
  (at: number, change: WaveChange): Corrupt =>
  (plan) => ({
    waves: plan.waves.with(at, { ...(plan.waves.at(at) ?? never()), ...change(plan.waves.at(at) ?? never(), plan) }),
  });

/** Changes the first cell of the wave at an index. */
const cell = (at: number, change: (cell: PlannedCell) => Partial<PlannedCell>): Corrupt =>
  wave(at, ({ cells: [first, ...others] }) => ({
    cells: [{ ...(first ?? never()), ...change(first ?? never()) }, ...others],
  }));

const policy =
  (change: Partial<Policy>): Corrupt =>
  (plan) => ({ policy: { ...plan.policy, ...change } });

/** Waves in another order, with numbers and names that fit. */
const reordered =
  (order: (waves: readonly PlannedWave[]) => readonly (PlannedWave | undefined)[]): Corrupt =>
  (plan) => ({
    waves: order(plan.waves)
      .filter((found) => found !== undefined)
      .map((found, index) => ({
        ...found,
        number: index + 1,
        name: found.name.replace(/^w\d+/, `w${String(index + 1).padStart(2, '0')}`),
      })),
  });

function never(): never {
  throw new Error('the sound plan has no such wave or cell');
}

test('the sound plan is as the table needs it, and passes', () => {
  expect(sound.waves.map(({ name }) => name.slice(4))).toEqual([
    'one-box',
    'one-cell',
    'one-az',
    'region-usw2-az2',
    'region-usw2-az3-1of3',
    'region-usw2-az3-2of3',
    'region-usw2-az3-3of3',
  ]);
  expect(checkPlan(sound, PLANNED_AT)).toEqual([]);
});

test.each<[string, string, Corrupt]>([
  ['S3', 'no waves', () => ({ waves: [] })],
  ['S3', 'the one-box is left out', reordered(([, ...rest]) => rest)],
  ['S3', 'the one-box comes second', reordered(([a, b, ...rest]) => [b, a, ...rest])],
  ['S3', 'two one-boxes', reordered(([a, ...rest]) => [a, a, ...rest])],
  ['S3', 'the one-cell is left out', reordered(([a, , ...rest]) => [a, ...rest])],
  ['S3', 'the one-cell and the one-az are left out', reordered(([a, , , ...rest]) => [a, ...rest])],
  ['S3', 'a region wave is first', reordered(([, , , region]) => [region])],
  ['S3', 'two one-cells', reordered(([a, b, ...rest]) => [a, b, b, ...rest])],
  ['S3', 'the one-cell is another cell than the one-box', cell(1, () => ({ name: 'other' }))],
  ['S3', 'a region wave comes before the one-az', reordered(([a, b, c, d, ...rest]) => [a, b, d, c, ...rest])],
  ['S3', 'the one-az wave is first', reordered(([, , az]) => [az])],
  ['S3', 'the one-az is another AZ than the one-cell', wave(2, () => ({ azId: 'usw2-az9' }))],
  ['S3', 'an AZ is come back to', reordered((waves) => [...waves, waves[3]])],
  [
    'S3',
    'the first AZ goes on as a region wave',
    wave(2, ({ azId }) => ({ kind: 'region', name: `w03-region-${azId}` })),
  ],
  ['S3', 'a part is missing at the end', reordered((waves) => waves.slice(0, -1))],
  ['S3', 'a part is missing in the middle', reordered((waves) => waves.filter((_, index) => index !== 5))],
  ['S3', 'the first part is missing', reordered((waves) => waves.filter((_, index) => index !== 4))],
  ['S3', 'the parts do not agree how many they are', wave(5, () => ({ part: { number: 2, of: 4 } }))],
  ['S3', 'the parts are all the last', wave(4, () => ({ part: { number: 1, of: 1 } }))],
  ['input', 'a wrong number', wave(2, () => ({ number: 7 }))],
  ['input', 'a wrong name', wave(2, () => ({ name: 'w03' }))],
  ['S2', 'a cell of another AZ', cell(3, () => ({ azId: 'usw2-az3' }))],
  [
    'S27',
    'an exempt cell',
    cell(3, () => ({ standing: { kind: 'exempt', reason: 'audit', expiresAt: PLANNED_AT + 1 } })),
  ],
  [
    'S27',
    'a pinned cell',
    cell(3, () => ({ standing: { kind: 'pinned', reason: 'audit', expiresAt: PLANNED_AT + 1 } })),
  ],
  [
    'S27',
    'a cell that the plan lists as excluded',
    (plan) => ({ excluded: [{ cell: plan.waves[3]?.cells[0]?.name ?? '', reason: 'audit' }] }),
  ],
  ['S16', 'a cell twice', wave(3, ({ cells }) => ({ cells: [cells[0] ?? never(), ...cells.slice(0, -1)] }))],
  [
    'S16',
    'a cell in two waves',
    wave(3, ({ cells, azId }, plan) => ({
      cells: [{ ...(plan.waves[2]?.cells[0] ?? never()), azId }, ...cells.slice(1)],
    })),
  ],
  [
    'S16',
    'the one-box wave deploys the whole cell',
    cell(0, ({ target }) => ({ groups: [{ role: 'rest', deploymentGroup: target.deploymentGroup }] })),
  ],
  [
    'S16',
    'the one-cell wave deploys the one-box again',
    (plan) => cell(1, () => ({ groups: plan.waves[2]?.cells[0]?.groups ?? [] }))(plan),
  ],
  ['S16', 'the rest goes before the one-box', cell(2, ({ groups }) => ({ groups: groups.toReversed() }))],
  ['S16', 'the one-box of a cell is skipped', cell(2, ({ groups }) => ({ groups: groups.slice(1) }))],
  ['S16', 'a group of another cell', cell(3, () => ({ groups: [{ role: 'rest', deploymentGroup: 'other' }] }))],
  ['S16', 'no group', cell(3, () => ({ groups: [] }))],
  [
    'S16',
    'one-box and rest are one deployment group',
    cell(2, ({ target }) => ({
      target: { ...target, oneBox: { kind: 'group', deploymentGroup: 'web-all', share: 0.1 } },
      groups: [
        { role: 'one-box', deploymentGroup: 'web-all' },
        { role: 'rest', deploymentGroup: 'web-all' },
      ],
    })),
  ],
  ['S19', 'the first cell has two accounts', cell(1, () => ({ account: '999999999999' }))],
  ['S9', 'a wave without alarms', wave(3, ({ cells }) => ({ cells: cells.map((one) => ({ ...one, alarms: [] })) }))],
  ['S5', 'an empty wave', wave(3, () => ({ cells: [] }))],
  [
    'S5',
    'a one-cell wave of two cells',
    wave(1, ({ cells }, plan) => ({ cells: [...cells, plan.waves[2]?.cells[0] ?? never()] })),
  ],
  [
    'S5',
    'more than 400 cells',
    wave(4, ({ cells, azId }) => ({
      cells: [
        ...cells,
        ...Array.from({ length: 200 }, (_, index) => ({ ...(cells[0] ?? never()), name: `more-${index}`, azId })),
      ],
    })),
  ],
  ['S5', 'width 0', wave(3, () => ({ width: 0 }))],
  ['S5', 'half a cell wide', wave(4, () => ({ width: 1.5 }))],
  ['S5', 'wider than the share', wave(4, () => ({ width: 265 }))],
  [
    'S5',
    'wider than the policy`s most',
    (plan) => ({ policy: { ...plan.policy, width: { ...plan.policy.width, maxCells: 263 } } }),
  ],
  ['S5', 'wider than the wave', wave(1, () => ({ width: 2 }))],
  ['S6', 'a short one-box bake', wave(0, ({ bakeMs }) => ({ bakeMs: bakeMs - 1 }))],
  ['S6', 'a short one-cell bake', wave(1, ({ bakeMs }) => ({ bakeMs: bakeMs - 1 }))],
  ['S6', 'a short one-az bake', wave(2, ({ bakeMs }) => ({ bakeMs: bakeMs - 1 }))],
  ['S6', 'a short region bake', wave(3, ({ bakeMs }) => ({ bakeMs: bakeMs - 1 }))],
  ['S6', 'no bake after the last part', wave(-1, () => ({ bakeMs: 0 }))],
  ['S6', 'a bake that is no number', wave(3, () => ({ bakeMs: NaN }))],
  ['S6', 'a bake below zero in a part', wave(4, () => ({ bakeMs: -1 }))],
  ['S6', 'a short soak', (plan) => ({ soakMs: plan.soakMs - 1 })],
  [
    'S6',
    'a policy below the floors',
    (plan) => ({ policy: { ...plan.policy, bakes: { ...plan.policy.bakes, oneBoxMs: 1_000 } } }),
  ],
  ['S8', 'a slow poll', (plan) => ({ policy: { ...plan.policy, gate: { ...plan.policy.gate, pollMs: 61_000 } } })],
  ['S5', 'an exposure that is too small', wave(3, () => ({ exposureBasisPoints: 50 }))],
  ['S5', 'an exposure above the whole', wave(-1, () => ({ exposureBasisPoints: 10_001 }))],
  ['S5', 'half a basis point', wave(-1, () => ({ exposureBasisPoints: 9_999.5 }))],
  [
    'S5',
    'an exposure that is made up',
    wave(4, ({ exposureBasisPoints }) => ({ exposureBasisPoints: exposureBasisPoints + 30 })),
  ],
  ['S5', 'no exposure at all', (plan) => ({ waves: plan.waves.map((one) => ({ ...one, exposureBasisPoints: NaN })) })],
  [
    'S5',
    'a one-box larger than the policy allows',
    (plan) => ({
      policy: { ...plan.policy, oneBoxMaxBasisPoints: 1 },
      waves: plan.waves.map((one) => ({ ...one, exposureBasisPoints: one.number === 1 ? 5 : one.exposureBasisPoints })),
    }),
  ],
  ['S21', 'windows that never open', policy({ windows: { kind: 'weekly', windows: [] } })],
  ['S21', 'a time zone that is none', () => ({ timeZone: 'Mars/Olympus' })],
  [
    'S19',
    'another artifact under the same digest',
    ({ release }) => ({ release: { ...release, artifact: { ...release.artifact, key: 'other.zip' } } }),
  ],
])('%s: refuses %s', (rule, _, corrupt) => {
  expect(rulesOf(sealed({ ...sound, ...corrupt(sound) }))).toContain(rule);
});

test('S19: refuses a plan that its digest was not made of', () => {
  expect(rulesOf({ ...sound, service: 'other' })).toEqual(['S19']);
});

test.each<[string, Plan]>([
  [
    'a kind of wave from another version',
    JSON.parse(JSON.stringify(sound).replaceAll('"kind":"one-az"', '"kind":"half-az"')),
  ],
  ['no policy', JSON.parse(JSON.stringify({ ...sound, policy: undefined }))],
  ['not even an object', JSON.parse('null')],
])('refuses, and does not throw at, %s', (_, plan) => {
  expect(rulesOf(plan)).toContain('input');
});

test.each<[string, Corrupt]>([
  ['longer bakes', (plan) => ({ waves: plan.waves.map((one) => ({ ...one, bakeMs: one.bakeMs + 1 })) })],
  ['a longer soak', (plan) => ({ soakMs: plan.soakMs + 1 })],
  ['narrower waves', (plan) => ({ waves: plan.waves.map((one) => ({ ...one, width: 1 })) })],
  [
    'a wave without alarms with a reason',
    (plan) => ({
      policy: { ...plan.policy, gate: { ...plan.policy.gate, noAlarms: 'drill' } },
      waves: plan.waves.map((one) => ({ ...one, cells: one.cells.map((own) => ({ ...own, alarms: [] })) })),
    }),
  ],
  [
    'an exemption that has run out',
    cell(3, () => ({ standing: { kind: 'exempt', reason: 'audit', expiresAt: PLANNED_AT } })),
  ],
])('allows what is only slower or has its reason: %s', (_, change) => {
  expect(checkPlan(sealed({ ...sound, ...change(sound) }), PLANNED_AT)).toEqual([]);
});

test('passes plans with and without a one-box, of one cell and of many', () => {
  const fleets = [
    aFleet().withCellsPerAz(1),
    aFleet().withCellsPerAz(1).withoutOneBoxes(),
    aFleet().withCellsPerAz(900, 1).withoutOneBoxes(),
    aFleet().withCells(50),
  ];
  for (const fleet of fleets) {
    for (const under of [aPolicy(), aPolicy().rehearsal()])
      expect(checkPlan(aPlan().of(fleet).under(under).build(), PLANNED_AT)).toEqual([]);
  }
});
