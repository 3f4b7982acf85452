import type { z } from 'zod';

/** A zod message carries what is wrong and the fix; `explainIssues` takes them apart again. */
export function say(message: string, fix: string): string {
  return `${message}${BETWEEN}${fix}`;
}

export const BETWEEN = '\n';

type Asked = { readonly name: string; readonly fix: string };
type RawIssue = z.core.$ZodRawIssue;

/** For a value of the wrong type or shape: says "is missing" when nothing is there, else what is expected. */
export function expected({ name, fix }: Asked): (issue: RawIssue) => string {
  return ({ input }) =>
    input === undefined || input === null ? say(`${name} is missing`, fix) : say(`not a valid ${name}`, fix);
}
