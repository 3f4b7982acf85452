import { boardText } from '../../../../cli/output/board';
import { colours } from '../../../../cli/output/colours';
import { mergeLive } from '../../../../cli/temporal/merge-live';
import type { WatchState } from '../../../../alarms/watch-state';
import { statusOf } from '../../../../waves/rollout/status';
import type { MinimumSamples } from '../../../../waves/policy';
import { record } from '../../../../waves/rollout/record';
import { recordWave } from '../../../../waves/rollout/record-wave';
import { reportOf } from '../../../../waves/rollout/wave-report';
import type { WaveEvent, WaveState } from '../../../../waves/rollout/wave-state';
import { wavePage } from '../../../../workflows/present/wave-page';
import { planMarkdown } from '../../../../workflows/contract/plan-markdown';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';
import { aRollout, aWatchState, aWaveState, passedUpTo, started } from '../../../support/a-rollout-state';
import { aStatus } from '../../../support/a-status';

const HOUR = 3_600_000;
const wanted: MinimumSamples = {
  metric: { namespace: 'Shop', name: 'Requests', stat: 'Sum', dimensions: {}, oneBoxDimensions: undefined },
  count: 100,
  per: 'cell',
  maximumBakeMs: 24 * HOUR,
};
const plan = aPlan()
  .under(aPolicy().alwaysOpen().withGate({ minimumSamples: wanted }))
  .build();
const [cell = ''] = (plan.waves[1]?.cells ?? []).map(({ name }) => name);
const bakeMs = plan.waves[1]?.bakeMs ?? 0;

const seen = (goodMs: number, count: number): WatchState => aWatchState([], { goodMs, samples: { [cell]: count } });
const events: readonly WaveEvent[] = [
  { kind: 'cell-started', cell, at: PLANNED_AT },
  { kind: 'cell-ended', cell, end: { kind: 'deployed' }, at: PLANNED_AT },
];
const wave: WaveState = [
  ...events,
  { kind: 'watched', chunk: 0, duty: 'good', state: seen(bakeMs, 17) } as const,
].reduce(recordWave, aWaveState(plan, 2));
const rollout = record(aRollout(plan, ...passedUpTo(plan, 1), started(2)), {
  kind: 'wave-reported',
  report: reportOf(wave),
  at: PLANNED_AT,
});
const status = statusOf({ rollout: 'r', rehearsal: false }, rollout, PLANNED_AT);

describe('a bake that goes on for want of requests', () => {
  test('says how many there are, and how long it goes on, in why', () => {
    expect(status.next).toBe(
      `baking longer than its 1 h: 17 of 100 requests seen on ${cell}; held at 1 d of good time`,
    );
    expect(status.waves[1]?.samples).toEqual({ least: 100, seen: 17, subject: cell, others: 0 });
  });

  test('of a wave whose plan asks for none says no more than its bake', () => {
    const bare = aPlan().under(aPolicy().alwaysOpen()).build();
    const told = record(aRollout(bare, ...passedUpTo(bare, 1), started(2)), {
      kind: 'wave-reported',
      report: reportOf(wave),
      at: PLANNED_AT,
    });
    expect(statusOf({ rollout: 'r', rehearsal: false }, told, PLANNED_AT).next).toMatch(/held at 1 h of good time$/);
  });

  test('is told with what was counted at the last look', () => {
    const live = mergeLive(status, {
      wave,
      returning: undefined,
      watches: [seen(2 * HOUR, 42)],
      inFlight: [],
      readingTrouble: undefined,
    });
    expect(live.waves[1]).toMatchObject({ goodMs: 2 * HOUR, samples: { seen: 42 } });
    expect(live.next).toContain('42 of 100 requests seen');
    const document = aStatus({ ...live, phase: 'baking' });
    expect(boardText(document, { colours: colours(false), columns: 120 })).toContain('healthy, 42 of 100 requests');
  });

  test('says no more of it once enough was seen', () => {
    const live = mergeLive(status, {
      wave,
      returning: undefined,
      watches: [seen(2 * HOUR, 100)],
      inFlight: [],
      readingTrouble: undefined,
    });
    expect(live.waves[1]?.samples).toBeUndefined();
    expect(boardText(aStatus({ ...live, phase: 'baking' }), { colours: colours(false), columns: 120 })).not.toMatch(
      /of 100 requests$/m,
    );
  });

  test("stands on the wave's page, and in the plan that the rollout's page shows", () => {
    const view = { service: 'web', release: 'v2', at: PLANNED_AT, runs: new Map(), end: undefined, parent: undefined };
    const page = (state: WaveState): string => wavePage({ ...view, state }).replaceAll('\u00a0', ' ');
    expect(page(wave)).toContain(`**17 of 100 requests seen on ${cell}**`);
    expect(page(aWaveState(plan, 2))).not.toContain('requests seen');
    expect(planMarkdown(plan)).toContain('each cell must see 100 of Requests (Shop)');
  });
});
