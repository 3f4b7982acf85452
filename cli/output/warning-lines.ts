import type { PreflightResult } from '../../workflows/contract/inputs';
import type { Screen } from './screen';
import { wrap } from './wrap';

type Warnings = PreflightResult['warnings'];

/** One line for each kind of warning, with its first case: a fleet made from one template has them all in every cell. */
export function warningLines(
  warnings: Warnings,
  { colours, columns }: Pick<Screen, 'colours' | 'columns'>,
): readonly string[] {
  const kinds = new Map<string, Warnings>();
  for (const warning of warnings) kinds.set(warning.code, [...(kinds.get(warning.code) ?? []), warning]);
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const more = alike.length === 1 ? '' : ` (and ${alike.length - 1} more like it)`;
    const text = `${colours.warning('warning:')} ${first.cell}: ${first.message}; ${first.remedy}${more}`;
    return [wrap(text, columns, '  ')];
  });
}
