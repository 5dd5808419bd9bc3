import type { TestProject } from 'vitest/node';
import { startDemo } from '../support/demo-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:<port>` of the demo that all files share; `untilDemoIsFull` waits for what it shows. */
    demoOrigin: string;
  }
}

/** Starts one demo for all files: what they change in it must not be what others look at. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  project.provide('demoOrigin', demo.origin);
  return () => demo.stop();
}
