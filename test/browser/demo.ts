import { until } from '../support/demo-process.ts';

/** Waits until the demo has sent alerts and yesterday's report; files that need no demo run meanwhile. */
export async function untilDemoIsFull(origin: string): Promise<void> {
  await until(
    async () => {
      const mails = await (await fetch(`${origin}/kotak-surat`)).text();
      return mails.includes('Laporan harian') && /\[Kentongan\] (KRISIS|MERAH)/.test(mails);
    },
    150,
    () => 'no report or alert among the mails of the demo',
  );
}
