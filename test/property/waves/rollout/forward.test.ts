import { planDigest } from '../../../../waves/digest';
import type { Run } from '../../../support/simulated-rollout/simulate';
import { entriesOf, forAnyRun, touchedAt, touches } from './any-run';
import { goodMsBetween } from './good-time';

const planned = (run: Run, wave: number) => run.scenario.plan.waves[wave - 1];
const passed = (run: Run) => entriesOf(run, 'wave-ended').filter(({ result }) => result.end === 'passed');

test('S1: one wave at a time', () => {
  forAnyRun((run) => {
    let open = 0;
    for (const { kind } of run.entries) {
      if (kind === 'wave-started') open += 1;
      if (kind === 'wave-ended' || kind === 'wave-lost') open -= 1;
      expect([0, 1]).toContain(open);
    }
    for (const { running } of entriesOf(run, 'wave-started')) expect(running).toBe(0);
    return entriesOf(run, 'wave-started').length > 1;
  });
});

test('S2: cells in change at once lie in one AZ', () => {
  forAnyRun((run) => {
    const flying = new Map<string, string>();
    let most = 0;
    for (const entry of run.entries) {
      if (entry.kind === 'cell-started') flying.set(entry.cell, planned(run, entry.wave)?.azId ?? '');
      if (entry.kind === 'cell-ended') flying.delete(entry.cell);
      if (entry.kind === 'wave-lost') flying.clear();
      expect(new Set(flying.values()).size).toBeLessThanOrEqual(1);
      most = Math.max(most, flying.size);
    }
    return most > 1;
  });
});

test('S3: waves start in the order of the plan, and none before a cell of the one before it carries the release or somebody said so', () => {
  forAnyRun((run) => {
    const started = entriesOf(run, 'wave-started');
    expect(started.map(({ wave }) => wave)).toEqual(started.map((_, index) => index + 1));
    const untried = entriesOf(run, 'stood').flatMap(({ state: { stance } }) =>
      stance.kind === 'held' && stance.why.kind === 'untried' ? [stance.why.wave] : [],
    );
    for (const { wave, state } of started) {
      const before = state.waves[wave - 2];
      if (before === undefined || before.wave.kind === 'region') continue;
      const carries = state.waves.some(
        ({ wave: other, stage }) =>
          other.kind === before.wave.kind &&
          stage.kind === 'ended' &&
          stage.result.cells.some((cell) => cell.stage.kind === 'deployed'),
      );
      expect(carries || untried.includes(before.wave.name)).toBe(true);
    }
    return started.length > 2;
  });
});

test('S4: a cell starts only when every wave before passed healthy, and all that was touched, and it itself, were healthy at the last look', () => {
  forAnyRun((run) => {
    for (const { state, wave } of entriesOf(run, 'wave-started'))
      for (const { wave: before, stage } of state.waves) {
        if (before.number >= wave) continue;
        expect(stage).toMatchObject({ kind: 'ended', result: { end: 'passed', verdict: { kind: 'healthy' } } });
      }
    for (const { troubled, paused } of entriesOf(run, 'cell-started')) {
      expect(troubled).toEqual([]);
      expect(paused).toBe(false);
    }
    return run.scenario.spells.length > 0;
  });
});

test('S5: never more cells in flight than the wave is wide', () => {
  forAnyRun((run) => {
    const flying = new Set<string>();
    let wasFull = false;
    for (const entry of run.entries) {
      if (entry.kind === 'wave-started' || entry.kind === 'wave-lost') flying.clear();
      if (entry.kind === 'cell-ended') flying.delete(entry.cell);
      if (entry.kind !== 'cell-started') continue;
      flying.add(entry.cell);
      const width = planned(run, entry.wave)?.width ?? 0;
      expect(flying.size).toBeLessThanOrEqual(width);
      wasFull = wasFull || (flying.size === width && width > 1);
    }
    return wasFull;
  });
});

test('S6: a wave passes only after its bake, extensions included, of truly good time', () => {
  forAnyRun((run) => {
    for (const { at, result } of passed(run)) {
      const wave = planned(run, result.wave);
      expect(result.bakeMs).toBeGreaterThanOrEqual(wave?.bakeMs ?? Infinity);
      expect(result.goodMs).toBeGreaterThanOrEqual(result.bakeMs);
      expect(result.wallMs).toBeGreaterThanOrEqual(result.goodMs);
      const deployed = run.entries.findLast((entry) => entry.kind === 'cell-ended' && entry.wave === result.wave);
      const started = run.entries.find((entry) => entry.kind === 'wave-started' && entry.wave === result.wave);
      const { goodMs, toleranceMs } = goodMsBetween(run, (deployed ?? started)?.at ?? 0, at);
      expect(goodMs + toleranceMs).toBeGreaterThanOrEqual(result.bakeMs);
    }
    return passed(run).length > 0;
  });
});

test('S6: a rollout completes only after its soak of truly good time', () => {
  forAnyRun((run) => {
    if (run.final.outcome !== 'completed') return false;
    expect(run.final.soakMs).toBeGreaterThanOrEqual(run.scenario.plan.soakMs);
    const { goodMs, toleranceMs } = goodMsBetween(run, passed(run).at(-1)?.at ?? 0, run.endedAt);
    expect(goodMs + toleranceMs).toBeGreaterThanOrEqual(run.final.soakMs);
    return true;
  });
});

test('S7: after a wave has recorded what halts it, no cell is started any more', () => {
  forAnyRun((run) => {
    const halted = run.entries.findIndex(({ kind }) => kind === 'wave-halted');
    if (halted < 0) return false;
    expect(run.entries.slice(halted).filter(({ kind }) => kind === 'cell-started')).toEqual([]);
    return true;
  });
});

test('S12: the baselines of a wave are read before its first cell is started, and anew after any stop in between', () => {
  forAnyRun((run) => {
    for (const [index, entry] of run.entries.entries()) {
      if (entry.kind !== 'wave-started') continue;
      const record = entry.state.waves[entry.wave - 1];
      expect(record?.baselines).toBeDefined();
      const before = run.entries.slice(0, index);
      const read = before.findLastIndex(({ kind }) => kind === 'baselines-read');
      expect(before[read]).toMatchObject({ wave: entry.wave });
      expect(before.slice(read).filter(({ kind }) => kind === 'stance')).toEqual([]);
    }
    for (const { cell, wave } of entriesOf(run, 'cell-started')) {
      const reads = entriesOf(run, 'baselines-read').filter((read) => read.wave === wave);
      expect(reads.at(-1)?.cells).toContain(cell);
    }
    return entriesOf(run, 'cell-started').length > 0;
  });
});

test('S18: forward work begins on no cell that is in flight in any direction, and a way back on none that is on another', () => {
  forAnyRun((run) => {
    const forward = new Set<string>();
    const back = new Set<string>();
    for (const entry of run.entries) {
      if (entry.kind === 'cell-started') {
        expect(forward.has(entry.cell) || back.has(entry.cell)).toBe(false);
        forward.add(entry.cell);
      }
      if (entry.kind === 'back-started') {
        // One that is still turning round in its wave holds its lock, and the rollback waits for that.
        expect(back.has(entry.cell)).toBe(false);
        back.add(entry.cell);
      }
      if (entry.kind === 'cell-ended') forward.delete(entry.cell);
      if (entry.kind === 'back-ended') back.delete(entry.end.cell);
    }
    return entriesOf(run, 'back-started').length > 0;
  });
});

test('S19: the plan stays as it was frozen; a bake only grows, and nothing else changes', () => {
  forAnyRun(({ scenario, final }) => {
    const { digest, ...plan } = final.plan;
    expect(planDigest(plan)).toBe(planDigest(scenario.plan));
    expect(digest).toBe(scenario.plan.digest);
    for (const [index, { wave }] of final.waves.entries()) {
      const frozen = scenario.plan.waves[index];
      expect({ ...wave, bakeMs: 0 }).toEqual({ ...frozen, bakeMs: 0 });
      expect(wave.bakeMs).toBeGreaterThanOrEqual(frozen?.bakeMs ?? Infinity);
    }
    return scenario.words.some(({ say }) => say.kind === 'extend');
  });
});

test('S27: a wave ends well only when every cell of it is deployed, back on its baseline within the budget, or left out by a person', () => {
  forAnyRun((run) => {
    const { failureBudget } = run.scenario.plan.policy;
    let failed = 0;
    for (const { result } of passed(run)) {
      const kinds = result.cells.map(({ stage }) => stage.kind);
      const strays = kinds.filter((kind) => kind !== 'deployed' && kind !== 'exempt');
      expect(strays.filter((kind) => kind !== 'failed' && kind !== 'left' && kind !== 'moved')).toEqual([]);
      failed += strays.length;
      expect(failed).toBeLessThanOrEqual(failureBudget);
    }
    const ofPlan = new Set(run.scenario.plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)));
    for (const { cell } of touches(run)) expect(ofPlan.has(cell)).toBe(true);
    return touches(run).some(({ end }) => end === 'blocked' || end === 'failed');
  });
});

test('S10: nothing is taken back for an alarm that was red before its cell was touched', () => {
  forAnyRun((run) => {
    const { turn } = run.final;
    if (turn.kind !== 'return' || turn.cause.kind !== 'verdict') return false;
    const since = touchedAt(run);
    for (const { subject } of turn.cause.verdict.findings) {
      const touched = (since.get(subject) ?? Infinity) + run.scenario.awsOffsetMs;
      const reds = run.sky.reds(subject, turn.at + run.scenario.awsOffsetMs);
      // AWS dates its answers to the second, so a window opens up to three seconds early.
      expect(Math.max(...reds)).toBeGreaterThanOrEqual(touched - 3_000);
    }
    return true;
  });
});
