import { CliError } from '../errors';
import type { Problem } from './issue';

const MOST_PRINTED = 200;

/** All problems of all files in one error. */
export function badFileError(problems: readonly Problem[]): CliError {
  const files = [...new Set(problems.map((problem) => problem.file))];
  const shown = problems.slice(0, MOST_PRINTED).map(problemText);
  const rest = problems.length - shown.length;
  return new CliError({
    kind: 'bad-file',
    message: `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${files.join(', ')}`,
    text: [...shown, ...(rest > 0 ? [`... and ${rest} more; --output json lists all`] : [])].join('\n'),
    details: { problems },
  });
}

export function problemText({ file, line, column, path, value, message, fix }: Problem): string {
  const where = `${file}:${line}:${column}${path === '' ? '' : `  ${path}`}`;
  return `${where}\n  ${message}${value === undefined ? '' : `: ${value}`}\n  fix: ${fix}`;
}
