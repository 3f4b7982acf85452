import type { z } from 'zod';
import { pathText, type Issue, type Path } from './issue';
import { cut } from '../output/table';
import { suggestion } from './nearest';
import { BETWEEN } from './say';

type ZodIssue = z.core.$ZodIssue;

/** zod's issues in our words, every unknown key as one of its own. `under` is where the parsed value stands in its document. */
export function explainIssues(issues: readonly ZodIssue[], under: Path): readonly Issue[] {
  const all = issues.flatMap((issue) => explain(issue, [...under, ...issue.path.filter(isPathPart)]));
  // A value that breaks two rules is told its first: the second is often only its consequence.
  const told = new Set<string>();
  return all.filter(({ path, at }) => {
    const place = `${at} ${pathText(path)}`;
    return !told.has(place) && told.add(place);
  });
}

function explain(issue: ZodIssue, path: Path): readonly Issue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, path, issue.message.split(',')));
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors);
    if (branch !== undefined) return explainIssues(branch, path);
  }
  const [message = '', fix = 'correct the value'] = issue.message.split(BETWEEN);
  return [{ path, message, fix, at: 'value' }];
}

const LONGEST_KEY = 60;

function unknownKey(key: string, path: Path, known: readonly string[]): Issue {
  const fix = key === '<<' ? 'merge keys are not read; use cellDefaults, or an alias' : suggestion(key, known);
  return { path: [...path, key], message: `unknown key "${cut(key, LONGEST_KEY)}"`, fix, at: 'key' };
}

/** The alternative the writer had in mind: the right type at its root, then the fewest faults. */
function likeliest(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const plausible = branches.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && issue.code !== 'unrecognized_keys'),
  );
  return plausible.toSorted((a, b) => faults(a) - faults(b))[0];
}

function faults(issues: readonly ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

function isPathPart(part: PropertyKey): part is string | number {
  return typeof part !== 'symbol';
}
