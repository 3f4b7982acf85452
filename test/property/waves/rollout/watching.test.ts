import { aggregateSubject } from '../../../../waves/rollout/rollout-accounts';
import type { Run } from '../../../support/simulated-rollout/simulate';
import { entriesOf, forAnyRun, touchedAt, touches } from './any-run';

const SECOND = 1_000;

/** From when to when each touched subject has to be watched: until the rollout is turned, or closed. */
function watchedSpans(run: Run): readonly { subject: string; from: number; to: number }[] {
  const turned = run.entries.find(({ kind }) => kind === 'turned' || kind === 'wave-halted' || kind === 'wave-told');
  const to = Math.min(turned?.at ?? Infinity, run.endedAt);
  // A cell that was blocked halfway has gone back by itself and carries nothing.
  const blocked = new Set(touches(run).flatMap(({ cell, end }) => (end === 'blocked' ? [cell] : [])));
  return [...touchedAt(run)].flatMap(([subject, from]) => (blocked.has(subject) ? [] : [{ subject, from, to }]));
}

function looksAt(run: Run, subject: string): readonly number[] {
  return run.looks.filter(({ subjects }) => subjects.includes(subject)).map(({ at }) => at);
}

test('S8: no rollout completes over an ALARM of a touched cell or of its Region between the touch and the last look, however short', () => {
  forAnyRun((run) => {
    if (run.final.outcome !== 'completed') return false;
    const { awsOffsetMs } = run.scenario;
    for (const [subject, at] of touchedAt(run)) {
      const lastLook = looksAt(run, subject).at(-1) ?? 0;
      const reds = run.sky.reds(subject, lastLook + awsOffsetMs);
      expect(reds.filter((red) => red > at + awsOffsetMs)).toEqual([]);
    }
    return true;
  });
});

test('S8: an ALARM of a touched cell that can be read turns the rollout within a poll and the way of two messages', () => {
  forAnyRun((run) => {
    const { awsOffsetMs, signalMs, spells, plan } = run.scenario;
    if (spells.some(({ condition }) => condition === 'blind')) return false;
    const turned = entriesOf(run, 'turned').at(0)?.at ?? Infinity;
    let seen = false;
    for (const [subject, touched] of touchedAt(run))
      for (const red of run.sky.reds(subject, run.endedAt + awsOffsetMs)) {
        const at = red - awsOffsetMs;
        // Which wave was told to end by hand meanwhile no longer watches.
        if (at <= touched || at >= turned || entriesOf(run, 'wave-told').some((told) => told.at <= at)) continue;
        seen = true;
        const due = at + plan.policy.gate.pollMs + 2 * signalMs + 2 * SECOND;
        expect(Math.min(turned, run.final.outcome === 'completed' ? run.endedAt : Infinity)).toBeLessThanOrEqual(due);
      }
    return seen;
  });
});

test('S9: whatever was blind, waiting or red at its last look, no wave and no soak passes over it', () => {
  forAnyRun((run) => {
    const touched = touchedAt(run);
    for (const { at, result, troubled } of entriesOf(run, 'wave-ended')) {
      if (result.end !== 'passed') continue;
      expect(result.verdict.kind).toBe('healthy');
      expect(troubled.filter((subject) => (touched.get(subject) ?? Infinity) <= at)).toEqual([]);
    }
    if (run.final.outcome === 'completed')
      expect(run.final.watches.states.map(({ verdict }) => verdict.kind)).not.toContain('blind');
    return run.scenario.spells.some(({ condition }) => condition !== 'ALARM');
  });
});

test('S20: from its touch on every touched cell, and the Region, is looked at every poll: deploying, baking, gated, paused and held', () => {
  forAnyRun((run) => {
    const { pollMs } = run.scenario.plan.policy.gate;
    const alarmed = new Set([
      ...run.scenario.plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)),
      ...run.scenario.plan.aggregateAlarms.map(aggregateSubject),
    ]);
    // A watch that changes hands waits for a message, or for baselines to be read.
    const most = pollMs + 2 * run.scenario.signalMs + 3 * SECOND;
    for (const { subject, from, to } of watchedSpans(run)) {
      expect(alarmed.has(subject)).toBe(true);
      const looks = looksAt(run, subject).filter((at) => at >= from && at <= to);
      const instants = [from, ...looks, to];
      for (const [index, at] of instants.entries()) expect((instants[index + 1] ?? at) - at).toBeLessThanOrEqual(most);
    }
    return entriesOf(run, 'stood').length > 0;
  });
});

test('S20: looks come every poll, not faster: only what changes begins a watch anew', () => {
  forAnyRun((run) => {
    const { pollMs } = run.scenario.plan.policy.gate;
    const lastedMs = run.endedAt - run.scenario.startAt;
    const changes = run.entries.length + run.scenario.words.length + 4 * run.scenario.spells.length;
    expect(run.looks.length).toBeLessThanOrEqual((2 * lastedMs) / pollMs + 20 * (changes + 1));
    return run.looks.length > 50;
  });
});
