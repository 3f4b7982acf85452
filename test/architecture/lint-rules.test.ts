import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { callModule } from '../support/run-module';

const REPO = resolve(__dirname, '../..');

/** ESLint's type-aware rules only look at files that exist, so each text is judged as if it stood in some file of that room. */
function someFileOf(room: string): string {
  const names = existsSync(join(REPO, room))
    ? readdirSync(join(REPO, room), { recursive: true, encoding: 'utf8' })
    : [];
  const name = names.find((each) => each.endsWith('.ts') && !each.endsWith('index.ts'));
  if (name === undefined) throw new Error(`${room}/ holds no file to stand in for`);
  return join(room, name);
}

const LINT = `(async () => {
  const eslint = new module.ESLint();
  const found = [];
  for (const { path, text } of input) {
    const [{ messages }] = await eslint.lintText(text, { filePath: path });
    found.push(messages.map(({ ruleId }) => ruleId));
  }
  return found;
})()`;

const CASES = [
  { room: 'alarms', text: 'export const now = (): number => Date.now();', rule: 'no-restricted-properties' },
  { room: 'waves', text: 'export const now = (): Date => new Date();', rule: 'no-restricted-syntax' },
  { room: 'waves', text: 'export const die = (): number => Math.random();', rule: 'no-restricted-properties' },
  {
    room: 'waves',
    text: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
    rule: 'no-restricted-imports',
  },
  { room: 'alarms', text: 'export const say = (): void => console.log(1);', rule: 'no-restricted-globals' },
  { room: 'alarms', text: 'let seen = 0;\nexport const see = (): number => ++seen;', rule: 'no-restricted-syntax' },
  { room: 'workflows', text: 'export let seen = 0;', rule: 'no-restricted-syntax' },
  {
    room: 'workflows',
    text: 'export const options = { validator: async () => undefined };',
    rule: 'no-restricted-syntax',
  },
  { room: 'waves', text: 'export default 1;', rule: 'no-restricted-syntax' },
  { room: 'sandbox', text: "export * from './clock';", rule: 'no-restricted-syntax' },
  {
    room: 'waves',
    text: 'export const first = (all: readonly number[]): number => all[0]!;',
    rule: '@typescript-eslint/no-non-null-assertion',
  },
  {
    room: 'waves',
    text: 'export const read = (x: unknown): string => x as string;',
    rule: '@typescript-eslint/consistent-type-assertions',
  },
  { room: 'waves', text: 'export const read = (x: any): unknown => x;', rule: '@typescript-eslint/no-explicit-any' },
  {
    room: 'sandbox',
    text: 'export function go(work: () => Promise<void>): void {\n  work();\n}',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    room: 'alarms',
    text: "export function f(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    room: 'waves',
    text: 'export const f = (a: 1, b: 2, c: 3, d: 4): number => a + b + c + d;',
    rule: '@typescript-eslint/max-params',
  },
  {
    room: 'waves',
    text: `export function long(): void {\n${'  void 0;\n'.repeat(60)}}`,
    rule: 'max-lines-per-function',
  },
] as const;

describe('the lint rules', () => {
  let found: unknown;

  beforeAll(async () => {
    const texts = CASES.map(({ room, text }) => ({ path: someFileOf(room), text: `${text}\n` }));
    found = await callModule('node_modules/eslint/lib/api.js', LINT, texts);
  });

  it.each(CASES.map((each, index) => ({ ...each, index })))('in $room, $rule catches: $text', ({ rule, index }) => {
    expect(Array.isArray(found) && found[index]).toContain(rule);
  });
});
