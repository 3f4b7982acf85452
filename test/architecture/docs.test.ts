import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const REPO = resolve(__dirname, '../..');
const ROOMS = 'alarms|waves|activities|workflows|runtime|cli|sandbox|test|tools|bench|examples|deploy';

type Page = { readonly path: string; readonly text: string };

function pages(): readonly Page[] {
  const inDocs = existsSync(join(REPO, 'docs'))
    ? readdirSync(join(REPO, 'docs'), { recursive: true, encoding: 'utf8' })
    : [];
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs.map((path) => join('docs', path))];
  return paths
    .filter((path) => path.endsWith('.md') && existsSync(join(REPO, path)))
    .map((path) => ({ path, text: readFileSync(join(REPO, path), 'utf8') }));
}

/** Targets of links, without web addresses and anchors. */
function linksOf({ path, text }: Page): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(path), target));
}

/** Files and folders of the house that a page names in code quotes; patterns such as `test/<kind>/` name none. */
function quotedPathsOf({ text }: Page): readonly string[] {
  return [...text.matchAll(new RegExp(`\`((?:${ROOMS})/[\\w./-]*)\``, 'g'))].map(([, path = '']) => path);
}

function scriptsOf({ text }: Page): readonly string[] {
  return [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
}

describe.each(pages())('$path', (page) => {
  it('links to nothing that is gone', () => {
    expect(linksOf(page).filter((target) => !existsSync(join(REPO, target)))).toEqual([]);
  });

  it('names no file that is gone', () => {
    expect(quotedPathsOf(page).filter((path) => !existsSync(join(REPO, path)))).toEqual([]);
  });

  it('names no npm script that is gone', () => {
    const { scripts } = JSON.parse(readFileSync(join(REPO, 'package.json'), 'utf8'));
    expect(scriptsOf(page).filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
