import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DEFAULT_POLICY } from '../../waves/defaults';
import type { GatePolicy, MinimumSamples } from '../../waves/policy';
import { firstCell, type Running } from './a-running-rollout';
import { cellClient } from './cell-client';

/** Bounds that no story reaches, where it does not say otherwise: what is held is held at once. */
export const gate = (change: Partial<GatePolicy> = {}): { readonly gate: GatePolicy } => ({
  gate: { ...DEFAULT_POLICY.gate, pollMs: 1_000, blindHoldMs: 900_000, waitingHoldMs: 900_000, ...change },
});

/** 12,000 requests a second reach each cell at the scenario's speed. */
export const requests = (change: Partial<MinimumSamples>): Partial<GatePolicy> => ({
  minimumSamples: {
    metric: {
      namespace: 'Sandbox/Service',
      name: 'Requests',
      stat: 'Sum',
      dimensions: { Cell: '{cell}' },
      oneBoxDimensions: { Cell: '{cell}', Box: 'one-box' },
    },
    count: 100,
    per: 'cell',
    maximumBakeMs: 120_000,
    ...change,
  },
});

/** What a person does to an alarm of the first cell. */
export async function asSomebody(
  rollout: Running,
  act: (client: CloudWatchClient, alarm: string) => Promise<unknown>,
): Promise<void> {
  const { scene } = rollout;
  const name = firstCell(rollout);
  const cell = scene.fleet.cells.find((one) => one.name === name);
  const client = cellClient(cell?.roleArn ?? '', scene.region);
  await act(client, `${name}-errors`);
  client.destroy();
}
