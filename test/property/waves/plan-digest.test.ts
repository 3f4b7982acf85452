import * as fc from 'fast-check';
import { PLANNED_AT } from '../../support/a-plan';
import { anyPlanRequest } from '../../support/any-plan';
import { checkPlan } from '../../../waves/check-plan';
import { canonicalJson, planDigest } from '../../../waves/digest';
import type { Plan } from '../../../waves/plan';
import { planWaves } from '../../../waves/plan-waves';

type Path = readonly string[];
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Where every string, number and truth value of a plan stands. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (!isFields(value)) return value === undefined ? [] : [path];
  return Object.keys(value).flatMap((key) => leaves(value[key], [...path, key]));
}

function changedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined)
    return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}!`;
  if (!isFields(value)) throw new Error(`no ${key} here`);
  const change = { [key]: changedAt(value[key], rest) };
  return Array.isArray(value) ? Object.assign([...value], change) : { ...value, ...change };
}

function keysReversed(value: unknown): unknown {
  if (!isFields(value)) return value;
  if (Array.isArray(value)) return value.map(keysReversed);
  return Object.fromEntries(
    Object.keys(value)
      .reverse()
      .map((key) => [key, keysReversed(value[key])]),
  );
}

const anyPlan = anyPlanRequest.map((request) => {
  const planned = planWaves(request);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.refusals));
  return planned.plan;
});

test('S19: any change of any word or number of a frozen plan changes its digest, and the worker refuses it', () => {
  fc.assert(
    fc.property(anyPlan, fc.nat(), (plan, pick) => {
      const places = leaves(plan);
      const changed: Plan = JSON.parse(JSON.stringify(changedAt(plan, places[pick % places.length] ?? [])));
      expect(planDigest(changed) === plan.digest).toBe(changed.digest !== plan.digest);
      expect(checkPlan(changed, PLANNED_AT)).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('S19: leaving out or swapping waves, cells or groups changes the digest', () => {
  fc.assert(
    fc.property(anyPlan, fc.nat(), (plan, pick) => {
      const at = pick % plan.waves.length;
      const without = { ...plan, waves: plan.waves.filter((_, index) => index !== at) };
      const swapped = { ...plan, waves: plan.waves.toReversed() };
      expect(new Set([plan, without, swapped].map(planDigest)).size).toBe(plan.waves.length > 1 ? 3 : 2);
    }),
  );
});

test('S19: the digest is of what the plan says, not of the order of keys or of how it travelled', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      expect(canonicalJson({ plan: keysReversed(plan) })).toBe(canonicalJson({ plan }));
      expect(planDigest(JSON.parse(JSON.stringify(plan)))).toBe(plan.digest);
    }),
  );
});
