const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

const ends = new Set<() => void>();

/**
 * Runs `end` when this process ends for any reason but SIGKILL. A signal that nobody else handles would end the process
 * without its `exit` event: then all ends run and the signal does what it would have done. Where somebody else handles it,
 * the process ends later, through `exit`. Returns how to call it off.
 */
export function dieWithUs(end: () => void): () => void {
  if (ends.size === 0) listen();
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size === 0) stopListening();
  };
}

function listen(): void {
  process.on('exit', runEnds);
  for (const signal of endingSignals) process.on(signal, onSignal);
}

function stopListening(): void {
  process.removeListener('exit', runEnds);
  for (const signal of endingSignals) process.removeListener(signal, onSignal);
}

function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  runEnds();
  stopListening();
  process.kill(process.pid, signal);
}

function runEnds(): void {
  for (const end of ends) end();
  ends.clear();
}
