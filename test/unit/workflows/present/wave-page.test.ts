import { recordWave } from '../../../../waves/rollout/record-wave';
import { startWave, type WaveEvent, type WaveState } from '../../../../waves/rollout/wave-state';
import { MAX_ENCODED } from '../../../../workflows/contract/markdown';
import { wavePage, type WaveView } from '../../../../workflows/present/wave-page';
import { aFleet, type FleetBuilder } from '../../../support/a-fleet';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';

const TIGHT = aFleet().withCellsPerAz(3, 1);

function waveOf(fleet: FleetBuilder, events: (cells: readonly string[]) => readonly WaveEvent[]): WaveState {
  const plan = aPlan().of(fleet).build();
  const wave = plan.waves.reduce((one, other) => (other.cells.length > one.cells.length ? other : one));
  const { gate } = plan.policy;
  const carry = { lookedUntilAt: PLANNED_AT, clockOffsetMs: 0 };
  const order = { wave, gate, failuresLeft: 1_000, alsoWatched: [], carry, touchedBefore: false };
  return events(wave.cells.map(({ name }) => name)).reduce(recordWave, startWave(order, PLANNED_AT));
}

function viewOf(state: WaveState, change: Partial<WaveView> = {}): WaveView {
  const parent = { workflowId: 'rollout:web:us-west-2', runId: 'root' };
  return { service: 'web', release: 'v2', state, at: PLANNED_AT, runs: new Map(), end: undefined, parent, ...change };
}

const started = (cell: string): WaveEvent => ({ kind: 'cell-started', cell, at: PLANNED_AT });
const ended = (cell: string, end: Extract<WaveEvent, { kind: 'cell-ended' }>['end']): readonly WaveEvent[] => [
  started(cell),
  { kind: 'cell-ended', cell, end, at: PLANNED_AT },
];

describe("a wave's page", () => {
  it('shows what went wrong first, with its reason', () => {
    const state = waveOf(TIGHT, ([first = '', second = '']) => [
      ...ended(first, { kind: 'deployed' }),
      ...ended(second, { kind: 'failed', why: 'a script exited with 1' }),
    ]);
    const rows = wavePage(viewOf(state))
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows[2]).toContain('✖ failed');
    expect(rows[2]).toContain('a script exited with 1');
    expect(rows[3]).toContain('✔ deployed');
  });

  it('links a cell once this wave has a run of it, never to what an earlier rollout did there', () => {
    const state = waveOf(TIGHT, ([first = '']) => [started(first)]);
    const [first = ''] = Object.keys(state.cells);
    expect(wavePage(viewOf(state))).not.toContain(`[${first}]`);
    const runs = new Map([[`cell:web:${first}`, 'run-1']]);
    expect(wavePage(viewOf(state, { runs }))).toContain(
      `[${first}](/namespaces/{namespace}/workflows/cell%3Aweb%3A${first}/run-1`,
    );
  });

  it('says who paused it, and leads to the rollout, where that is taken back', () => {
    const word = { by: 'ada', reason: 'lunch', at: PLANNED_AT };
    const text = wavePage(viewOf(waveOf(TIGHT, () => [{ kind: 'paused', word }])));
    expect(text).toContain('### ‖ paused');
    expect(text).toContain('paused by ada: lunch');
    expect(text).toMatch(/\/workflows\/rollout%3Aweb%3Aus-west-2\/root\b/);
  });

  it.each([
    ['passed', '✔ passed'],
    ['halted', '✖ halted'],
    ['turned-back', '↩ turned back'],
    ['aborted', '■ aborted'],
  ] as const)('says at its end that it has %s', (end, title) => {
    expect(
      wavePage(
        viewOf(
          waveOf(TIGHT, () => []),
          { end },
        ),
      ),
    ).toContain(`### ${title}`);
  });

  it('fits four hundred cells, and says how many it leaves out', () => {
    const wide = aFleet().withCellsPerAz(3, 400);
    const state = waveOf(wide, (cells) => cells.flatMap((cell) => ended(cell, { kind: 'deployed' })));
    const text = wavePage(viewOf(state));
    expect(encodeURIComponent(text).length).toBeLessThanOrEqual(MAX_ENCODED);
    const count = Object.keys(state.cells).length;
    expect(text).toContain(`**${count} of ${count}** cells deployed`);
    expect(text).toMatch(/and \d+ more cells/);
  });
});
