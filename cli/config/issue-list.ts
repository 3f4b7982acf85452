import type { z } from 'zod';
import { explainIssues } from './explain-issues';
import { valueIssue, type Issue, type Path } from './issue';

/** Gathers everything that is wrong with one document, so that a person sees it all at once. */
export type IssueList = {
  readonly all: () => readonly Issue[];
  readonly add: (path: Path, message: string, fix: string) => void;
  readonly addAll: (issues: readonly Issue[]) => void;
  /** The parsed value, or undefined after its faults have been noted. */
  readonly parse: <Schema extends z.ZodType>(
    schema: Schema,
    value: unknown,
    under: Path,
  ) => z.output<Schema> | undefined;
};

export function issueList(): IssueList {
  const issues: Issue[] = [];
  return {
    all: () => issues,
    add: (path, message, fix) => void issues.push(valueIssue(path, message, fix)),
    addAll: (more) => void issues.push(...more),
    parse: (schema, value, under) => {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      issues.push(...explainIssues(result.error.issues, under));
      return undefined;
    },
  };
}
