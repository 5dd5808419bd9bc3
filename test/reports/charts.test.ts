import { describe, expect, test } from 'vitest';
import { drawChart } from '../../src/reports/charts/draw.ts';
import { planCharts } from '../../src/reports/charts/plan.ts';
import { makeEmptyDigest } from './digests.ts';
import { makeHostileDigest } from './hostile-digest.ts';
import { makeFullDigest } from './rich-digest.ts';

const sizeOf = (png: Uint8Array) => {
  const data = Buffer.from(png);
  return { signature: data.toString('latin1', 1, 4), width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
};

test('a day has the shares, the course of the day and the topics, each with its numbers in words', () => {
  const plans = planCharts(makeFullDigest());
  expect(plans.map(({ id }) => id)).toEqual(['grafik-sentimen', 'grafik-tren', 'grafik-topik']);
  expect(plans[0]?.alt).toBe(
    'Media massa 84 sebutan: positif 20 (24%), netral 40 (48%), negatif 20 (24%), berpotensi negatif 4 (5%), tidak terskor 0 (0%). ' +
      'Media sosial 1.240 sebutan: positif 100 (8%), netral 500 (40%), negatif 600 (48%), berpotensi negatif 30 (2%), tidak terskor 10 (1%)',
  );
  expect(plans[1]?.alt).toContain('14.00 141 (66)');
  expect(plans[2]?.alt).toContain('Air & listrik 612 (498 negatif)');
});

test('weeks are drawn by the day', () => {
  const full = makeFullDigest();
  const trend = [16, 17, 18].map((day) => ({
    at: `2026-11-${day - 1}T23:00:00.000Z`,
    counts: full.sentiment.media,
  }));
  const plan = planCharts({ ...full, period: 'week', trend })[1];
  expect(plan).toMatchObject({ title: 'Sebutan per hari' });
  expect(plan?.alt).toContain('16/11 84 (20), 17/11 84 (20)');
});

test('what was not said is not drawn', () => {
  expect(planCharts(makeEmptyDigest())).toEqual([]);
});

describe('a picture', () => {
  test('is a PNG of twice its size on the page, small enough for a mail, and the same each time', async () => {
    for (const plan of planCharts(makeFullDigest())) {
      const png = await drawChart(plan);
      expect(sizeOf(png)).toEqual({ signature: 'PNG', width: plan.width * 2, height: plan.height * 2 });
      expect(png.length).toBeLessThan(120_000);
      expect(Buffer.from(await drawChart(plan)).equals(Buffer.from(png))).toBe(true);
    }
  });

  test('is another when the numbers are', async () => {
    const [plan] = planCharts(makeFullDigest());
    const full = makeFullDigest();
    const [other] = planCharts({ ...full, sentiment: { media: full.sentiment.social, social: full.sentiment.media } });
    if (plan === undefined || other === undefined) throw new Error('no plan');
    expect(Buffer.from(await drawChart(plan)).equals(Buffer.from(await drawChart(other)))).toBe(false);
  });

  test('is drawn of a hostile day too', async () => {
    for (const plan of planCharts(makeHostileDigest())) expect(sizeOf(await drawChart(plan)).signature).toBe('PNG');
  });
});
