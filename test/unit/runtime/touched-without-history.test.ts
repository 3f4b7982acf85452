import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { touchedByRun } from '../../../runtime/touched-by-run';
import type { CellStage } from '../../../waves/rollout/cell-stage';
import { reportOf, type WaveReport, type WaveResult } from '../../../waves/rollout/wave-report';
import type { ForwardInput, WaveInput, WavePayload } from '../../../workflows/contract/inputs';
import { pack, unpack } from '../../../workflows/contract/packed';
import { releaseRevision } from '../../support/a-deploy-order';
import { aPlan } from '../../support/a-plan';
import { aResult, aWaveState, aWord, TOUCH } from '../../support/a-rollout-state';

const plan = aPlan().build();
const NUMBER = 4;
const wave = plan.waves[NUMBER - 1];
if (wave === undefined) throw new Error('the plan has no fourth wave');
const names = wave.cells.map(({ name }) => name);
const run = { workflowId: 'rollout:app:us-west-2', runId: '0199b6f2-aaaa-7bbb-8ccc-d00d3f9c2a00' };
const child = { workflowId: 'app:w03', runId: '0199b6f2-aaaa-7bbb-8ccc-d00d3f9c2a03' };
const type = { workflowType: { name: 'wave' }, workflowExecution: child };

const payloads = (value: unknown) => ({ payloads: [defaultPayloadConverter.toPayload(value)] });

function baselineOf(cell: string) {
  return { kind: 'deployed', deploymentId: `d-${cell}`, revision: releaseRevision } as const;
}

function waveInput(exempt: WavePayload['exempt']): WaveInput {
  const state = aWaveState(plan, NUMBER);
  const baselines = Object.fromEntries(
    state.order.wave.cells.map(({ name, groups }) => [
      name,
      Object.fromEntries(groups.map(({ deploymentGroup }) => [deploymentGroup, baselineOf(name)])),
    ]),
  );
  const payload: WavePayload = {
    ...state.order,
    deploy: plan.policy.deploy,
    firstDeployment: 'leave',
    release: plan.release.artifact,
    access: {},
    baselines,
    exempt,
  };
  const ref = {
    service: 'app',
    region: 'us-west-2',
    rollout: 'app:us-west-2:v2-3f9c2a',
    originalRunId: run.runId,
    releaseDigest: plan.release.digest,
    releaseVersion: 'v2',
    rehearsal: false,
  };
  return { ref, wave: state.order.wave.name, number: NUMBER, packed: pack(payload) };
}

type Told = { exempt?: WavePayload['exempt']; result?: WaveResult; report?: WaveReport };

/** A Temporal that still has the rollout's history, and no longer its wave's. */
function onlyTheRollout(told: Told): Client {
  const input: ForwardInput = {
    kind: 'forward',
    service: 'app',
    region: 'us-west-2',
    word: aWord(),
    release: 'v2',
    digest: plan.release.digest,
    waves: [],
    plan: pack(plan),
  };
  const initiated = { ...type, workflowId: child.workflowId, input: payloads(waveInput(told.exempt ?? [])) };
  const events = [
    { workflowExecutionStartedEventAttributes: { firstExecutionRunId: run.runId, input: payloads(input) } },
    { startChildWorkflowExecutionInitiatedEventAttributes: initiated },
    { childWorkflowExecutionStartedEventAttributes: type },
    ...(told.report === undefined
      ? []
      : [{ workflowExecutionSignaledEventAttributes: { signalName: 'waveReport', input: payloads(told.report) } }]),
    ...(told.result === undefined
      ? []
      : [{ childWorkflowExecutionCompletedEventAttributes: { ...type, result: payloads(told.result) } }]),
  ];
  const getHandle = (workflowId: string) => ({
    fetchHistory: () =>
      workflowId === run.workflowId
        ? Promise.resolve({ events })
        : Promise.reject(Object.assign(new Error('gone'), { code: 5 })),
  });
  const loadedDataConverter = { payloadConverter: defaultPayloadConverter, payloadCodecs: [] };
  const client: unknown = { workflow: { getHandle }, options: { loadedDataConverter } };
  // Nothing else of the client is asked for.
  return client as Client;
}

async function touchedOf(told: Told) {
  const { cells } = await touchedByRun(onlyTheRollout(told), run, () => undefined);
  return unpack(cells);
}

describe('a wave whose history has expired, of a rollout whose history has not', () => {
  it('S11: has touched every cell it was given, when nothing says how it ended, and each returns to what was recorded', async () => {
    const touched = await touchedOf({});
    expect(touched.map(({ cell }) => cell)).toEqual(names);
    for (const { cell, wave: number, groups } of touched) {
      expect(number).toBe(NUMBER);
      expect(groups.length).toBeGreaterThan(0);
      for (const { baseline } of groups) expect(baseline).toEqual(baselineOf(cell));
    }
  });

  it('S10: has not touched a cell that was exempt before it began', async () => {
    const [left] = names;
    const touched = await touchedOf({ exempt: [{ cell: left ?? '', word: aWord() }] });
    expect(touched.map(({ cell }) => cell)).toEqual(names.slice(1));
  });

  it('S12: returns a cell that somebody moved to what was read again before it was begun again', async () => {
    const [moved] = names;
    const baseline = baselineOf('by-hand');
    const groups = (wave.cells[0]?.groups ?? []).map(({ deploymentGroup }) => ({ deploymentGroup, baseline }));
    const reread = [{ cell: moved ?? '', groups }];
    const touched = await touchedOf({ report: { ...reportOf(aWaveState(plan, NUMBER)), reread } });
    const byCell = new Map(touched.map((one) => [one.cell, one.groups.map((group) => group.baseline)]));
    expect(byCell.get(moved ?? '')).toEqual(groups.map(() => baseline));
    expect(byCell.get(names[1] ?? '')).toContainEqual(baselineOf(names[1] ?? ''));
  });

  it.each<{ how: string; stage: CellStage; rounds: number; isTouched: boolean }>([
    { how: 'deployed', stage: { kind: 'deployed', touch: TOUCH }, rounds: 0, isTouched: true },
    { how: 'turned round', stage: { kind: 'settled', touch: TOUCH, why: 'w' }, rounds: 0, isTouched: true },
    { how: 'never started', stage: { kind: 'pending' }, rounds: 0, isTouched: false },
    { how: 'left out', stage: { kind: 'exempt', by: 'ann', reason: 'r' }, rounds: 0, isTouched: false },
    {
      how: 'turned round, then blocked',
      stage: { kind: 'blocked', because: 'vanished', why: 'w' },
      rounds: 1,
      isTouched: true,
    },
  ])('S10: is judged by its end: a cell $how', async ({ stage, rounds, isTouched }) => {
    const result = aResult(plan, NUMBER, { stage });
    const cells = result.cells.map((cell) => ({ ...cell, rounds }));
    const touched = await touchedOf({ result: { ...result, cells } });
    expect(touched.map(({ cell }) => cell)).toEqual(isTouched ? names : []);
    expect(touched.every((cell) => cell.rounds === rounds)).toBe(true);
  });
});
