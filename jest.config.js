/**
 * One Jest project per kind of test (CONTRIBUTING says which kind pins what). Kinds that start servers may take longer.
 * @type {Readonly<Record<string, number>>}
 */
const TIMEOUT_MS_BY_KIND = {
  unit: 10_000,
  property: 60_000,
  architecture: 240_000,
  workflow: 240_000,
  replay: 60_000,
  contract: 30_000,
  integration: 120_000,
  e2e: 180_000,
};

const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
};

/** Coverage is asked of the pure rooms alone: the others are proved by what they do to a server. */
const collectCoverageFrom = ['<rootDir>/alarms/**/*.ts', '<rootDir>/waves/**/*.ts'];

/** @type {import('jest').Config} */
module.exports = {
  projects: Object.entries(TIMEOUT_MS_BY_KIND).map(([kind, testTimeoutMs]) => ({
    displayName: kind,
    testEnvironment: 'node',
    roots: ['<rootDir>'],
    testMatch: [`<rootDir>/test/${kind}/**/*.test.ts`],
    modulePathIgnorePatterns: ['<rootDir>/dist'],
    transform,
    globals: { testTimeoutMs },
    setupFilesAfterEnv: ['<rootDir>/tools/checks/jest-timeout.cjs'],
    collectCoverageFrom,
  })),
  collectCoverageFrom,
  coverageDirectory: 'coverage',
  coverageReporters: [['text', { skipFull: true }], 'lcov'],
};
