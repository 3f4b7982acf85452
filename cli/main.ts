#!/usr/bin/env node
import { run } from './program';

const LONGEST_FAREWELL_MS = 5_000;

// A reader that has seen enough (`cellwave plan | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
  // Whatever should have been closed and was not must not keep a shell waiting.
  setTimeout(() => process.exit(), LONGEST_FAREWELL_MS).unref();
});
