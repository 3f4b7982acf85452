// What must never be committed and no other tool finds: paths of one machine, promises for later, tests that run alone or not at all.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const EVERYWHERE = /./;
const CODE = /\.(c|m)?[jt]s$/;
const TESTS = /\.test\.ts$/;

// Words are put together from halves so that this file does not find itself.
const RULES = [
  {
    files: EVERYWHERE,
    pattern: /\/(home|Users|work|farm)\/[A-Za-z]|\/tmp\/[A-Za-z]|\/root\//,
    says: 'a path of one machine',
  },
  {
    files: EVERYWHERE,
    pattern: new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`),
    says: 'a promise for later: do it now or open an issue',
  },
  {
    files: TESTS,
    pattern: /\b(it|test|describe)(\.each)?\.only\(|\bf(it|describe)\(/,
    says: 'a test that keeps the others from running',
  },
  {
    files: TESTS,
    pattern: /\b(it|test|describe)\.skip\(\s*['"`]|\bx(it|describe)\(/,
    says: 'a test that never runs; skip only on a condition, and print the reason',
  },
  {
    files: CODE,
    pattern: new RegExp(`eslint-${'disable'}|@ts-${'ignore'}|@ts-${'expect-error'}|@ts-${'nocheck'}`),
    says: 'a silenced check',
  },
  {
    files: /^package-lock\.json$/,
    pattern: /"resolved": "https?:/,
    says: 'a registry address: the lock file must work with any registry (see .npmrc)',
  },
];
const NOT_TEXT = /\.(png|jpg|gif|ico|woff2?|gz|zip|tgz|bin)$/;
const FULL_OF_DIGESTS = /^(LICENSE|test\/replay\/.*\.json)$/;

/** Every breach in `files` (paths below `root`), as `{ path, line, says, text }`. */
export function findForbiddenWords(root, files) {
  return files
    .filter((path) => !NOT_TEXT.test(path) && !FULL_OF_DIGESTS.test(path))
    .flatMap((path) => breachesIn(path, readFileSync(join(root, path), 'utf8')));
}

function breachesIn(path, text) {
  const rules = RULES.filter(({ files }) => files.test(path));
  return text
    .split('\n')
    .flatMap((line, index) =>
      rules
        .filter(({ pattern }) => pattern.test(line))
        .map(({ says }) => ({ path, line: index + 1, says, text: line.trim().slice(0, 120) })),
    );
}

/** What git would commit; all files where there is no git, as in an unpacked archive. */
function committableFiles(root) {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const gone = new Set(
      execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0'),
    );
    return listed.split('\0').filter((path) => path !== '' && !gone.has(path));
  } catch {
    const skipped = /(^|\/)(node_modules|dist|coverage|\.git)(\/|$)/;
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !skipped.test(path));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const files = committableFiles(root);
  const breaches = findForbiddenWords(root, files);
  for (const { path, line, says, text } of breaches) console.log(`${path}:${line}: ${says}\n    ${text}`);
  console.log(`${files.length} files read, ${breaches.length} breaches`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
