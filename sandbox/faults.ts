export { createFaults } from './faults/create-faults';
export type { Fault, FaultEffect, FaultLimit, Faults, InjectedFault } from './faults/fault';
