/** An alarm of 2 of 2 minutes needs so long to see what began in the middle of a minute. */
const DETECTION_SECONDS = 180;
const SHORTEST_BAKE_SECONDS = 4;

/** A policy that rolls in seconds, and still leaves every alarm of the sandbox the time to see what a release does. */
export function rehearsalPolicy(speed: number): object {
  const bakeSeconds = Math.max(SHORTEST_BAKE_SECONDS, 1 + Math.ceil(DETECTION_SECONDS / speed));
  const bake = `${bakeSeconds}s`;
  const patience = `${Math.max(30, 10 * bakeSeconds)}s`;
  return {
    kind: 'Policy',
    name: 'rehearsal',
    rehearsal: true,
    speed,
    bakes: { oneBox: bake, oneCell: bake, oneAz: bake, region: bake, soak: bake },
    width: { share: '100%', maxCells: 400 },
    oneBoxMaxShare: '100%',
    windows: 'always',
    gate: { poll: '1s', blindHold: patience, waitingHold: patience },
    rollback: { azMax: patience, recoverWithin: `${Math.max(60, 20 * bakeSeconds)}s` },
    deploy: { timeout: `${Math.max(60, Math.ceil(3_600 / speed))}s`, foreignWait: patience },
  };
}
