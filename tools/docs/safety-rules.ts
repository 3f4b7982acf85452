/** A rule of the project's spec, in our own words, and what keeps it. */
export type SafetyRule = {
  readonly id: string;
  readonly says: string;
  readonly keptBy: string;
  /** What of it is not there yet, and why. */
  readonly notYet?: string;
};

export const SAFETY_RULES: readonly SafetyRule[] = [
  {
    id: 'S1',
    says: 'One wave goes forward at a time, per service and Region.',
    keptBy:
      'The id of a rollout is its lock: Temporal refuses a second one for the same service and Region. Inside it `waves/rollout/next-step.ts` runs no wave while another one runs.',
  },
  {
    id: 'S2',
    says: 'Forward work never has cells of two AZs in change at once. A way back goes one AZ at a time, but never stands still for it.',
    keptBy:
      'A wave holds cells of one AZ, and no AZ is come back to (`waves/cut-waves.ts`, checked again by `waves/check-order.ts` in the worker). `waves/rollout/return-state.ts` leaves an AZ behind after `azMaxMs`.',
    notYet: 'Across several services: it needs one guard for all services of a Region, which comes later.',
  },
  {
    id: 'S3',
    says: 'One-box before its cell, cell before its AZ, AZ before the Region, Region before the next.',
    keptBy:
      'The order of the plan, and `record`, which holds a rollout when a wave before the Region ended without any cell that carries the release: nothing is proved then for what comes next.',
    notYet: 'Region before the next Region: a rollout has one Region; pipelines over several come later.',
  },
  {
    id: 'S4',
    says: 'A cell starts only if everything before it was found healthy, for this very release.',
    keptBy:
      'A gate that looks anew before each wave, and inside a wave `startable` in `waves/rollout/next-wave-step.ts`: no cell starts while anything touched, or the cell itself, is not healthy. A red cell that was never touched waits alone.',
  },
  {
    id: 'S5',
    says: 'No more cells are in flight than the width of their wave; no more of the Region is exposed than the plan says.',
    keptBy:
      '`startable` counts what is in flight; `waves/check-pace.ts` checks widths and exposures of any plan again.',
  },
  {
    id: 'S6',
    says: 'A bake counts good time only.',
    keptBy:
      '`alarms/bake-clock.ts` credits a look with the least that AWS’s clock, Temporal’s clock and twice the poll agree on, and only between two healthy looks with a quiet history between them.',
  },
  {
    id: 'S7',
    says: 'The workflow that recorded an alarm issues no forward command after it.',
    keptBy:
      'The wave that starts cells owns the watch; `recordWave` turns it with the alarm, and a turned wave starts nothing.',
  },
  {
    id: 'S8',
    says: 'An alarm raised before the end of a wave is seen within a poll and a second, or the wave does not pass.',
    keptBy:
      'Each look reads the history of every watched alarm since the last one, with an overlap, so that a flap between two looks counts; a last read is due after the bake.',
  },
  {
    id: 'S9',
    says: 'Unknown is never healthy.',
    keptBy:
      'Whatever was not read, is missing, was edited or has no data makes a verdict `blind` or `waiting` (`alarms/assess.ts`): the clock stops, nothing starts, and after a bound the rollout holds; at once where time does not mend it (`waves/rollout/lost-evidence.ts`). Where the policy asks for minimum samples no wave passes before they were seen (`alarms/samples.ts`).',
  },
  {
    id: 'S10',
    says: 'A rollback covers exactly the cells that were touched.',
    keptBy:
      '`cellsToReturn` in `waves/rollout/touched.ts` takes them from the recorded ends of every wave, and takes all cells of a wave that was lost. An alarm that was red before its cell was touched takes nothing back.',
  },
  {
    id: 'S11',
    says: 'Every touched cell ends at one known version, or is reported.',
    keptBy:
      '`accountForTouched` names each of them with its end; `unknown` fails the rollout with the names of the cells, `moved` and `left` stand in the story.',
  },
  {
    id: 'S12',
    says: 'The baseline of a cell is recorded before its first mutation.',
    keptBy:
      'A wave does not run before its baselines are read, and they are read anew after any stop in between; the deploy activity compares once more and refuses if the group has moved.',
  },
  {
    id: 'S13',
    says: 'Nothing blocks a rollback.',
    keptBy:
      '`nextReturnStep` asks no gate, no window and no approval; the rollback has task queues of its own, ignores cancels, and is started again when it is terminated.',
  },
  {
    id: 'S14',
    says: 'A rollback completes though some cells fail to come back.',
    keptBy:
      'Every way back has an end in `waves/rollout/return-state.ts`, whatever it is; stragglers keep nobody waiting.',
  },
  {
    id: 'S15',
    says: 'Abort and rollback win every race.',
    keptBy:
      'A turn is set once and never taken back (`waves/rollout/turn-back.ts`); a return outranks an abort, nothing outranks a return.',
  },
  {
    id: 'S16',
    says: 'At most one deployment is effective per rollout, cell, group and generation.',
    keptBy:
      'A marker in the description of each CodeDeploy deployment, looked for before one is created; one that slipped through is found and stopped.',
  },
  {
    id: 'S17',
    says: 'A forward deployment that completes late cannot land after its rollback.',
    keptBy:
      'The way back stops what is in flight first, and verifies at its end that the last attempted deployment is its own.',
  },
  {
    id: 'S18',
    says: 'Two rollouts of a service never touch one cell at once.',
    keptBy:
      'The id of a cell’s workflow is its lock among the rollouts of a service; names of cells are unique over all Regions.',
  },
  {
    id: 'S19',
    says: 'Plan and release are immutable once started; amendments only make it slower.',
    keptBy:
      'Both travel with digests that the worker checks; `extendBake` adds time, and nothing can take time away or widen a wave.',
  },
  {
    id: 'S20',
    says: 'A paused, gated or held rollout is still watched.',
    keptBy:
      'In every stance `nextStep` and `waveWatchDuty` name a watch over all that was touched; only its clock stands.',
  },
  {
    id: 'S21',
    says: 'No wave starts outside its windows, whatever summer time does.',
    keptBy: '`waves/windows.ts`, asked by `nextStep` before each wave and never on the way back.',
  },
  {
    id: 'S22',
    says: 'An approval is not the author’s own, is bound to digest and wave, expires, and counts once.',
    keptBy: 'Nothing yet.',
    notYet: 'There are no approvals yet.',
  },
  {
    id: 'S23',
    says: 'An override needs a reason and a second identity, and stands in the audit.',
    keptBy: 'Every word of a person needs a reason, which Temporal’s history keeps.',
    notYet: 'A second identity: it comes with `overrideGate`.',
  },
  {
    id: 'S24',
    says: 'The audit rebuilds the state of the fleet.',
    keptBy:
      'The state of a rollout is a fold over what its history records, and a return rebuilds what was touched from the histories alone.',
    notYet: 'One audit over all rollouts of a fleet.',
  },
  {
    id: 'S25',
    says: 'With fair workers every rollout ends, or waits for a person who was told.',
    keptBy:
      'Every wait has a bound after which the rollout holds; a hold has a sentence and a command (`waves/rollout/why.ts`) and is sent to people. One that stands still all the same is reported by the reconciler.',
  },
  {
    id: 'S26',
    says: 'Every recorded history replays on new code.',
    keptBy:
      'Changes of the order of commands go behind `patched`; recordings of named scenarios are replayed by the tests.',
  },
  {
    id: 'S27',
    says: 'A cell that joins the fleet waits for the next rollout; one that vanished holds its wave until somebody exempts it.',
    keptBy: 'The plan is frozen at the start; a wave does not end while a cell of it is blocked.',
  },
  {
    id: 'S28',
    says: 'The account is checked before it is changed.',
    keptBy: 'The deploy activity asks STS who it is, once per cell and before its first mutation.',
  },
  {
    id: 'S29',
    says: 'A quarantined release starts nowhere.',
    keptBy:
      'Admission looks for rollouts of the same digest that were or are being rolled back, in any Region (`activities/admit-rollout.ts`): an activity, because only Temporal knows them. A refused start stays `refused`, also when it is cancelled, so it quarantines nothing.',
  },
  {
    id: 'S30',
    says: 'What a terminated rollout left is returned by the reconciler.',
    keptBy:
      "Cells in flight settle by themselves and the next `start` is refused. A schedule finds the rollout, a pure function decides (`waves/reconciling/`), and its return is started under the rollout's own id, which is the lock; three returns that came to nothing are enough, then a person is called. A policy may have the person called at once.",
  },
];
