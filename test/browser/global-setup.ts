import type { TestProject } from 'vitest/node';
import { startDemo, until } from '../support/demo-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:<port>` of the demo that all files share, with alerts and yesterday's report sent. */
    demoOrigin: string;
  }
}

/** Starts one demo for all files: what they change in it must not be what others look at. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  try {
    await until(
      async () => {
        const mails = await (await fetch(`${demo.origin}/kotak-surat`)).text();
        return mails.includes('Laporan harian') && /\[Kentongan\] (KRISIS|MERAH)/.test(mails);
      },
      120,
      demo.log,
    );
  } catch (error) {
    await demo.stop();
    throw error;
  }
  project.provide('demoOrigin', demo.origin);
  return () => demo.stop();
}
