// The simulated Region in a process of its own, as AWS is elsewhere too: its work must not stand in the worker's event loop.
import { startSandbox } from '../sandbox';

async function main(scenario: string): Promise<void> {
  const sandbox = await startSandbox({ scenario });
  process.send?.(sandbox.url);
  process.on('disconnect', () => process.exit(0));
}

main(process.argv[2] ?? 'good').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
