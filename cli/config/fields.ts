import { z } from 'zod';
import { DURATION_PATTERN, parseDuration } from './duration';
import { expected, say } from './say';

/** Names end up in workflow ids, session names and file names. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

export function nameField(name: string) {
  const fix = 'use letters, digits, ".", "_" and "-", at most 63, in quotes if it looks like a number';
  return z.string({ error: expected({ name, fix }) }).regex(NAME, { error: say(`not a valid ${name}`, fix) });
}

/** Free text of a person. */
export function textField(name: string) {
  const fix = `write ${name} as text`;
  return z
    .string({ error: expected({ name, fix }) })
    .trim()
    .min(1, say(`${name} is empty`, fix))
    .max(1_000);
}

const ACCOUNT_FIX = 'write the 12 digits of the AWS account in quotes, such as "111122223333"';
export const account = z
  .string({
    error: ({ input }) => {
      if (input === undefined) return say('account is missing', ACCOUNT_FIX);
      return say(
        typeof input === 'number' ? 'account must be text: a number loses leading zeros' : 'account must be text',
        ACCOUNT_FIX,
      );
    },
  })
  .regex(/^\d{12}$/, { error: say('account is not 12 digits', ACCOUNT_FIX) });

const AZ_ID = /^[a-z]+\d+(-[a-z]+\d+)?-az\d+$/;
const AZ_NAME = /^[a-z]{2}(?:-[a-z]+)+-\d(?:-[a-z]+-\d)?[a-z]$/;
const AZ_FIX = 'use the AZ ID, such as usw2-az1';

export const azId = z.string({ error: expected({ name: 'AZ ID', fix: AZ_FIX }) }).regex(AZ_ID, {
  error: ({ input }) => {
    const text = String(input);
    if (!AZ_NAME.test(text)) return say('not an AZ ID', AZ_FIX);
    const region = text.slice(0, -1);
    const how = `\`aws ec2 describe-availability-zones --region ${region}\` shows it as ZoneId`;
    return say('this is an AZ name, and the same name is another AZ in another account', `${AZ_FIX}; ${how}`);
  },
});

const REGION_FIX = 'use an AWS Region code, such as us-west-2';
export const regionName = z
  .string({ error: expected({ name: 'Region', fix: REGION_FIX }) })
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d+$/, { error: say('not an AWS Region', REGION_FIX) });

export const HEAVIEST = 1_000_000;
const WEIGHT_FIX = `use a number above 0 and at most ${HEAVIEST}; weights are relative, such as requests per second`;
export const weight = z
  .number({ error: expected({ name: 'weight', fix: WEIGHT_FIX }) })
  .gt(0, { error: say('weight must be above 0', `${WEIGHT_FIX}; to leave a cell out use exempt`) })
  .lte(HEAVIEST, { error: say('weight is too large', WEIGHT_FIX) });

const TIME_ZONE_FIX = 'use an IANA name, such as America/Los_Angeles or UTC';
export const timeZone = z
  .string({ error: expected({ name: 'timeZone', fix: TIME_ZONE_FIX }) })
  .refine(isTimeZone, { error: say('not a time zone', TIME_ZONE_FIX) });

/** Asked of the same ICU data that luxon, which reads the windows, asks. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export function durationField(name: string) {
  const fix = 'write a number with its unit, such as 90s, 15m, 1h30m or 12h';
  return z
    .string({
      error: ({ input }) => say(typeof input === 'number' ? `${name} has no unit` : `${name} is not a duration`, fix),
    })
    .regex(DURATION_PATTERN, {
      error: ({ input }) => say(/^\d+$/.test(String(input)) ? `${name} has no unit` : `${name} is not a duration`, fix),
    })
    .refine((text) => parseDuration(text) !== undefined, { error: say(`${name} is longer than 90 days`, fix) });
}

const SHARE_PATTERN = /^(?:100|\d{1,2}(?:\.\d{1,2})?)%$/;

/** `10%`, above 0. */
export function shareField(name: string) {
  const fix = 'write a percentage above 0% and at most 100%, such as 10%';
  const bad = say(`${name} is not a percentage`, fix);
  return z
    .string({ error: ({ input }) => (input === undefined ? say(`${name} is missing`, fix) : bad) })
    .regex(SHARE_PATTERN, { error: bad })
    .refine((text) => basisPoints(text) > 0, { error: bad });
}

/** `33%` -> 3300 */
export function basisPoints(share: string): number {
  return Math.round(Number(share.slice(0, -1)) * 100);
}

export function countField(name: string, least: number, most: number) {
  const fix = `write a whole number from ${least} to ${most}`;
  const bad = say(`${name} is not a whole number from ${least} to ${most}`, fix);
  return z.number({ error: bad }).int({ error: bad }).gte(least, { error: bad }).lte(most, { error: bad });
}

export function choiceField<const Choices extends readonly [string, ...string[]]>(name: string, choices: Choices) {
  return z.enum(choices, { error: expected({ name, fix: `choose one of ${choices.join(', ')}` }) });
}

const UNTIL_FIX = 'write a day, such as 2027-01-31, or an instant, such as 2027-01-31T18:00:00Z';
export const instant = z
  .string({ error: expected({ name: 'until', fix: UNTIL_FIX }) })
  .regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/, {
    error: say('not a date', UNTIL_FIX),
  })
  .refine((text) => Number.isFinite(Date.parse(text)), { error: say('not a date', UNTIL_FIX) });
