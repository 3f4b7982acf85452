export { EmbeddedTemporalFailure, type EmbeddedFailureKind } from './failure';
export { findBinary, type FindOptions, type FoundBinary } from './find-binary';
export type { PortChoice, ServerPorts } from './ports';
export { temporalCli, temporalTestServer, type ServerBinary } from './server-binary';
export { startEmbeddedTemporal, type EmbeddedTemporal, type EmbeddedTemporalOptions } from './start';
