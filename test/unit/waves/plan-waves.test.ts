import { aFleet } from '../../support/a-fleet';
import { aPlan } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';
import { aRelease } from '../../support/a-release';
import type { FleetBuilder } from '../../support/a-fleet';
import type { Plan } from '../../../waves/plan';

const shape = (plan: Plan): readonly string[] => plan.waves.map(({ name, cells }) => `${name} ${cells.length}`);
const codes = (plan: Plan): readonly string[] => plan.warnings.map(({ code }) => code);

describe('planWaves', () => {
  test('goes from one box to one cell to one AZ to each further AZ', () => {
    const plan = aPlan()
      .of(aFleet().withCellsPerAz(4, 4, 4))
      .build();
    const first = plan.waves[0]?.azId ?? '';
    const order = ['usw2-az1', 'usw2-az2', 'usw2-az3'];
    const [, second, third] = [...order.slice(order.indexOf(first)), ...order.slice(0, order.indexOf(first))];
    expect(shape(plan)).toEqual([
      'w01-one-box 1',
      'w02-one-cell 1',
      'w03-one-az 3',
      `w04-region-${second} 4`,
      `w05-region-${third} 4`,
    ]);
    expect(plan.waves.map(({ bakeMs }) => bakeMs / 3_600_000)).toEqual([1, 1, 12, 2, 2]);
    expect(plan.waves.map(({ width }) => width)).toEqual([1, 1, 1, 1, 1]);
    expect(plan.waves.map(({ exposureBasisPoints }) => exposureBasisPoints)).toEqual([84, 834, 3334, 6667, 10_000]);
  });

  test('deploys the first cell in two steps and every other cell whole', () => {
    const roles = aPlan()
      .build()
      .waves.map(({ cells }) => cells.map(({ groups }) => groups.map(({ role }) => role).join('+')));
    expect(roles.slice(0, 4)).toEqual([['one-box'], ['rest'], ['one-box+rest'], ['one-box+rest', 'one-box+rest']]);
  });

  test('splits an AZ of more than 400 cells in even parts that bake after the last', () => {
    const plan = aPlan().of(aFleet().withCellsPerAz(802)).build();
    expect(shape(plan)).toEqual([
      'w01-one-box 1',
      'w02-one-cell 1',
      'w03-one-az-1of3 267',
      'w04-one-az-2of3 267',
      'w05-one-az-3of3 267',
    ]);
    expect(plan.waves.map(({ bakeMs }) => bakeMs / 3_600_000)).toEqual([1, 1, 0, 0, 12]);
    expect(plan.waves.map(({ width }) => width)).toEqual([1, 1, 264, 264, 264]);
  });

  test.each<[string, FleetBuilder, readonly string[], readonly string[]]>([
    [
      'one cell',
      aFleet().withCellsPerAz(1),
      ['w01-one-box 1', 'w02-one-cell 1'],
      ['single-cell', 'single-az', 'small-az'],
    ],
    [
      'one cell without one-box',
      aFleet().withCellsPerAz(1).withoutOneBoxes(),
      ['w01-one-cell 1'],
      ['no-one-box', 'single-cell', 'single-az', 'small-az'],
    ],
    [
      'one AZ',
      aFleet().withCellsPerAz(3),
      ['w01-one-box 1', 'w02-one-cell 1', 'w03-one-az 2'],
      ['single-az', 'width-one'],
    ],
    [
      'AZs of one cell',
      aFleet().withCellsPerAz(1, 1),
      ['w01-one-box 1', 'w02-one-cell 1', expect.stringMatching(/^w03-region-usw2-az[12] 1$/)],
      ['small-az'],
    ],
    [
      'an empty AZ',
      aFleet().withCellsPerAz(0, 3),
      ['w01-one-box 1', 'w02-one-cell 1', 'w03-one-az 2'],
      ['single-az', 'empty-az', 'width-one'],
    ],
  ])('degrades with a warning: %s', (_, ...[fleet, waves, warnings]) => {
    const plan = aPlan().of(fleet).build();
    expect(shape(plan)).toEqual(waves);
    expect(codes(plan)).toEqual([...warnings, 'first-deployment-leave']);
  });

  test('leaves exempt and pinned cells out with the reason, and takes them back when that has expired', () => {
    const fleet = aFleet()
      .cellNamed('usw2-az1-c1', (cell) => ({
        ...cell,
        standing: { kind: 'exempt', reason: 'audit', expiresAt: 2_000 },
      }))
      .cellNamed('usw2-az2-c1', (cell) => ({
        ...cell,
        standing: { kind: 'pinned', reason: 'bug 7', expiresAt: 1_000 },
      }));
    const early = aPlan().of(fleet).at(999).build();
    expect(early.excluded).toEqual([
      { cell: 'usw2-az1-c1', reason: 'exempt: audit' },
      { cell: 'usw2-az2-c1', reason: 'pinned: bug 7' },
    ]);
    expect(early.waves.at(-1)?.exposureBasisPoints).toBe(6_667);
    const late = aPlan().of(fleet).at(1_000).build();
    expect(late.excluded.map(({ cell }) => cell)).toEqual(['usw2-az1-c1']);
    expect(codes(late)).toContain('expired-exemption');
  });

  test('draws the first cell anew for each release, fairly, among those whose one-box is small enough', () => {
    const fleet = aFleet().cellNamed('usw2-az1-c1', (cell) => ({ ...cell, weight: 9 }));
    const firsts = Array.from({ length: 600 }, (_, index) => {
      const release = aRelease().withVersion(`v${index}`);
      const plan = aPlan()
        .of(fleet)
        .shipping(release)
        .under(aPolicy().with({ oneBoxMaxBasisPoints: 500 }))
        .build();
      return plan.waves[0]?.cells[0]?.name ?? '';
    });
    const counts = new Map(firsts.map((name) => [name, firsts.filter((other) => other === name).length]));
    expect([...counts.keys()].sort()).toEqual([
      'usw2-az1-c2',
      'usw2-az2-c1',
      'usw2-az2-c2',
      'usw2-az3-c1',
      'usw2-az3-c2',
    ]);
    // 120 each on average; five standard deviations are 49.
    for (const count of counts.values()) expect(Math.abs(count - 120)).toBeLessThan(50);
  });

  test('does not depend on the order of the file', () => {
    const fleet = aFleet().withCells(20).build();
    const planned = (cells: 'as they are' | 'reversed') =>
      aPlan()
        .of({
          ...aFleet(),
          buildRegion: aFleet().buildRegion,
          build: () => ({
            ...fleet,
            regions: fleet.regions.map((region) =>
              cells === 'reversed'
                ? { ...region, cells: [...region.cells].reverse(), azIds: [...region.azIds].reverse() }
                : region,
            ),
          }),
        })
        .build();
    expect(planned('reversed').waves).toEqual(planned('as they are').waves);
  });

  test('reads numbers in names by value', () => {
    const plan = aPlan().of(aFleet().withCellsPerAz(11)).build();
    const names = plan.waves.slice(1).flatMap(({ cells }) => cells.map(({ name }) => name));
    const rest = names.slice(1);
    expect(rest).toEqual([...rest].sort((a, b) => Number(a.split('-c')[1]) - Number(b.split('-c')[1])));
  });
});
