import type { SampledMetric } from '../alarms/samples';
import type { Cell } from './fleet';

/** What a metric's dimensions may name of the cell that they are asked for. */
export const METRIC_PLACES = ['cell', 'account', 'azId'] as const;

type Template = Pick<SampledMetric, 'namespace' | 'name' | 'stat' | 'dimensions'>;

/** A metric of the policy, for one cell. What stands in braces and is not known stays as it is: the files' check refuses it. */
export function fillMetric(
  { namespace, name, stat, dimensions }: Template,
  cell: Pick<Cell, 'name' | 'account' | 'azId'>,
): SampledMetric {
  const values = { cell: cell.name, account: cell.account, azId: cell.azId };
  const fill = (text: string): string =>
    METRIC_PLACES.reduce((filled, place) => filled.replaceAll(`{${place}}`, values[place]), text);
  const filled = Object.entries(dimensions).map(([key, text]): [string, string] => [key, fill(text)]);
  return { namespace, name, stat, dimensions: Object.fromEntries(filled) };
}
