import { durationText, parseDuration } from '../../../../cli/config/duration';
import { fillIn } from '../../../../cli/config/fill-in';
import { pathText } from '../../../../cli/config/issue';
import { placesIn } from '../../../../cli/config/line-and-column';
import { nearest, suggestion } from '../../../../cli/config/nearest';

describe('small words of the files', () => {
  test.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['12h', 43_200_000],
    ['1.5h', 5_400_000],
    ['500ms', 500],
    ['2d', 172_800_000],
    ['0s', 0],
    ['90d', 7_776_000_000],
    ['91d', undefined],
    ['10', undefined],
    ['', undefined],
    ['1h 30m', undefined],
    ['-5m', undefined],
    ['1w', undefined],
  ])('%s lasts %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each([
    [90_000, '1m30s'],
    [5_400_000, '1h30m'],
    [86_400_000, '1d'],
    [0, '0s'],
    [1, '1ms'],
  ])('%i is written %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
    expect(parseDuration(text)).toBe(ms);
  });

  test.each([
    ['regoins', ['regions', 'cells'], 'regions'],
    ['onebox', ['oneBox', 'oneCell'], 'oneBox'],
    ['v1.1', ['v2.0.0', 'v1.1.0'], 'v1.1.0'],
    ['us-west-1', ['us-east-1', 'us-west-2'], 'us-west-2'],
    ['xyz', ['regions'], undefined],
    ['', [], undefined],
  ])('%s is nearest to %j: %s', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test('nothing near: what is known, or nothing', () => {
    expect(suggestion('xyz', ['a1', 'b2'])).toBe('known here: a1, b2');
    expect(suggestion('xyz', [])).toBe('remove it');
  });

  test('names in braces', () => {
    expect(fillIn('{cell}-errors', { cell: 'c1' })).toEqual({ kind: 'filled', text: 'c1-errors' });
    expect(fillIn('{toString}', { cell: 'c1' })).toEqual({ kind: 'unknown', place: 'toString' });
  });

  test('places', () => {
    expect(pathText(['regions', 0, 'cells', 3, 'account'])).toBe('regions[0].cells[3].account');
    expect(placesIn('a\nbc\nd')(3)).toEqual({ line: 2, column: 2 });
  });
});
