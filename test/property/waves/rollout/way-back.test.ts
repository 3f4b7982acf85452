import { statusOf } from '../../../../waves/rollout/status';
import { storyOf } from '../../../../waves/rollout/story';
import type { Run } from '../../../support/simulated-rollout/simulate';
import { entriesOf, forAnyRun, touches } from './any-run';

/** Cells that came back, or stayed, by themselves; the rollback has nothing to do there. */
const SETTLED = ['settled', 'failed', 'left', 'moved'];

function wentBack(run: Run): boolean {
  return run.final.returned !== undefined;
}

function cellsOfLostWaves(run: Run): readonly string[] {
  const lost = entriesOf(run, 'wave-lost').map(({ wave }) => wave);
  return run.scenario.plan.waves.flatMap(({ number, cells }) =>
    lost.includes(number) ? cells.map(({ name }) => name) : [],
  );
}

/** Cells that carry something of the release, or of which nobody knows, when the way back begins; with the wave that left it there. */
function owed(run: Run): readonly { cell: string; wave: number }[] {
  const lost = new Set(entriesOf(run, 'wave-lost').map(({ wave }) => wave));
  const seen = touches(run).filter(
    ({ wave, end }) => !lost.has(wave) && end !== 'blocked' && !SETTLED.includes(end ?? ''),
  );
  const unseen = run.scenario.plan.waves.flatMap(({ number, cells }) =>
    lost.has(number) ? cells.map(({ name }) => ({ cell: name, wave: number })) : [],
  );
  return [...seen, ...unseen];
}

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

test('S10: the way back covers exactly the touched cells, each group once', () => {
  forAnyRun((run) => {
    if (!wentBack(run)) return false;
    const started = entriesOf(run, 'back-started');
    expect(sorted(started.map(({ cell }) => cell))).toEqual(sorted(owed(run).map(({ cell }) => cell)));
    const groups = started.flatMap(({ cell, groups: own }) => own.map((group) => `${cell} ${group}`));
    expect(groups).toEqual([...new Set(groups)]);
    const due = owed(run).flatMap(({ cell, wave }) => {
      const planned = run.scenario.plan.waves[wave - 1]?.cells.find(({ name }) => name === cell);
      return (planned?.groups ?? []).map(({ deploymentGroup }) => `${cell} ${deploymentGroup}`);
    });
    expect(sorted(groups)).toEqual(sorted(due));
    return started.length > 0;
  });
});

test('S11: every touched cell is accounted for, and one of which nobody knows fails the rollout by name', () => {
  forAnyRun((run) => {
    if (!wentBack(run)) return false;
    const touched = touches(run).filter(({ end }) => end !== 'blocked');
    const ends = run.final.returned ?? [];
    expect(sorted(ends.map(({ cell }) => cell))).toEqual(
      sorted([...touched.map(({ cell }) => cell), ...cellsOfLostWaves(run)]),
    );
    const unknown = ends.filter(({ end }) => end === 'unknown').map(({ cell }) => cell);
    expect(run.end).toBe(unknown.length > 0 ? 'failed' : 'closed');
    const story = storyOf(run.final).join('\n');
    for (const { cell, end } of ends) if (end !== 'returned') expect(story).toContain(`${cell}: ${end}`);
    return ends.some(({ end }) => end !== 'returned');
  });
});

test('S11: a rollout that goes no further, or is done, names every cell that it left elsewhere than on the release', () => {
  forAnyRun((run) => {
    if (wentBack(run) || run.end !== 'closed') return false;
    const strays = touches(run).filter(({ end }) => ['failed', 'left', 'moved', 'unknown', 'lost'].includes(end ?? ''));
    const story = storyOf(run.final).join('\n');
    for (const { cell } of strays) expect(story).toContain(`${cell}: `);
    const status = statusOf({ rollout: 'r', rehearsal: false }, run.final, run.endedAt);
    for (const { name, version, phase } of status.cells)
      if (version === 'unknown' && !['pending', 'red', 'blocked', 'exempt'].includes(phase))
        expect(strays.map(({ cell }) => cell)).toContain(name);
    return true;
  });
});

test('S13: the way back begins at the instant it is decided, whatever gate, window or alarm stands against going forward', () => {
  forAnyRun((run) => {
    const turned = entriesOf(run, 'turned').find(({ turn }) => turn.kind === 'return');
    if (turned === undefined) return false;
    expect(['roll-back', 'close']).toContain(turned.step);
    const before = run.entries.slice(0, run.entries.indexOf(turned));
    const isWaveOpen =
      before.findLast(({ kind }) => ['wave-started', 'wave-ended', 'wave-lost'].includes(kind))?.kind ===
      'wave-started';
    const first = entriesOf(run, 'back-started')[0];
    const ready = owed(run).some(({ cell, wave }) =>
      before.some((entry) => entry.kind === 'wave-ended' && entry.result.wave === wave && cell !== ''),
    );
    if (ready && !isWaveOpen) expect(first?.at).toBe(turned.at);
    return ready;
  });
});

test('S14: cells that fail to come back stop no other', () => {
  forAnyRun((run) => {
    const isBack = entriesOf(run, 'turned').some(({ turn }) => turn.kind === 'return');
    if (!isBack) return false;
    expect(run.end).not.toBe('endless');
    const ended = entriesOf(run, 'back-ended').map(({ end }) => end.cell);
    expect(sorted(ended)).toEqual(sorted(owed(run).map(({ cell }) => cell)));
    return entriesOf(run, 'back-ended').some(({ end }) => end.end !== 'returned');
  });
});

test('S15: once aborted or turned back, no wave starts; once a wave has heard of it, no cell', () => {
  forAnyRun((run) => {
    const turned = run.entries.findIndex(({ kind }) => kind === 'turned');
    const told = run.entries.findIndex(({ kind }) => kind === 'wave-told');
    if (turned >= 0) expect(run.entries.slice(turned).filter(({ kind }) => kind === 'wave-started')).toEqual([]);
    if (told >= 0) expect(run.entries.slice(told).filter(({ kind }) => kind === 'cell-started')).toEqual([]);
    return turned >= 0;
  });
});

test('S15: an aborted rollout ends aborted unless it is taken back, one that is taken back never ends otherwise', () => {
  forAnyRun((run) => {
    const turns = entriesOf(run, 'turned').map(({ turn }) => turn.kind);
    const last = turns.at(-1);
    if (last === undefined) expect(run.final.outcome).toBe('completed');
    if (last === 'abort') expect(run.final.outcome).toBe('aborted');
    if (last === 'return') expect(run.end === 'failed' || run.final.outcome === 'rolled-back').toBe(true);
    return last !== undefined;
  });
});
