import type { AlarmState } from '../alarms/observation';
import type { GroupBaseline } from './baseline';

/** What was seen of one cell before anything is changed there. */
export type CellPreflight = {
  readonly cell: string;
  readonly findings: readonly PreflightFinding[];
  readonly baselines: readonly GroupBaseline[];
  readonly alarms: readonly { readonly name: string; readonly state: AlarmState | 'MISSING' }[];
};

export type PreflightFinding = {
  readonly severity: 'refusal' | 'warning';
  /** `role`, `account`, `application`, `group`, `baseline`, `alarm-missing`, `alarm-error`, `alarm-no-data`, `alarm-red`, `alarm-slow`, `groups-overlap`, `unreadable` */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
};
