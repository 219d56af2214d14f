// Jest runs the TypeScript specs as ES modules; imports are written with `.js` and mapped back to their source.
/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  // Each spec file is a world of modules that Node never quite lets go of: whoever has grown big makes room for a fresh one.
  maxWorkers: 2,
  // Beyond it a test hangs: two processors may be busy with other things.
  testTimeout: 60_000,
  workerIdleMemoryLimit: '1.5GB',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  reporters: ['default', '<rootDir>/tests/support/count-reporter.mjs'],
};
