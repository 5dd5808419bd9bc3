import { describe, expect, it } from 'vitest';
import type { IssueVoice } from '../../src/core/issue-life.ts';
import { responseEffect } from '../../src/issues/effect.ts';
import { spreadOf } from '../../src/issues/spread.ts';

let id = 0;
const voice = (publishedAt: string, change: Partial<IssueVoice> = {}): IssueVoice => {
  id += 1;
  return {
    id,
    kind: 'article',
    platform: 'web',
    sourceClass: 'online-media',
    isOffice: false,
    publisher: null,
    sourceTitle: 'Kabar Uji',
    authorHandle: null,
    publishedAt,
    label: 'negative',
    attention: 'alert',
    ...change,
  };
};
const hour = (hours: number) => new Date(Date.parse('2026-11-21T08:00:00.000Z') + hours * 3_600_000).toISOString();

describe('the effect of an answer', () => {
  const answeredAt = hour(0);
  const mentions = [
    ...Array.from({ length: 31 }, (_, index) => voice(hour(-23 + index / 2))),
    voice(hour(-24)),
    voice(hour(-24.01)),
    voice(hour(-1), { label: 'neutral' }),
    voice(hour(0)),
    ...Array.from({ length: 5 }, (_, index) => voice(hour(1 + index))),
    voice(hour(23.99), { label: 'positive' }),
    voice(hour(24)),
    voice(hour(2), { sourceClass: 'government', isOffice: true }),
    voice(hour(3), { sourceClass: 'mirror' }),
  ];

  it('compares the day before with the day after, without offices and mirrors', () => {
    expect(responseEffect(mentions, answeredAt, new Date(hour(24)))).toEqual({
      answeredAt,
      hours: 24,
      before: { negative: 32, all: 33 },
      after: { negative: 6, all: 7 },
      complete: true,
    });
  });

  it('compares equal spans of full hours while the day runs', () => {
    expect(responseEffect(mentions, answeredAt, new Date(hour(3.9)))).toEqual({
      answeredAt,
      hours: 3,
      before: { negative: 0, all: 1 },
      after: { negative: 3, all: 3 },
      complete: false,
    });
  });

  it('says nothing in the first hour, nor of an answer to come', () => {
    expect(responseEffect(mentions, answeredAt, new Date(hour(0.99)))).toBeNull();
    expect(responseEffect(mentions, hour(5), new Date(hour(0)))).toBeNull();
  });
});

describe('the spread of an issue', () => {
  const zone = 'Asia/Jakarta';

  it('is nothing without mentions', () => {
    expect(spreadOf([], zone)).toEqual({ first: null, voices: [], unit: 'hour', timeline: [] });
    expect(spreadOf([voice(hour(0), { sourceClass: 'mirror' })], zone).first).toBeNull();
  });

  it('names who came first and in which order, each once, and adds up by the hour', () => {
    const group = { kind: 'post', platform: 'facebook', sourceClass: 'community', sourceTitle: 'Info Warga' } as const;
    const spread = spreadOf(
      [
        voice(hour(2.5), { sourceTitle: 'Radar Uji' }),
        voice(hour(0.2), group),
        voice(hour(0.4), { ...group, kind: 'comment', sourceTitle: 'Info Warga' }),
        voice(hour(0.1), { sourceClass: 'mirror', sourceTitle: 'Salinan' }),
        voice(hour(2.9), { publisher: 'RADAR UJI', sourceTitle: 'Google News', sourceClass: 'aggregator' }),
        voice(hour(4), { ...group, label: 'neutral' }),
        voice(hour(3), { sourceClass: 'government', isOffice: true, sourceTitle: 'Pemkab' }),
      ],
      zone,
    );
    expect(spread.first).toEqual({ publisher: 'Info Warga', at: hour(0.2) });
    expect(spread.voices).toEqual([
      { name: 'Info Warga', kind: 'account', at: hour(0.2), count: 2 },
      { name: 'Radar Uji', kind: 'media', at: hour(2.5), count: 2 },
    ]);
    expect(spread.unit).toBe('hour');
    expect(spread.timeline).toEqual([
      { at: hour(0), media: 0, accounts: 1, comments: 1, negative: 2 },
      { at: hour(2), media: 1, accounts: 1, comments: 1, negative: 4 },
      { at: hour(3), media: 1, accounts: 1, comments: 1, negative: 4 },
      { at: hour(4), media: 1, accounts: 1, comments: 1, negative: 4 },
    ]);
  });

  it('is told by the days of the zone when it lasts', () => {
    // 16.59 and 17.01 UTC are two days in Jakarta.
    const { unit, timeline } = spreadOf(
      [voice('2026-11-18T16:59:00.000Z'), voice('2026-11-18T17:01:00.000Z'), voice('2026-11-22T01:00:00.000Z')],
      zone,
    );
    expect(unit).toBe('day');
    expect(timeline.map(({ at }) => at)).toEqual([
      '2026-11-17T17:00:00.000Z',
      '2026-11-18T17:00:00.000Z',
      '2026-11-21T17:00:00.000Z',
    ]);
  });
});
