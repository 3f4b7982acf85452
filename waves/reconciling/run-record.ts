import { OUTCOMES } from '../rollout/phases';

/** One run of a rollout's id, as Temporal remembers it: a rollout, or a run that settles one. */
export type RunRecord = {
  readonly workflowId: string;
  readonly runId: string;
  readonly standing: RunStanding;
  /** The id people see; undefined when the run ended before it said so. */
  readonly rollout: string | undefined;
  readonly region: string | undefined;
  readonly release: string | undefined;
  /** Who started it. */
  readonly initiator: string | undefined;
};

export type RunStanding = OpenStanding | ClosedStanding;

export type OpenStanding = {
  readonly kind: 'open';
  readonly phase: string | undefined;
  /** When its phase or its wave last changed. */
  readonly since: number;
  /** When the bake or soak that it is in was to end, as it said when that began. */
  readonly bakeEndsAt: number | undefined;
};

export type ClosedStanding = {
  readonly kind: 'closed';
  readonly as: ClosedAs;
  /** `outcome` undefined: unresolved. `phase`: the last it was in, also where it was terminated in it or failed. */
  readonly outcome: string | undefined;
  readonly phase: string | undefined;
};

/** How Temporal closed it, whatever it had come to by itself. */
export type ClosedAs = 'completed' | 'failed' | 'terminated' | 'timed out' | 'cancelled';

/** Closed without an outcome: nobody knows what runs on the cells it touched. */
export function isUnresolved({ standing }: RunRecord): boolean {
  return standing.kind === 'closed' && OUTCOMES.every((outcome) => outcome !== standing.outcome);
}

/** The latest run that says how the rollouts of its id stand. A refused run touched nothing, so it neither settles what was before it nor hides it. */
export function runThatCounts(newestFirst: readonly RunRecord[]): RunRecord | undefined {
  return newestFirst.find(({ standing }) => !(standing.kind === 'closed' && standing.outcome === 'refused'));
}
