import { CliError } from '../errors';

/** The value of an option that takes a whole number from 1 on. */
export function countOption(flag: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CliError({
    kind: 'usage',
    message: `${flag} is not a whole number from 1 on: "${text}"`,
    remedy: 'write a number, such as 20',
  });
}
