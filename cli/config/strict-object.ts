import { z } from 'zod';
import { say } from './say';

/** An object in which an unknown key is an error that knows its neighbours, so that a typing error gets its answer. */
export function strictObject<Shape extends z.core.$ZodLooseShape>(
  name: string,
  shape: Shape,
): z.ZodObject<z.core.util.Writeable<Shape>, z.core.$strict> {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return keys.join(',');
      const fix = `write a block with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', ...' : ''}`;
      return say(
        issue.input === undefined || issue.input === null ? `${name} is missing` : `${name} must be a block`,
        fix,
      );
    },
  });
}

/** A list of at least one. */
export function listOf<Item extends z.ZodType>(name: string, item: Item): z.ZodArray<Item> {
  const message = (input: unknown): string =>
    Array.isArray(input) ? `${name} is empty` : input === undefined ? `${name} is missing` : `${name} must be a list`;
  return z
    .array(item, { error: ({ input }) => say(message(input), 'write a list with at least one entry') })
    .min(1, { error: ({ input }) => say(message(input), 'write a list with at least one entry') });
}
