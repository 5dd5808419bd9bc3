import { describe, expect, test } from 'vitest';
import { comparisonChart } from '../../src/charts/comparison.ts';
import { heatChart, stepOf } from '../../src/charts/heat.ts';
import { type ChartPlan, drawPicture, pictureSizes, widths } from '../../src/charts/picture.ts';
import { trendChart } from '../../src/charts/trend.ts';
import { voicesChart } from '../../src/charts/voices.ts';
import { type CategoryCounts, noCounts } from '../../src/core/category.ts';

const counts = (own: Partial<CategoryCounts>): CategoryCounts => ({ ...noCounts, ...own });

const days = [
  { day: '2026-11-20', counts: counts({ negative: 4, neutral: 6 }) },
  { day: '2026-11-21', counts: counts({ negative: 20, positive: 1_220 }) },
  { day: '2026-11-22', counts: noCounts },
];
const voices = [
  { name: 'warga', counts: counts({ negative: 30 }) },
  { name: 'media daring', counts: counts({ neutral: 8, unscored: 2 }) },
];
const heat = {
  rows: ['Air & listrik', 'Kesehatan'],
  columns: ['PDAM', 'Dinkes'],
  cells: [
    { row: 'Air & listrik', column: 'PDAM', value: 40 },
    { row: 'Air & listrik', column: 'Dinkes', value: 0 },
    { row: 'Kesehatan', column: 'PDAM', value: 1 },
    { row: 'Kesehatan', column: 'Dinkes', value: 12 },
  ],
};
const compared = [{ name: 'Negatif', now: 12, before: 30 }];

const plans: readonly (readonly [string, (size: 'wide' | 'medium' | 'narrow') => ChartPlan])[] = [
  ['trend', (size) => trendChart(days, size)],
  ['voices', (size) => voicesChart(voices, size)],
  ['heat map', (size) => heatChart(heat, size)],
  ['comparison', (size) => comparisonChart(compared, ['16–22 Nov', '9–15 Nov'], size)],
];

test.each(plans)('the %s is drawn in every size, in both schemes, and says what it shows', async (_, plan) => {
  for (const size of pictureSizes) {
    const svg = await drawPicture(plan(size));
    expect(svg).toMatch(new RegExp(`^<svg width="${widths[size]}"`));
    expect(svg).toContain('<title>');
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    // Nothing that runs, loads or waits for a mouse.
    expect(svg).not.toMatch(/<script|href=|:hover|@import|url\((?!#)|ecmeta|on\w+=/);
    expect(svg.length).toBeLessThan(60_000);
  }
});

test('colours that a dark scheme replaces are the ones that are drawn', async () => {
  const svg = await drawPicture(heatChart(heat, 'wide'));
  const [, rules = ''] = /<style>([\s\S]*)<\/style>/.exec(svg) ?? [];
  const drawn = new Set([...svg.replace(rules, '').matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour));
  for (const colour of ['#fffdf9', '#1b2733', '#f3ede1']) {
    expect(drawn).toContain(colour);
    expect(rules).toContain(`[fill="${colour}"]`);
  }
});

describe('in words', () => {
  test('the trend: how many, of what kind, and when most', () => {
    expect(trendChart(days, 'wide').alt).toBe(
      '1.250 sebutan dalam 3 hari (negatif 24, netral 6, positif 1.220). Terbanyak 21 Nov: 1.240 sebutan.',
    );
    expect(trendChart([{ day: '2026-11-22', counts: noCounts }], 'wide').alt).toBe(
      'Tidak ada sebutan dalam 1 hari ini',
    );
  });

  test('the voices: each with its share', () => {
    expect(voicesChart(voices, 'wide').alt).toBe('Porsi suara: warga 75% (30 sebutan), media daring 25% (10 sebutan)');
    expect(voicesChart([], 'wide').alt).toBe('Tidak ada sebutan dalam kurun ini');
  });

  test('the heat map: where most falls', () => {
    expect(heatChart(heat, 'wide').alt).toBe(
      'Pasangan terbanyak: Air & listrik pada PDAM 40, Kesehatan pada Dinkes 12, Kesehatan pada PDAM 1',
    );
  });

  test('the comparison: before and now', () => {
    expect(comparisonChart(compared, ['16–22 Nov', '9–15 Nov'], 'wide').alt).toBe(
      '16–22 Nov dibandingkan dengan 9–15 Nov: Negatif 12 (sebelumnya 30)',
    );
  });
});

test('nothing at all is drawn too', async () => {
  const nothing = [trendChart([], 'narrow'), voicesChart([], 'narrow'), comparisonChart([], ['a', 'b'], 'narrow')];
  for (const plan of [...nothing, heatChart({ rows: [], columns: [], cells: [] }, 'narrow')]) {
    expect(await drawPicture(plan)).toMatch(/^<svg/);
  }
});

test('a hostile name stays text', async () => {
  const name = '"><script>alert(1)</script>&<img src=x onerror=1>';
  const svg = await drawPicture(voicesChart([{ name, counts: counts({ negative: 1 }) }], 'wide'));
  expect(svg).not.toMatch(/<script|<img/);
});

test('shades: none is not little, and the most is darkest', () => {
  expect([0, 1, 6, 7, 25, 26, 57, 100].map((value) => stepOf(value, 100))).toEqual([0, 1, 1, 2, 2, 3, 4, 4]);
  expect(stepOf(0, 0)).toBe(0);
  expect(stepOf(1, 1_000_000)).toBe(1);
});
