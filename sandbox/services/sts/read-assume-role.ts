import { ServiceError, type Input, type Session } from '../../service';
import { readSessionPolicy } from './session-policy';

export type AssumeRoleRequest = Pick<Session, 'account' | 'roleName' | 'sessionName' | 'tags' | 'policy'> & {
  readonly externalId: string | undefined;
  readonly durationMs: number;
};

const roleArnForm = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/;
const sessionNameForm = /^[\w+=,.@-]{2,64}$/;
const mostTags = 50;

/** The members of AssumeRole, or STS's own refusal of them. */
export function readAssumeRole(input: Input): AssumeRoleRequest {
  const [, account, roleName] = roleArnForm.exec(text(input['RoleArn'])) ?? [];
  if (account === undefined || roleName === undefined)
    throw invalid('roleArn', input['RoleArn'], 'Member must be the ARN of an IAM role');
  const sessionName = text(input['RoleSessionName']);
  if (!sessionNameForm.test(sessionName))
    throw invalid('roleSessionName', sessionName, 'Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}');
  return {
    account,
    roleName,
    sessionName,
    tags: readTags(input['Tags']),
    policy: readSessionPolicy(input['Policy']),
    externalId: typeof input['ExternalId'] === 'string' ? input['ExternalId'] : undefined,
    durationMs: readDurationSeconds(input['DurationSeconds']) * 1000,
  };
}

/** A cell's role keeps AWS's default of at most one hour. */
function readDurationSeconds(value: unknown): number {
  if (value === undefined) return 3600;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= 3600) return seconds;
  if (seconds > 3600)
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  throw invalid('durationSeconds', value, 'Member must have value greater than or equal to 900');
}

function readTags(value: unknown): ReadonlyMap<string, string> {
  const tags = Array.isArray(value) ? value.map(readTag) : [];
  if (tags.length > mostTags)
    throw invalid('tags', tags.length, `Member must have length less than or equal to ${mostTags}`);
  const byKey = new Map(tags);
  if (byKey.size !== tags.length)
    throw validationError('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  return byKey;
}

function readTag(value: unknown): readonly [string, string] {
  const { Key, Value }: Input = typeof value === 'object' && value !== null ? { ...value } : {};
  if (typeof Key !== 'string' || Key.length < 1 || Key.length > 128) throw invalid('tags.key', Key, 'length 1 to 128');
  if (typeof Value !== 'string' || Value.length > 256) throw invalid('tags.value', Value, 'length at most 256');
  return [Key, Value];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function invalid(member: string, value: unknown, constraint: string): ServiceError {
  const shown = typeof value === 'string' || typeof value === 'number' ? value : '';
  return validationError(
    `1 validation error detected: Value '${shown}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

function validationError(message: string): ServiceError {
  return new ServiceError({ name: 'ValidationError', message });
}
