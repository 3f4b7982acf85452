import type { Incident } from '../../sandbox';
import type { Scene } from './a-running-rollout';

/** From the `nth` cell on, deployments of this Region's release begin and never end by themselves: whatever happens then, happens in flight. */
export function hangFrom(scene: Scene, nth: number): void {
  scene.sandbox.setDeploymentOutcome(scene.version, { kind: 'hangs', fromCell: nth });
}

export function failFrom(scene: Scene, nth: number): void {
  const failure = { afterInstances: 0, errorCode: 'SCRIPT_FAILED', message: 'as the test wants it' };
  scene.sandbox.setDeploymentOutcome(scene.version, { kind: 'fails', fromCell: nth, ...failure });
}

/** One in two requests fails in this cell from now on, whatever it runs; the Region's own alarm sees it as well. */
export function breakCell(scene: Scene, cell: string): void {
  strike(scene, cell, { kind: 'errors', errorPercent: 50 });
}

/** Too slow for the cell's own alarm, and for nobody else's. */
export function slowDown(scene: Scene, cell: string): void {
  strike(scene, cell, { kind: 'latency', addMs: 2_000 });
}

function strike({ sandbox }: Scene, cell: string, effect: Incident['effect']): void {
  const from = { kind: 'start', afterSeconds: sandbox.secondsNow() } as const;
  sandbox.addIncident({ effect, where: { kind: 'cell', cell }, span: { from, forSeconds: undefined } });
}

/** The release turns bad wherever it runs in this Region, from now on. */
export function turnBad(scene: Scene): void {
  scene.sandbox.setReleaseFaults(scene.version, [{ kind: 'errors', errorPercent: 40 }]);
}
