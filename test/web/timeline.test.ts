import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalOf } from '../../src/core/category.ts';
import { toTimeline } from '../../src/web/timeline.ts';

const at = (text: string) => `2026-11-${text}:00.000Z`;
const point = (text: string) => ({ at: at(text), category: 'negative' as const });

describe('toTimeline', () => {
  it('counts by the hour of the zone', () => {
    const { bars, unit } = toTimeline(
      [point('22T01:10'), point('22T01:50'), point('22T03:05')],
      at('22T01:10'),
      at('22T03:05'),
      'Asia/Jakarta',
    );
    expect(unit).toBe('per jam');
    expect(bars.map(({ name, counts }) => [name, counts.negative])).toEqual([
      ['Minggu, 22 November 2026, 08.00–09.00', 2],
      ['Minggu, 22 November 2026, 09.00–10.00', 0],
      ['Minggu, 22 November 2026, 10.00–11.00', 1],
    ]);
  });

  it('begins days at midnight of the zone', () => {
    const { bars, unit } = toTimeline(
      [point('01T20:00'), point('20T20:00')],
      at('01T20:00'),
      at('20T20:00'),
      'Asia/Jakarta',
    );
    expect(unit).toBe('per hari');
    expect(bars[0]?.name).toBe('Senin, 02 November 2026');
    expect(bars[0]?.counts.negative).toBe(1);
    expect(bars.at(-1)?.counts.negative).toBe(1);
  });

  it('loses no point and never draws more bars than fit', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 400 });
    fc.assert(
      fc.property(fc.array(minutes, { minLength: 1 }), (drafts) => {
        const times = drafts.map((minute) => new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString()).sort();
        const points = times.map((time) => ({ at: time, category: 'neutral' as const }));
        const { bars } = toTimeline(points, times[0] ?? '', times.at(-1) ?? '', 'Asia/Makassar');
        expect(bars.reduce((sum, { counts }) => sum + totalOf(counts), 0)).toBe(points.length);
        expect(bars.length).toBeLessThanOrEqual(38);
        expect(new Set(bars.map(({ name }) => name)).size).toBe(bars.length);
      }),
    );
  });
});
