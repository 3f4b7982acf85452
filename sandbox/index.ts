export type { Incident } from './physics/incident';
export { describeFleet, type CellDescription, type FleetDescription } from './scenario/describe-fleet';
export { listScenarios, loadScenario, parseScenario, ScenarioError } from './scenario/load-scenario';
export type { RolloutScenario, Scenario } from './scenario/scenario';
export { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox';
