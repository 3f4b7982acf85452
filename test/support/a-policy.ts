import { DEFAULT_POLICY } from '../../waves/defaults';
import type { Bakes, GatePolicy, Policy, RollbackPolicy, WeeklyWindow, Width } from '../../waves/policy';

export type PolicyBuilder = {
  readonly with: (change: Partial<Policy>) => PolicyBuilder;
  readonly withBakes: (change: Partial<Bakes>) => PolicyBuilder;
  readonly withGate: (change: Partial<GatePolicy>) => PolicyBuilder;
  readonly withRollback: (change: Partial<RollbackPolicy>) => PolicyBuilder;
  readonly withWidth: (change: Partial<Width>) => PolicyBuilder;
  readonly withWindows: (...windows: readonly WeeklyWindow[]) => PolicyBuilder;
  readonly alwaysOpen: () => PolicyBuilder;
  /** In seconds: polls, bakes and soak of one second. */
  readonly rehearsal: (speed?: number) => PolicyBuilder;
  readonly build: () => Policy;
};

/** The default policy with a one-box of up to the whole Region, so that fleets of any size can be planned. */
export function aPolicy(): PolicyBuilder {
  return policyOf({ ...DEFAULT_POLICY, oneBoxMaxBasisPoints: 10_000 });
}

function policyOf(policy: Policy): PolicyBuilder {
  const but = (change: Partial<Policy>): PolicyBuilder => policyOf({ ...policy, ...change });
  const second = 1_000;
  return {
    with: but,
    withBakes: (change) => but({ bakes: { ...policy.bakes, ...change } }),
    withGate: (change) => but({ gate: { ...policy.gate, ...change } }),
    withRollback: (change) => but({ rollback: { ...policy.rollback, ...change } }),
    withWidth: (change) => but({ width: { ...policy.width, ...change } }),
    withWindows: (...windows) => but({ windows: { kind: 'weekly', windows } }),
    alwaysOpen: () => but({ windows: { kind: 'always' } }),
    rehearsal: (speed = 60) =>
      but({
        purpose: { kind: 'rehearsal', speed },
        bakes: { oneBoxMs: second, oneCellMs: second, oneAzMs: second, regionMs: second, soakMs: second },
        gate: { ...policy.gate, pollMs: second },
        windows: { kind: 'always' },
      }),
    build: () => policy,
  };
}
