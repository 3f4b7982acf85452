import type { CellStatus, WaveStatus } from '../../waves/rollout/status';
import type { StatusDocument } from '../../cli/temporal/status-document';

export const aWaveStatus = (change: Partial<WaveStatus> = {}): WaveStatus => ({
  number: 1,
  name: 'w01-one-box',
  kind: 'one-box',
  azId: 'usw2-az1',
  phase: 'pending',
  cells: ['c1'],
  exposureBasisPoints: 100,
  bakeMs: 3_600_000,
  goodMs: 0,
  verdict: undefined,
  wayBack: 'none',
  ...change,
});

export const aCellStatus = (change: Partial<CellStatus> = {}): CellStatus => ({
  name: 'c1',
  azId: 'usw2-az1',
  account: '111111111101',
  wave: 'w01-one-box',
  phase: 'pending',
  version: 'v1.0.0',
  baseline: 'v1.0.0',
  why: undefined,
  ...change,
});

/** A rollout that has just begun, changed as a test wants it. */
export const aStatus = (change: Partial<StatusDocument> = {}): StatusDocument => ({
  id: 'checkout:us-west-2:v1.1.0-3f9c2a',
  service: 'checkout',
  region: 'us-west-2',
  release: 'v1.1.0',
  digest: 'sha256:00',
  rehearsal: false,
  phase: 'deploying',
  outcome: undefined,
  startedAt: '2026-11-23T10:00:00.000Z',
  asOf: '2026-11-23T10:05:00.000Z',
  counts: { total: 1, done: 0, failed: 0, exposed: 0 },
  waves: [aWaveStatus()],
  cells: [aCellStatus()],
  cellsLeftOut: 0,
  soak: { bakeMs: 7_200_000, goodMs: 0 },
  evidence: undefined,
  next: 'deploying its cells',
  why: [],
  story: [],
  workflowId: 'rollout:checkout:us-west-2',
  runId: '01a2099e-cf6f-7daf-84e7-5b88f23f9c2a',
  closedAt: null,
  url: null,
  source: 'rollout',
  inFlight: [],
  ...change,
});
