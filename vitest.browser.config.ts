import { defineConfig } from 'vitest/config';

/** The tests that need Chromium (`apt-get install chromium`), apart from `npm test`, which needs nothing but npm. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/global-setup.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
