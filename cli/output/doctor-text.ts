import type { Check } from '../doctor/check';
import type { Colours, Paint } from './colours';
import type { Screen } from './screen';
import { wrap } from './wrap';

/** Cells of a large fleet that are fine are counted, not listed. */
const MOST_FINE = 60;

export function doctorText(
  checks: readonly Check[],
  { colours, columns }: Pick<Screen, 'colours' | 'columns'>,
): string {
  const fine = checks.filter(({ kind }) => kind === 'ok');
  const shown = checks.filter((check) => check.kind !== 'ok' || fine.indexOf(check) < MOST_FINE);
  const more = fine.length - MOST_FINE;
  return [
    ...shown.flatMap((check) => lines(check, { colours, columns })),
    ...(more > 0 ? [`${MARKS.ok}  and ${more} more that are as needed`] : []),
    summary(checks),
  ].join('\n');
}

const MARKS = { ok: 'ok  ', warning: 'warn', refused: 'FAIL', unreachable: 'FAIL' } as const;

function paintOf(kind: Check['kind'], colours: Colours): Paint {
  if (kind === 'ok') return colours.good;
  return kind === 'warning' ? colours.warning : colours.bad;
}

function lines(
  { kind, what, remedy }: Check,
  { colours, columns }: Pick<Screen, 'colours' | 'columns'>,
): readonly string[] {
  const said = wrap(`${paintOf(kind, colours)(MARKS[kind])}  ${what}`, columns, '      ');
  return remedy === undefined ? [said] : [said, `      ${wrap(`fix: ${remedy}`, columns - 6, '        ')}`];
}

function summary(checks: readonly Check[]): string {
  const count = (...kinds: readonly Check['kind'][]): number =>
    checks.filter(({ kind }) => kinds.includes(kind)).length;
  return `${count('ok')} as needed, ${count('warning')} warnings, ${count('refused', 'unreachable')} to mend`;
}
