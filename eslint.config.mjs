import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PRODUCT = ['alarms', 'waves', 'activities', 'workflows', 'runtime', 'cli', 'sandbox'].map(
  (room) => `${room}/**/*.ts`,
);
const PURE = ['alarms/**/*.ts', 'waves/**/*.ts'];
const DETERMINISTIC = [...PURE, 'workflows/**/*.ts'];

/** An SDK's edge, where types that others wrote meet ours. */
const EDGES = [
  'activities/aws/**/*.ts',
  // Unpacks what it has packed itself.
  'workflows/contract/packed.ts',
  'sandbox/protocols/**/*.ts',
  'runtime/**/*.ts',
  'test/**/*.ts',
  'bench/**/*.ts',
];

const EVERYWHERE = [
  { selector: 'ExportDefaultDeclaration', message: 'named exports only' },
  { selector: 'TSEnumDeclaration', message: 'use a union of string literals' },
  { selector: 'ExportAllDeclaration', message: 'list what is exported' },
];

const IN_DETERMINISTIC_CODE = [
  {
    selector:
      'Program > VariableDeclaration[kind!="const"], Program > ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
    message: 'state of a module outlives one workflow and breaks replay (W14)',
  },
];

const IN_PURE_CODE = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'the current time is a parameter' },
  {
    selector: 'AwaitExpression, FunctionDeclaration[async=true], ArrowFunctionExpression[async=true]',
    message: 'pure code does not wait',
  },
];

const IN_WORKFLOWS = [
  {
    selector: 'Property[key.name="validator"] > :function[async=true]',
    message: 'a validator that throws later fails the workflow task instead of the update (W5)',
  },
];

const CLOCKS_AND_CHANCE = [
  { object: 'Date', property: 'now', message: 'the current time is a parameter' },
  { object: 'Math', property: 'random', message: 'chance is a parameter' },
];

const WORLD = [
  'process',
  'console',
  'fetch',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];
const NODE_MODULES = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)].map((name) => ({
  name,
  message: 'deterministic code has no Node',
}));

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'node_modules/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A listener may return a promise or nothing.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true, allowThrowingUnknown: true }],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      'max-depth': ['error', 3],
      // A third of the time of all rules, for classes and enums, of which the house has next to none.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      eqeqeq: 'error',
    },
  },
  {
    files: PRODUCT,
    rules: { 'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['cli/**/*.ts', 'runtime/**/*.ts', 'activities/**/*.ts', 'sandbox/**/*.ts'],
    // Adapters keep a promise-returning interface even where one implementation has nothing to wait for.
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  { files: EDGES, rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }] } },
  {
    files: DETERMINISTIC,
    rules: {
      'no-restricted-imports': ['error', { paths: NODE_MODULES }],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...IN_DETERMINISTIC_CODE],
    },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-properties': ['error', ...CLOCKS_AND_CHANCE],
      'no-restricted-globals': ['error', ...WORLD],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...IN_DETERMINISTIC_CODE, ...IN_PURE_CODE],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/activities', '**/activities/**'],
              allowTypeImports: true,
              message: 'activities are imported as types (W3)',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...IN_DETERMINISTIC_CODE, ...IN_WORKFLOWS],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // `async` stubs, unbound spies and the loosely typed results of JSON.parse are everyday life in tests.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    rules: {
      'no-unused-vars': 'error',
      'no-undef': 'off',
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-params': ['error', 3],
    },
  },
);
