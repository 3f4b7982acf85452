import type { RolloutEvent } from '../../../../waves/rollout/rollout-state';
import { MAX_ENCODED } from '../../../../workflows/contract/markdown';
import { rolloutPage } from '../../../../workflows/present/rollout-page';
import { aFleet } from '../../../support/a-fleet';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';
import { aRolloutOf, baking, passed, RED, refOf } from '../../../support/a-watched-rollout';

const plan = aPlan().under(aPolicy().alwaysOpen()).build();
const word = { by: 'ada', reason: 'lunch', at: PLANNED_AT };

function pageOf(...events: readonly RolloutEvent[]): string {
  const runs = new Map([['web:us-west-2:v2.0.0-3f9c2a:w01-one-box', 'run-of-w01']]);
  const state = aRolloutOf(plan, ...events);
  return rolloutPage({ ref: refOf(plan), state, at: PLANNED_AT, bakeEndsAt: PLANNED_AT + 3_600_000, runs });
}

const words = (text: string): string => text.replaceAll('\u00a0', ' ');

describe("a rollout's page", () => {
  it('begins with what happens, what and where', () => {
    const [title] = pageOf(...baking(plan, 2)).split('\n');
    expect(title).toBe(`### ● baking: ${plan.release.version} in us-west-2`);
  });

  it('tells when the bake ends at the earliest', () => {
    expect(pageOf(...baking(plan, 2))).toContain('until 13:00:00 UTC at the earliest');
  });

  it('shows every wave: past ones as links with their run, those to come by name', () => {
    const text = pageOf(...baking(plan, 2));
    const rollout = refOf(plan).rollout;
    expect(text).toContain(
      `[w01-one-box](/namespaces/{namespace}/workflows/${encodeURIComponent(rollout)}%3Aw01-one-box`,
    );
    expect(words(text)).toContain('● baking');
    expect(words(text)).toContain('○ to come');
    for (const { name } of plan.waves) expect(text).toContain(name);
  });

  it.each([
    [baking(plan, 2), 'pause'],
    [[...passed(plan, 1), { kind: 'paused', word } as const], 'resume'],
    [[...baking(plan, 2), { kind: 'aborted', word } as const], 'rollBack'],
  ])('says what to type, in the form and in a terminal: case %#', (events, update) => {
    const text = pageOf(...events);
    expect(text).toContain(`\`${update}\` with \`{"reason": "..."}\``);
    expect(text).toContain(`\`cellwave ${update.toLowerCase()} ${refOf(plan).rollout} --reason TEXT\``);
  });

  it('says who paused it, and why', () => {
    expect(pageOf(...passed(plan, 1), { kind: 'paused', word })).toMatch(/‖ paused(.|\n)*paused by ada: lunch/);
  });

  it('says why it goes back, leads to the way back, and tells what came of it', () => {
    const asked = { kind: 'return-asked', cause: { kind: 'verdict', verdict: RED }, at: PLANNED_AT } as const;
    const back = pageOf(...passed(plan, 2), asked);
    expect(back).toContain('↩ rolling back');
    expect(back).toContain('alarm errors of usw2-az1-c1 is in ALARM');
    expect(back).toContain('%3Arollback');
    expect(words(back)).toContain('◀ going back');
    expect(words(back)).not.toContain('✔ passed');

    const first = plan.waves[1]?.cells[0]?.name ?? '';
    const cells = [{ cell: first, end: 'returned', why: undefined }] as const;
    const closed = pageOf(
      ...passed(plan, 2),
      asked,
      { kind: 'returned', cells, at: PLANNED_AT },
      { kind: 'closed', outcome: 'rolled-back' },
    );
    expect(closed).toContain('### ↩ rolled back');
    expect(closed).toContain('**Why** alarm errors of usw2-az1-c1 is in ALARM');
    expect(closed).toContain('**1 of 1** touched cells are on their baselines again');
    expect(words(closed)).toContain('↩ taken back');
    expect(closed).not.toContain('More Actions');
  });

  it('names the cells that a person exempted, and why, as long as they stand', () => {
    const cell = plan.waves.at(-1)?.cells[0]?.name ?? '';
    const text = pageOf(...passed(plan, 1), { kind: 'exempted', cell, word });
    expect(text).toContain(`⊘ **${cell}** exempted by ada: lunch`);
    expect(text).toMatch(/\*\*0 of 6\*\* cells run it, \*\*1 exempted\*\*/);
    const late = pageOf(...passed(plan, plan.waves.length), { kind: 'exempted', cell, word });
    expect(late).not.toContain('exempted');
  });

  it('says what refused it', () => {
    const refusals = [{ kind: 'refused', rule: 'S29', message: 'it was rolled back', remedy: 'clear it' }] as const;
    const text = pageOf({ kind: 'refused', refusals }, { kind: 'closed', outcome: 'refused' });
    expect(text).toContain('### ✖ refused');
    expect(text).toContain('it was rolled back; clear it');
  });

  it('fits ten thousand cells into a request line, and keeps what happens now in sight', () => {
    const large = aPlan().of(aFleet().withCells(10_000)).under(aPolicy().alwaysOpen()).build();
    const at = large.waves.length - 1;
    const state = aRolloutOf(large, ...baking(large, at));
    const text = rolloutPage({ ref: refOf(large), state, at: PLANNED_AT, bakeEndsAt: undefined, runs: new Map() });
    expect(encodeURIComponent(text).length).toBeLessThanOrEqual(MAX_ENCODED);
    expect(words(text)).toContain('**● baking**');
  });
});
