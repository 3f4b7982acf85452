import type { IncidentScope } from '../physics/incident';
import { cellReachedAt, type Reaches, type Span } from '../physics/moment';
import type { CellScenario, Scenario } from './scenario';

export type Target = CellScenario & { readonly region: string };

/** The cells that a scripted event means, at the moment when it begins. */
export function findCells(
  { fleet }: Scenario,
  { where, span }: { readonly where: IncidentScope; readonly span: Span },
  reaches: Reaches,
): readonly Target[] {
  const cells = fleet.regions.flatMap(({ region, cells }) => cells.map((cell): Target => ({ ...cell, region })));
  switch (where.kind) {
    case 'region':
      return cells.filter((cell) => (where.region ?? cell.region) === cell.region);
    case 'az':
      return cells.filter((cell) => cell.azId === where.azId);
    case 'cell':
      return cells.filter((cell) => cell.name === where.cell);
    case 'reached-cell':
      return cells.filter((cell) => cell.name === cellReachedAt(span.from, reaches));
  }
}
