import type { Client } from '@temporalio/client';
import { touchedByRun } from '../../../runtime/touched-by-run';

const asked = { workflowId: 'rollout:app:us-west-2', runId: '0199b6f2-aaaa-7bbb-8ccc-d00d3f9c2a00' };

/** A client whose server answers every question for a history with a gRPC status. */
function failingWith(code: number): Client {
  const fetchHistory = () => Promise.reject(Object.assign(new Error('status'), { code }));
  const client: unknown = { workflow: { getHandle: () => ({ fetchHistory }) } };
  // Nothing else of the client is asked for.
  return client as Client;
}

describe('what a run had touched', () => {
  test('S13: a history that is gone fails for good, with owner and remedy', async () => {
    await expect(touchedByRun(failingWith(5), asked, () => undefined)).rejects.toMatchObject({
      nonRetryable: true,
      type: 'HistoryGone',
      message: expect.stringContaining(asked.runId),
      details: [{ owner: 'user', remedy: expect.stringContaining('cellwave accept') }],
    });
  });

  test('a server that is away is asked again', async () => {
    const error: unknown = await touchedByRun(failingWith(14), asked, () => undefined).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).not.toHaveProperty('nonRetryable', true);
    expect(error).toHaveProperty('code', 14);
  });
});
