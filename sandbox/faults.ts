export { createFaults } from './faults/create-faults';
export type { Fault, FaultEffect, FaultLimit, FaultScope, Faults, InjectedFault, PlacedFault } from './faults/fault';
