import type { DeployTarget } from '../../activities/ports/deploy-target.port';
import type { AwsPorts } from '../../runtime/wiring';

/** The real targets, but for what a test says. */
export function tamperedTargets(ports: AwsPorts, change: (target: DeployTarget) => Partial<DeployTarget>): AwsPorts {
  const { targets } = ports;
  return {
    ...ports,
    targets: {
      at: (place) => {
        const target = targets.at(place);
        return { ...target, ...change(target) };
      },
    },
  };
}
