import { MAX_ENCODED } from '../../../../workflows/contract/markdown';
import { planMarkdown } from '../../../../workflows/contract/plan-markdown';
import { forwardStart, preflightStart, settlingStart } from '../../../../workflows/contract/start-options';
import { aFleet } from '../../../support/a-fleet';
import { aPlan } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';

/** Temporal's own limits. */
const MAX_SUMMARY_BYTES = 400;

describe('what a start says of itself', () => {
  const plan = aPlan().build();
  const attributesOf = (options: { typedSearchAttributes: { key: { name: string }; value: unknown }[] }) =>
    Object.fromEntries(options.typedSearchAttributes.map(({ key, value }) => [key.name, value]));

  it('can be found by service, Region, release, who asked, and how many cells', () => {
    expect(attributesOf(forwardStart(plan, 'ada'))).toMatchObject({
      CwService: 'web',
      CwRegion: 'us-west-2',
      CwRelease: plan.release.version,
      CwDigest: plan.release.digest,
      CwInitiator: 'ada',
      CwPhase: 'preparing',
      CwCellsTotal: 6,
    });
    expect(attributesOf(preflightStart(plan, 'ada'))).toMatchObject({ CwService: 'web', CwInitiator: 'ada' });
  });

  it('names every wave with its exposure and bake, and marks a rehearsal', () => {
    const text = planMarkdown(plan);
    for (const { name } of plan.waves) expect(text).toContain(name);
    expect(text.replaceAll('\u00a0', ' ')).toMatch(/w03-one-az {2}\|1 {2}\|33\.3 % {2}\|12 h {2}\|/);
    expect(text).not.toContain('REHEARSAL');
    expect(planMarkdown(aPlan().under(aPolicy().rehearsal()).build())).toContain('REHEARSAL');
    expect(forwardStart(aPlan().under(aPolicy().rehearsal()).build(), 'ada').staticSummary).toContain('REHEARSAL');
  });

  it('tells who is left out and what is weak', () => {
    const standing = { kind: 'exempt', reason: 'CHG-7', expiresAt: Number.MAX_SAFE_INTEGER } as const;
    const fleet = aFleet().cellNamed('usw2-az2-c1', (cell) => ({ ...cell, standing }));
    const text = planMarkdown(aPlan().of(fleet).build());
    expect(text).toContain('left out: usw2-az2-c1 (exempt: CHG-7)');
  });

  it('fits a fleet of ten thousand cells on its page', () => {
    const large = aPlan().of(aFleet().withCells(10_000)).build();
    expect(encodeURIComponent(planMarkdown(large)).length).toBeLessThanOrEqual(MAX_ENCODED);
    expect(planMarkdown(large)).toContain('10000 cells');
  });

  it('keeps to the length of summaries that Temporal takes', () => {
    const of = { workflowId: 'rollout:web:us-west-2', runId: 'r', rollout: 'web:us-west-2:v2-3f9c2a' };
    const word = { by: 'ada', reason: 'long '.repeat(200), at: 0 };
    const options = settlingStart({ kind: 'return', service: 'web', region: 'us-west-2', of, word }, 'v2');
    expect(Buffer.byteLength(options.staticSummary)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
    expect(attributesOf(options)).toMatchObject({ CwRollout: of.rollout, CwInitiator: 'ada' });
  });
});
