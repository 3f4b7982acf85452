import { link, MAX_ENCODED, pageText, plain, short } from '../../../../workflows/contract/markdown';

const page = { head: ['### head'], columns: ['Cell', 'State'], noun: 'cells', tail: ['the end'] };

describe('a page of the Web UI', () => {
  it('keeps its addresses as they are, whatever digits stand beside a slash', () => {
    const rows = [[link('c3', 'cell:web:usw2-az1-c3', '01a2'), 'deployed']];
    const text = pageText({ ...page, rows });
    expect(text).toContain('(/namespaces/{namespace}/workflows/cell%3Aweb%3Ausw2-az1-c3/01a2/user-metadata)');
  });

  it('leads to the latest run where no run is known', () => {
    expect(link('c3', 'cell:web:c3')).toBe('[c3](/namespaces/{namespace}/workflows/cell%3Aweb%3Ac3)');
  });

  it.each([
    ['1/1 cells', '1 of 1 cells'],
    ['1/2/3', '1 of 2 of 3'],
    ['a/b and c/1', 'a/b and c/1'],
    ['one\n  line', 'one line'],
  ])('writes %j as %j, which nothing typesets', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('gives columns the padding that the Web UI does not', () => {
    expect(pageText({ ...page, rows: [['a', 'b']] })).toContain('|a\u00a0\u00a0|b\u00a0\u00a0|');
  });

  it('lets no text break out of its cell', () => {
    expect(pageText({ ...page, rows: [['a|b', 'c']] })).toContain('|a\\|b');
  });

  it('keeps short cells on one line and lets long ones wrap', () => {
    const text = pageText({ ...page, rows: [['2 h 50 min of 4 h', 'a sentence that is longer than a column']] });
    expect(text).toContain('2\u00a0h\u00a050\u00a0min\u00a0of\u00a04\u00a0h');
    expect(text).toContain('a sentence that is');
  });

  it('fits into a request line, says how much it leaves out, and keeps its end', () => {
    const rows = Array.from({ length: 400 }, (_, at) => [link(`c${at}`, `cell:web:c${at}`, 'run'), 'deployed']);
    const text = pageText({ ...page, rows });
    expect(encodeURIComponent(text).length).toBeLessThanOrEqual(MAX_ENCODED);
    const shown = text.split('\n').filter((line) => line.startsWith('|[')).length;
    expect(shown).toBeGreaterThan(10);
    expect(text).toContain(`and ${400 - shown} more cells`);
    expect(text.endsWith('the end')).toBe(true);
  });

  it('has no table without rows', () => {
    expect(pageText({ ...page, rows: [] })).not.toContain('|');
  });

  it('cuts what is too long, and says so', () => {
    expect(short('x'.repeat(50), 10)).toBe('xxxxxxx...');
    expect(short('x'.repeat(10), 10)).toBe('x'.repeat(10));
  });
});
