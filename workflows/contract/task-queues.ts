/** One pool of workers each, so that a full deploy pool cannot starve a rollback. */
export const TASK_QUEUES = {
  /** All workflows but rollbacks. */
  orchestrator: 'cellwave-orchestrator',
  /** Forward mutations. */
  deploy: 'cellwave-deploy',
  /** Everything that only reads. */
  observe: 'cellwave-observe',
  /** Rollback workflows and every mutation that goes back. */
  rollback: 'cellwave-rollback',
} as const;
