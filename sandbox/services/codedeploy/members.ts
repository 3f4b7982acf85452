import { ServiceError, type Input } from '../../service';

/** Reads members of a request; anything of another type than it should be is refused as the real service's parser does. */
export function text(input: Input, member: string): string | undefined {
  return ofType(input, member, (value): value is string => typeof value === 'string');
}

export function flag(input: Input, member: string): boolean | undefined {
  return ofType(input, member, (value): value is boolean => typeof value === 'boolean');
}

/** Epoch seconds with a fraction on the wire; ms here. */
export function instant(input: Input, member: string): number | undefined {
  const seconds = ofType(input, member, (value): value is number => typeof value === 'number');
  return seconds === undefined ? undefined : seconds * 1000;
}

export function texts(input: Input, member: string): readonly string[] | undefined {
  return ofType(
    input,
    member,
    (value): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  );
}

export function members(input: Input, member: string): Input | undefined {
  return ofType(input, member, isMembers);
}

export function listOfMembers(input: Input, member: string): readonly Input[] | undefined {
  return ofType(input, member, (value): value is Input[] => Array.isArray(value) && value.every(isMembers));
}

function isMembers(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ofType<T>(input: Input, member: string, isRight: (value: unknown) => value is T): T | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!isRight(value))
    throw new ServiceError({ name: 'SerializationException', message: `${member} has the wrong type` });
  return value;
}
