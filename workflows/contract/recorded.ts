/** What activities leave in histories and heartbeats, for readers outside that have no worker to ask. */
export type { Admission, DeployOrder, DeployProgress, DeployResult, TouchedRecord } from '../../activities/activities';
