import { z } from 'zod';
import { ServiceError, type SessionPolicy } from '../../service';

/** AWS's limit on the policy's plain text. */
const longestPolicy = 2048;

const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

const statementSchema = z.looseObject({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore });

const policySchema = z.looseObject({
  Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
});

/** The inline session policy of AssumeRole; undefined when there is none, which leaves the role all it may do. */
export function readSessionPolicy(value: unknown): SessionPolicy | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.length > longestPolicy) throw malformed('is longer than 2048 characters');
  const parsed = policySchema.safeParse(parseJson(value));
  if (!parsed.success) throw malformed('does not read as statements with Effect and Action');
  return parsed.data.Statement.map(({ Effect, Action }) => ({ effect: Effect, actions: Action }));
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw malformed('is not JSON');
  }
}

function malformed(reason: string): ServiceError {
  return new ServiceError({ name: 'MalformedPolicyDocumentException', message: `The policy ${reason}.` });
}
