import { basename, dirname } from 'node:path';
import { exportedNames, houseFiles, type HouseFile } from './house-files';

const files = houseFiles();
const pathsOf = (found: readonly HouseFile[]): readonly string[] => found.map(({ path }) => path);

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(port|schema))?\.ts$/;
const HOMELESS = /(^|\/)(src|lib|utils?|common|helpers?|misc)(\/|$)/;
const SAYS_NOTHING = /(Manager|Helpers?|Utils?|Impl|Info)$/;

const linesOf = ({ text }: HouseFile): number => text.split('\n').length - 1;

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

describe('the house can be read from its file names', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it('names files in kebab-case', () => {
    expect(pathsOf(files.filter(({ path }) => !KEBAB_CASE.test(basename(path))))).toEqual([]);
  });

  it('has no folder for things without a home', () => {
    expect(pathsOf(files.filter(({ path }) => HOMELESS.test(dirname(path))))).toEqual([]);
  });

  it('exports no name that says nothing', () => {
    // The sandbox speaks AWS's own words (`deploymentInfo`), good or bad.
    const ours = files.filter(({ path }) => !path.startsWith('sandbox'));
    const named = ours.flatMap((file) => exportedNames(file).map((name) => `${file.path}: ${name}`));
    expect(named.filter((name) => SAYS_NOTHING.test(name))).toEqual([]);
  });

  it('keeps an index to a list without logic', () => {
    const isList = (text: string): boolean =>
      text
        .replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
        .replace(/export (type )?\{[^}]*\} from '[^']+';/g, '')
        .trim() === '';
    const indexes = files.filter(({ path }) => basename(path) === 'index.ts');
    expect(pathsOf(indexes.filter(({ text }) => !isList(text)))).toEqual([]);
  });

  it('imports without file extensions, as CommonJS resolves them', () => {
    expect(pathsOf(files.filter(({ text }) => /from '\.{1,2}\/[^']*\.(js|ts)'/.test(text)))).toEqual([]);
  });

  it('tells one idea a file: half of them within 80 lines, nine of ten within 200', () => {
    const lengths = files.map(linesOf).sort((a, b) => a - b);
    expect({ median: percentile(lengths, 0.5) <= 80, ninth: percentile(lengths, 0.9) <= 200 }).toEqual({
      median: true,
      ninth: true,
    });
  });

  it('has no file that nobody would read to its end', () => {
    expect(files.filter((file) => linesOf(file) > 300).map((file) => `${file.path}: ${linesOf(file)} lines`)).toEqual(
      [],
    );
  });
});
