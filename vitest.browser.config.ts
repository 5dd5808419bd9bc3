import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The tests that need Chromium (`apt-get install chromium`), apart from `npm test`, which needs nothing but npm. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/global-setup.ts'],
    env: { TZ: 'UTC' },
    // Each file has a browser of its own; what only looks is concurrent within its file, as tabs of that browser.
    maxWorkers: Math.max(2, Math.ceil(availableParallelism() / 2)),
    restoreMocks: true,
    // These end what hangs. Tests that are tabs of one browser share the machine, so each takes about as long as all of them.
    testTimeout: 600_000,
    hookTimeout: 240_000,
  },
});
