import { checkCells } from './check-cells';
import { checkOrder } from './check-order';
import { checkPace } from './check-pace';
import { planDigest, releaseDigest } from './digest';
import { checkFloors } from './floors';
import type { Plan, Refusal } from './plan';
import { isTimeZone, nextOpening } from './windows';

/**
 * What the worker asks of any plan before it touches a cell, whoever made it: another version's client or a hand. Written from the rules, not from
 * the planner, so that a fault there is caught here. No refusal means: this plan can break no safety rule that a plan can break.
 */
export function checkPlan(plan: Plan, now: number): readonly Refusal[] {
  try {
    return checkRules(plan, now);
  } catch (error) {
    // The type is a promise of whoever sent the plan. One that lacks a field or has a kind of wave from another version must be refused: thrown
    // out of a workflow, the error would only make its task begin again, for ever.
    return [refuse('input', `the plan has a shape that this version does not know: ${String(error)}`)];
  }
}

function checkRules(plan: Plan, now: number): readonly Refusal[] {
  return [
    ...checkDigests(plan),
    ...checkFloors(plan.policy),
    ...checkWindows(plan, now),
    ...checkOrder(plan.waves),
    ...checkCells(plan, now),
    ...checkPace(plan),
  ];
}

function checkDigests(plan: Plan): readonly Refusal[] {
  const { release } = plan;
  const refusals: Refusal[] = [];
  if (planDigest(plan) !== plan.digest) {
    refusals.push(refuse('S19', `the plan is not the one its digest ${plan.digest} was made of`));
  }
  if (releaseDigest(release.kind, release.artifact) !== release.digest) {
    refusals.push(refuse('S19', `the artifact of release ${release.version} is not the one its digest was made of`));
  }
  return refusals;
}

function checkWindows({ policy, timeZone }: Plan, now: number): readonly Refusal[] {
  if (!isTimeZone(timeZone)) return [refuse('S21', `the plan's time zone ${timeZone} is unknown`)];
  if (nextOpening(policy.windows, timeZone, now) !== undefined) return [];
  return [refuse('S21', `the windows of policy ${policy.name} never open`)];
}

function refuse(rule: string, message: string): Refusal {
  return { kind: 'refused', rule, message, remedy: 'plan again with this version of cellwave' };
}
