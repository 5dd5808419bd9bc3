import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What starts the product itself and mostly waits for it comes first: last, a long file would run alone. The others go as Vitest
 * has it, by how long they took the last time or by size.
 */
class ProcessesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/acceptance/');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Needs Chromium: `npm run test:browser`.
    exclude: ['test/browser/**'],
    globalSetup: ['test/support/global-setup.ts'],
    env: { TZ: 'UTC' },

    // Tests wait for servers and databases about a third of the time: one more process than cores keeps the cores busy.
    maxWorkers: availableParallelism() + 1,
    // The files of one process share the modules that they import: loading those anew for each file took as long as the tests.
    // So a module keeps nothing that another file could notice (this product's keep only what is computed once and stays true),
    // and a file that replaces a module loads its own (see test/net/private-addresses.test.ts).
    isolate: false,
    // Nothing that one test put in the way stands in the way of the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    sequence: { sequencer: ProcessesFirst },

    // These end what hangs; they judge nobody's speed, and a busy machine takes its time.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
  },
});
