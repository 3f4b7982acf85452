import type { Refusal } from '../../waves/plan';
import { CliError } from '../errors';

/** The rules that forbid a plan, each with its remedy. Exit code 3. */
export function refusalError(what: string, refusals: readonly Refusal[]): CliError {
  const text = refusals.map(({ rule, message, remedy }) => `  ${rule}  ${message}\n      fix: ${remedy}`).join('\n');
  return new CliError({ kind: 'refused', message: `${what} is refused`, text, details: { refusals } });
}
