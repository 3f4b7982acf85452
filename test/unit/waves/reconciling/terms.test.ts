import { termsOf } from '../../../../waves/reconciling/terms';
import { aFleet } from '../../../support/a-fleet';
import { aPlan } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('what a frozen plan tells the reconciler', () => {
  test('its policy says how to settle, and whom to call', () => {
    const notify = { kind: 'webhook', url: 'https://hooks.example.com', secretEnv: 'SECRET' } as const;
    const plan = aPlan()
      .under(aPolicy().with({ unresolved: 'page', notify }))
      .build();
    expect(termsOf(plan)).toMatchObject({ unresolved: 'page', notify });
  });

  test('a plan that was frozen before there was a choice is taken back', () => {
    const plan = aPlan().build();
    const older = { ...plan.policy, unresolved: undefined };
    expect(termsOf(JSON.parse(JSON.stringify({ ...plan, policy: older })))).toMatchObject({ unresolved: 'return' });
  });

  test('a bake may lie behind by as long as alarms may be blind and without data, and a little', () => {
    const { patience } = termsOf(aPlan().build());
    expect(patience).toMatchObject({ baking: HOUR + 15 * MINUTE, soaking: HOUR + 15 * MINUTE, preparing: 25 * MINUTE });
  });

  test('a gate may wait for its window', () => {
    const always = termsOf(aPlan().under(aPolicy().alwaysOpen()).build()).patience;
    const weekly = termsOf(aPlan().build()).patience;
    expect((weekly.gated ?? 0) - (always.gated ?? 0)).toBe(7 * 24 * HOUR);
  });

  test('wider waves may take less time, slower deployments more', () => {
    const under = (policy: ReturnType<typeof aPolicy>) =>
      termsOf(aPlan().of(aFleet().withCells(12)).under(policy).build()).patience.deploying ?? 0;
    const one = under(aPolicy().withWidth({ basisPoints: 1 }));
    expect(under(aPolicy().withWidth({ basisPoints: 10_000 }))).toBeLessThan(one);
    const { deploy } = aPolicy().build();
    expect(
      under(
        aPolicy()
          .withWidth({ basisPoints: 1 })
          .with({ deploy: { ...deploy, timeoutMs: 2 * HOUR } }),
      ),
    ).toBeGreaterThan(one);
  });

  test('a way back has time for every AZ, every try and the alarms; a person has as long as it takes', () => {
    const { patience } = termsOf(aPlan().build());
    const { rollback, deploy } = aPolicy().build();
    expect(patience['rolling-back']).toBeGreaterThan(
      rollback.recoverWithinMs + deploy.timeoutMs * (1 + deploy.backTries),
    );
    expect(Object.keys(patience)).toEqual(expect.not.arrayContaining(['paused', 'held', 'closed']));
  });
});
