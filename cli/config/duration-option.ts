import { CliError } from '../errors';
import { parseDuration } from './duration';

/** The value of an option that takes a duration. */
export function durationOption(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new CliError({
    kind: 'usage',
    message: `${flag} is not a duration: "${text}"`,
    remedy: 'write a number with its unit, such as 90s, 10m or 1h30m',
  });
}
