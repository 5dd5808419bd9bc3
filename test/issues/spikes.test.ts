import { describe, expect, it } from 'vitest';
import { findSpikes, type SpikeMention } from '../../src/issues/spikes.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const hoursAgo = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();
let nextId = 1;

function mention(overrides: Partial<SpikeMention> = {}): SpikeMention {
  return {
    id: nextId++,
    issueId: null,
    at: hoursAgo(0.5),
    channel: 'social',
    publisher: 'Info Warga',
    sourceSince: hoursAgo(24 * 60),
    topic: 'air-listrik',
    agency: 'PDAM',
    placeCode: '99.01.01',
    placeName: 'Kemlagi',
    keywords: [],
    negative: true,
    ...overrides,
  };
}

const many = (count: number, overrides: (index: number) => Partial<SpikeMention>) =>
  Array.from({ length: count }, (_, index) => mention(overrides(index)));

describe('a spike', () => {
  it('is told once, in words, with what it agrees in', () => {
    const usual = many(12, (index) => ({ at: hoursAgo(1.5 + index) }));
    const now22 = many(22, (index) => ({ publisher: `Grup ${index % 3}`, issueId: 7 }));
    const [spike, ...others] = findSpikes([...usual, ...now22], now);
    expect(others).toEqual([]);
    expect(spike).toMatchObject({
      channel: 'social',
      count: 22,
      sources: 3,
      agency: 'PDAM',
      placeName: 'Kemlagi',
      issueId: 7,
    });
    expect(spike?.sentence).toBe(
      '+2.100% keluhan air & listrik (PDAM) di Kemlagi dalam satu jam terakhir: 22 sebutan, biasanya 1; 3 sumber',
    );
  });

  it('is none below the least number, nor when much is usual', () => {
    expect(
      findSpikes(
        many(4, () => ({})),
        now,
      ),
    ).toEqual([]);
    const busy = many(12 * 10, (index) => ({ at: hoursAgo(1.05 + index / 10) }));
    expect(findSpikes([...busy, ...many(14, () => ({}))], now)).toEqual([]);
  });

  it('does not come from the rhythm of the week', () => {
    const market = many(20, () => ({ at: hoursAgo(24 * 7 + 0.5) }));
    expect(
      findSpikes(
        many(20, () => ({})),
        now,
      ),
    ).not.toEqual([]);
    expect(findSpikes([...market, ...many(20, () => ({}))], now)).toEqual([]);
  });

  it('is not hidden by one earlier peak', () => {
    const earlier = many(30, () => ({ at: hoursAgo(6.5) }));
    expect(findSpikes([...earlier, ...many(20, () => ({}))], now)).toHaveLength(1);
  });

  it('does not come from a source that was just added', () => {
    expect(
      findSpikes(
        many(40, () => ({ sourceSince: hoursAgo(2) })),
        now,
      ),
    ).toEqual([]);
    expect(
      findSpikes(
        many(40, () => ({ sourceSince: null })),
        now,
      ),
    ).toEqual([]);
  });

  it('of watched words counts every tone', () => {
    const [spike] = findSpikes(
      many(9, () => ({
        negative: false,
        keywords: ['politik uang'],
        topic: 'politik-pemilu',
        agency: null,
        placeCode: null,
        placeName: null,
      })),
      now,
    );
    expect(spike).toMatchObject({ key: 'social:keyword:politik uang', dimension: 'keyword' });
    expect(spike?.sentence).toBe(
      'Lonjakan sebutan “politik uang” dalam satu jam terakhir: 9 sebutan, biasanya hampir tidak ada; 1 sumber',
    );
  });

  it('of news compares days', () => {
    const news = (index: number, at: string) => ({ channel: 'news' as const, publisher: `Media ${index % 5}`, at });
    const usual = many(14, (index) => news(index, hoursAgo(24 * (index + 1) + 3)));
    const today = many(9, (index) => news(index, hoursAgo(index + 1)));
    const [spike] = findSpikes([...usual, ...today], now);
    expect(spike).toMatchObject({ channel: 'news', count: 9, sources: 5 });
    expect(findSpikes([...usual, ...today.slice(0, 3)], now)).toEqual([]);
  });

  it('in two places is two', () => {
    const elsewhere = many(10, () => ({
      topic: 'banjir-bencana',
      agency: 'BPBD',
      placeCode: '99.01.02',
      placeName: 'Telaga',
    }));
    expect(findSpikes([...many(10, () => ({})), ...elsewhere], now)).toHaveLength(2);
  });
});
