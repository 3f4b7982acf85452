import type { DeploymentOutcome } from '../services/codedeploy/hooks';
import type { DeploymentScenario } from './scenario';

export type OutcomeOracle = (cell: string, release: string) => DeploymentOutcome;

/** Decides how a deployment ends. Cells are counted per release in the order in which they are first deployed to. */
export function createOutcomeOracle(deploymentOf: (release: string) => DeploymentScenario): OutcomeOracle {
  const cellsOf = new Map<string, string[]>();
  return (cell, release) => {
    const cells = cellsOf.get(release) ?? [];
    cellsOf.set(release, cells);
    if (!cells.includes(cell)) cells.push(cell);
    return outcomeOf(deploymentOf(release), cells.indexOf(cell) + 1);
  };
}

function outcomeOf(scenario: DeploymentScenario, turn: number): DeploymentOutcome {
  switch (scenario.kind) {
    case 'succeeds':
      return scenario;
    case 'hangs':
      return turn >= scenario.fromCell ? { kind: 'hangs', afterInstances: 0 } : { kind: 'succeeds' };
    case 'fails': {
      const { afterInstances, errorCode, message, fromCell } = scenario;
      return turn >= fromCell ? { kind: 'fails', afterInstances, errorCode, message } : { kind: 'succeeds' };
    }
  }
}
