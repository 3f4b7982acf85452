import { CliError } from '../../../../cli/errors';
import { datesIn } from '../../../../cli/output/dates';
import { printError } from '../../../../cli/output/print-error';
import { colours } from '../../../../cli/output/colours';
import type { Screen } from '../../../../cli/output/screen';
import { cut, tableText } from '../../../../cli/output/table';
import { wrap } from '../../../../cli/output/wrap';

type Written = { readonly screen: Screen; readonly out: unknown[]; readonly err: string[] };

function aScreen(over: Partial<Screen> = {}): Written {
  const out: unknown[] = [];
  const err: string[] = [];
  const screen: Screen = {
    output: 'text',
    logLevel: 'info',
    isTerminal: false,
    columns: 100,
    colours: colours(false),
    print: (text) => void out.push(text),
    printJson: (value) => void out.push(value),
    note: (text) => void err.push(text),
    ...over,
  };
  return { screen, out, err };
}

describe('an error is told once, in the form that was asked for', () => {
  const error = new CliError({
    kind: 'refused',
    message: 'no',
    remedy: 'ask again',
    details: { rule: 'S4' },
    cause: new Error('why'),
  });

  test('text goes to stderr, without a stack', () => {
    const { screen, out, err } = aScreen();
    expect(printError(error, screen)).toBe(3);
    expect([out, err]).toEqual([[], ['error: no', 'what to do: ask again']]);
  });

  test('JSON goes to stdout, as one document', () => {
    const { screen, out, err } = aScreen({ output: 'json' });
    printError(error, screen);
    expect([out, err]).toEqual([
      [{ error: { kind: 'refused', exitCode: 3, message: 'no', remedy: 'ask again', rule: 'S4' } }],
      [],
    ]);
  });

  test('debug adds the chain of causes', () => {
    const { screen, err } = aScreen({ logLevel: 'debug' });
    printError(error, screen);
    expect(err.at(-1)).toMatch(/^caused by: Error: why\n/);
  });

  test.each([[new TypeError('x is undefined')], ['x is undefined']])(
    'what nobody foresaw is an internal error: %p',
    (thrown) => {
      const { screen, err } = aScreen();
      expect(printError(thrown, screen)).toBe(1);
      expect(err[0]).toBe('error: internal error: x is undefined');
    },
  );
});

describe('tables, lines and dates', () => {
  test('columns are as wide as their widest entry, colours do not count', () => {
    const red = colours(true).bad('red');
    const rows = [
      [red, '1'],
      ['x', '1000'],
    ];
    expect(tableText({ columns: [{ title: 'a' }, { title: 'b', align: 'right' }], rows }, true)).toBe(
      ['a       b', '───  ────', `${red}     1`, 'x    1000'].join('\n'),
    );
  });

  test('cut and wrap', () => {
    expect(cut('abcdefgh', 6)).toBe('abc...');
    expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
    expect(wrap('unbreakable', 4, '  ')).toBe('unbreakable');
  });

  test('dates are read in the zone of the people on call', () => {
    const at = Date.UTC(2026, 10, 30, 17, 5);
    expect(datesIn('America/Los_Angeles').full(at)).toBe('Mon 30 Nov 09:05');
    expect(datesIn('Asia/Tokyo').dayAndTime(at)).toBe('Tue 02:05');
  });
});
