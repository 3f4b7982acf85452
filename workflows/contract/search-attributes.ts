import { defineSearchAttributeKey } from '@temporalio/common';

/**
 * On every workflow, so that the Web UI's lists and the CLI find them. SQL visibility allows 10 keywords, 3 ints, 3 datetimes, 3 bools.
 * Never encrypted: nothing secret may stand here.
 */
export const SEARCH_ATTRIBUTES = {
  service: defineSearchAttributeKey('CwService', 'KEYWORD'),
  region: defineSearchAttributeKey('CwRegion', 'KEYWORD'),
  release: defineSearchAttributeKey('CwRelease', 'KEYWORD'),
  /** `sha256:...` of the release: what quarantine is asked by. */
  digest: defineSearchAttributeKey('CwDigest', 'KEYWORD'),
  /** The id that people see: `payments:us-west-2:v1.4.0-3f9c2a`. */
  rollout: defineSearchAttributeKey('CwRollout', 'KEYWORD'),
  wave: defineSearchAttributeKey('CwWave', 'KEYWORD'),
  cell: defineSearchAttributeKey('CwCell', 'KEYWORD'),
  phase: defineSearchAttributeKey('CwPhase', 'KEYWORD'),
  outcome: defineSearchAttributeKey('CwOutcome', 'KEYWORD'),
  initiator: defineSearchAttributeKey('CwInitiator', 'KEYWORD'),
  cellsTotal: defineSearchAttributeKey('CwCellsTotal', 'INT'),
  cellsDone: defineSearchAttributeKey('CwCellsDone', 'INT'),
  cellsFailed: defineSearchAttributeKey('CwCellsFailed', 'INT'),
  bakeEndsAt: defineSearchAttributeKey('CwBakeEndsAt', 'DATETIME'),
  needsAttention: defineSearchAttributeKey('CwNeedsAttention', 'BOOL'),
} as const;
