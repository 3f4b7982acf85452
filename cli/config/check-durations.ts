import { FLOORS, LONGEST_POLL_MS, SHORTEST_TIMER_MS } from '../../waves/floors';
import type { Policy } from '../../waves/policy';
import { durationText } from './duration';
import type { Path } from './issue';
import type { IssueList } from './issue-list';

/** The floors of `waves/`, told where they stand in the file. `planWaves` and the worker check them again. */
export function checkDurations(policy: Policy, issues: IssueList): void {
  const atLeast = (path: Path, valueMs: number, floorMs: number): void => {
    if (valueMs >= floorMs) return;
    const isFloor = policy.purpose.kind === 'production' && path[0] === 'bakes';
    const message = `${path.join('.')} is below its floor of ${durationText(floorMs)}`;
    const fix = `write ${durationText(floorMs)} or longer${isFloor ? '; only a policy that says rehearsal: true may be faster' : ''}`;
    issues.add(path, message, fix);
  };
  for (const [key, valueMs, floorMs] of bakeFloors(policy)) atLeast(['bakes', key], valueMs, floorMs);
  const { gate, rollback, deploy } = policy;
  atLeast(['gate', 'poll'], gate.pollMs, SHORTEST_TIMER_MS);
  atLeast(['gate', 'blindHold'], gate.blindHoldMs, SHORTEST_TIMER_MS);
  atLeast(['gate', 'waitingHold'], gate.waitingHoldMs, SHORTEST_TIMER_MS);
  atLeast(['rollback', 'azMax'], rollback.azMaxMs, SHORTEST_TIMER_MS);
  atLeast(['rollback', 'recoverWithin'], rollback.recoverWithinMs, SHORTEST_TIMER_MS);
  atLeast(['deploy', 'timeout'], deploy.timeoutMs, SHORTEST_TIMER_MS);
  if (gate.pollMs > LONGEST_POLL_MS) {
    const longest = durationText(LONGEST_POLL_MS);
    issues.add(
      ['gate', 'poll'],
      `gate.poll is above its limit of ${longest}`,
      `write ${longest} or shorter: a red alarm must be seen soon`,
    );
  }
}

type BakeFloor = readonly [key: string, valueMs: number, floorMs: number];

function bakeFloors({ bakes, purpose }: Policy): readonly BakeFloor[] {
  const floor = (ms: number): number => (purpose.kind === 'production' ? ms : SHORTEST_TIMER_MS);
  const noSoak = purpose.kind === 'rehearsal' && bakes.soakMs === 0;
  return [
    ['oneBox', bakes.oneBoxMs, floor(FLOORS.oneBoxMs)],
    ['oneCell', bakes.oneCellMs, floor(FLOORS.oneCellMs)],
    ['oneAz', bakes.oneAzMs, floor(FLOORS.oneAzMs)],
    ['region', bakes.regionMs, floor(FLOORS.regionMs)],
    ['soak', bakes.soakMs, noSoak ? 0 : floor(FLOORS.soakMs)],
  ];
}
