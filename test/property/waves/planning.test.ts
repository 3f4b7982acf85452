import * as fc from 'fast-check';
import { PLANNED_AT } from '../../support/a-plan';
import { anyPlanRequest } from '../../support/any-plan';
import { checkPlan } from '../../../waves/check-plan';
import type { Cell } from '../../../waves/fleet';
import type { Plan } from '../../../waves/plan';
import { planWaves, type PlanRequest } from '../../../waves/plan-waves';

type Case = {
  readonly request: PlanRequest;
  readonly plan: Plan;
  readonly cells: readonly Cell[];
  readonly active: readonly Cell[];
};

function planOf(request: PlanRequest): Plan {
  const planned = planWaves(request);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.refusals));
  return planned.plan;
}

/** Holds `prove` against generated fleets, policies and releases. */
function forAnyPlan(prove: (given: Case) => void): void {
  fc.assert(
    fc.property(anyPlanRequest, (request) => {
      const cells = request.fleet.regions.flatMap((region) => region.cells);
      const active = cells.filter(({ standing }) => standing.kind === 'active' || standing.expiresAt <= PLANNED_AT);
      prove({ request, plan: planOf(request), cells, active });
    }),
    { numRuns: 300 },
  );
}

const names = (cells: readonly { readonly name: string }[]): readonly string[] => cells.map(({ name }) => name);
const weightOf = (cells: readonly Cell[]): number => cells.reduce((sum, { weight }) => sum + weight, 0);

test('S2: a wave holds cells of one AZ, and no AZ is come back to', () => {
  forAnyPlan(({ plan }) => {
    for (const wave of plan.waves) expect(new Set(wave.cells.map(({ azId }) => azId))).toEqual(new Set([wave.azId]));
    const changes = plan.waves.filter(({ azId }, index) => azId !== plan.waves[index - 1]?.azId);
    expect(new Set(changes.map(({ azId }) => azId)).size).toBe(changes.length);
  });
});

test('S3: one-box before its cell, cell before its AZ, AZ before the Region', () => {
  forAnyPlan(({ plan, active }) => {
    const rank = { 'one-box': 0, 'one-cell': 1, 'one-az': 2, region: 3 };
    const ranks = plan.waves.map(({ kind }) => rank[kind]);
    expect(ranks).toEqual([...ranks].sort());
    const hasBox = active.some(({ target }) => target.oneBox.kind === 'group');
    expect(plan.waves.filter(({ kind }) => kind === 'one-box')).toHaveLength(hasBox ? 1 : 0);
    expect(plan.waves.filter(({ kind }) => kind === 'one-cell')).toHaveLength(1);
    const early = plan.waves.filter(({ kind }) => kind !== 'region');
    const firstAz = early[0]?.azId;
    const inFirstAz = names(active.filter(({ azId }) => azId === firstAz));
    expect(new Set(early.flatMap(({ cells }) => names(cells)))).toEqual(new Set(inFirstAz));
    expect(new Set(early.slice(0, hasBox ? 2 : 1).flatMap(({ cells }) => names(cells))).size).toBe(1);
  });
});

test('S4: every group of every active cell is planned once, one-box before rest, and every failure domain is baked before the next', () => {
  forAnyPlan(({ plan, active }) => {
    const groups = plan.waves.flatMap(({ cells }) =>
      cells.flatMap((cell) => cell.groups.map(({ role }) => `${cell.name} ${role}`)),
    );
    const due = active.flatMap(({ name, target }) =>
      target.oneBox.kind === 'group' ? [`${name} one-box`, `${name} rest`] : [`${name} rest`],
    );
    expect([...groups].sort()).toEqual([...due].sort());
    for (const { name, target } of active) {
      if (target.oneBox.kind === 'group')
        expect(groups.indexOf(`${name} one-box`)).toBeLessThan(groups.indexOf(`${name} rest`));
    }
    for (const { bakeMs, part } of plan.waves) expect(bakeMs > 0).toBe(part.number === part.of);
  });
});

test('S5: width is a share of the AZ, never 0; exposure grows to the share of the active cells', () => {
  forAnyPlan(({ request, plan, cells, active }) => {
    const { basisPoints, maxCells } = request.policy.width;
    for (const wave of plan.waves) {
      const ofAz = active.filter(({ azId }) => azId === wave.azId).length;
      expect(wave.width).toBeGreaterThanOrEqual(1);
      expect(wave.width).toBeLessThanOrEqual(Math.min(maxCells, 400, wave.cells.length));
      if (wave.width > 1) expect(wave.width / ofAz).toBeLessThanOrEqual(basisPoints / 10_000);
      expect(wave.cells.length).toBeLessThanOrEqual(400);
    }
    const exposed = plan.waves.map(({ exposureBasisPoints }) => exposureBasisPoints);
    expect(exposed).toEqual([...exposed].sort((a, b) => a - b));
    const share = (weightOf(active) / weightOf(cells)) * 10_000;
    if (active.length === cells.length) expect(exposed.at(-1)).toBe(10_000);
    else expect(Math.abs((exposed.at(-1) ?? 0) - share)).toBeLessThan(1.001);
  });
});

test('S5: each exposure is the exact share of the groups deployed so far, to a basis point a wave', () => {
  forAnyPlan(({ plan, cells }) => {
    let deployed = 0;
    plan.waves.forEach((wave, index) => {
      for (const { weight, target, groups } of wave.cells) {
        const box = target.oneBox.kind === 'group' ? target.oneBox.share : 0;
        for (const { role } of groups) deployed += weight * (role === 'one-box' ? box : 1 - box);
      }
      const exact = (deployed / weightOf(cells)) * 10_000;
      expect(Math.abs(wave.exposureBasisPoints - exact)).toBeLessThan(index + 1.001);
    });
  });
});

test('S27: exempt and pinned cells are in no wave, all others are, and who is not in the fleet when it is planned waits', () => {
  forAnyPlan(({ request, plan, cells, active }) => {
    const planned = new Set(plan.waves.flatMap((wave) => names(wave.cells)));
    expect(planned).toEqual(new Set(names(active)));
    expect(plan.excluded.map(({ cell }) => cell).sort()).toEqual(
      names(cells.filter((cell) => !active.includes(cell))).toSorted(),
    );
    for (const { reason } of plan.excluded) expect(reason).toMatch(/^(exempt|pinned): audit$/);
    const before = planOf({
      ...request,
      fleet: { ...request.fleet, regions: request.fleet.regions.map((region) => ({ ...region, cells: active })) },
    });
    expect(before.waves.map(({ cells: own }) => names(own))).toEqual(plan.waves.map(({ cells: own }) => names(own)));
  });
});

test('S2, S3, S5, S6, S9, S16, S19, S21, S27: the worker`s own check passes every plan of the planner', () => {
  forAnyPlan(({ plan }) => {
    expect(checkPlan(plan, PLANNED_AT)).toEqual([]);
    const travelled: Plan = JSON.parse(JSON.stringify(plan));
    expect(checkPlan(travelled, PLANNED_AT + 1e10)).toEqual([]);
  });
});
