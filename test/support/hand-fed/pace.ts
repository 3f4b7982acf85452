/** How long Temporal takes for what it does, in ms: never nothing, so that what happens at once elsewhere may come in between. */
export const PACE = {
  /** From an event to the workflow task that brings it. */
  task: 2,
  /** From a command to its effect on another workflow, and from there back. */
  message: 3,
  /** From the schedule of an attempt to its begin on a worker, and from its end to Temporal. */
  attempt: 2,
  /** The server fires no timer sooner. */
  shortestTimer: 1_000,
  /** Workers send heartbeats no oftener; the last one is sent when an attempt fails. */
  heartbeat: 1_000,
} as const;
