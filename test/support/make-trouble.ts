import type { Scene } from './a-running-rollout';

/** From the `nth` cell on, deployments of this Region's release begin and never end by themselves: whatever happens then, happens in flight. */
export function hangFrom(scene: Scene, nth: number): void {
  scene.sandbox.setDeploymentOutcome(scene.version, { kind: 'hangs', fromCell: nth });
}

export function failFrom(scene: Scene, nth: number): void {
  const failure = { afterInstances: 0, errorCode: 'SCRIPT_FAILED', message: 'as the test wants it' };
  scene.sandbox.setDeploymentOutcome(scene.version, { kind: 'fails', fromCell: nth, ...failure });
}

/** One in two requests fails in this cell from now on, whatever it runs. */
export function breakCell(scene: Scene, cell: string): void {
  const { sandbox } = scene;
  const from = { kind: 'start', afterSeconds: sandbox.secondsNow() } as const;
  sandbox.addIncident({
    effect: { kind: 'errors', errorPercent: 50 },
    where: { kind: 'cell', cell },
    span: { from, forSeconds: undefined },
  });
}

/** The release turns bad wherever it runs in this Region, from now on. */
export function turnBad(scene: Scene): void {
  scene.sandbox.setReleaseFaults(scene.version, [{ kind: 'errors', errorPercent: 40 }]);
}
