import { describe, expect, test } from 'vitest';
import type { IssueCard } from '../../src/core/province.ts';
import { cardKeysOf } from '../../src/issues/spreading/card-keys.ts';
import { findSpreading } from '../../src/issues/spreading/match.ts';

const names = new Map([
  ['35.16', 'Mojokerto'],
  ['35.17', 'Jombang'],
  ['35.18', 'Nganjuk'],
]);

let ids = 0;
function card(
  regency: string,
  title: string,
  text: string,
  over: Partial<IssueCard> & { urls?: number[] } = {},
): IssueCard {
  const { urls = [], ...rest } = over;
  ids += 1;
  return {
    ...{ regency, issueId: ids, title, topic: 'banjir-bencana', agency: null, attention: 'watch', state: 'baru' },
    ...{ placeName: null, firstAt: '2026-11-20T01:00:00.000Z', lastAt: '2026-11-20T05:00:00.000Z' },
    ...{ mentionCount: 3, negativeCount: 2, sourceCount: 2, hoaxCount: 0 },
    keys: cardKeysOf(title, [{ title, text }], urls),
    ...rest,
  };
}

const levee = (regency: string, over: Partial<IssueCard> = {}) =>
  card(regency, 'Tanggul Kali Konto jebol', 'Tanggul Kali Konto jebol, air merendam sawah dan permukiman.', over);

const idsOf = (groups: readonly (readonly IssueCard[])[]) => groups.map((group) => group.map(({ regency }) => regency));

describe('issues that spread across borders', () => {
  test('are found in several regencies, the first one first', () => {
    const later = levee('35.17', { firstAt: '2026-11-21T01:00:00.000Z', lastAt: '2026-11-21T02:00:00.000Z' });
    const found = findSpreading(
      [later, levee('35.16'), card('35.18', 'Panen raya bawang', 'Harga bawang naik.')],
      names,
    );
    expect(idsOf(found)).toEqual([['35.16', '35.17']]);
  });

  test('are not two issues of one regency, nor two that lie weeks apart', () => {
    expect(findSpreading([levee('35.16'), levee('35.16')], names)).toEqual([]);
    const old = levee('35.17', { firstAt: '2026-11-01T01:00:00.000Z', lastAt: '2026-11-02T01:00:00.000Z' });
    expect(findSpreading([levee('35.16'), old], names)).toEqual([]);
  });

  test('are not floods of the same day that have only the flood in common', () => {
    const floods = [
      card('35.16', 'Banjir rendam tiga dusun di Sooko', 'Saluran meluap setelah hujan deras.'),
      card('35.17', 'Banjir genangi pasar Ploso', 'Pedagang memindahkan dagangan sejak subuh.'),
    ];
    expect(findSpreading(floods, names)).toEqual([]);
  });

  test('are told by one article in both only where words or topic agree with it', () => {
    const urls = [123_456];
    const one = card('35.16', 'Jembatan Ploso belum dibuka', 'Truk memutar.', { urls, topic: 'infrastruktur-jalan' });
    const same = card('35.17', 'Uji beban jembatan Ploso molor', 'Sopir mengeluh.', {
      urls,
      topic: 'infrastruktur-jalan',
    });
    const other = card('35.18', 'Antrean obat mengular', 'Pasien menunggu dua jam.', { urls, topic: 'kesehatan' });
    expect(idsOf(findSpreading([one, same, other], names))).toEqual([['35.16', '35.17']]);
  });

  test('are the same whatever the order of the cards', () => {
    const cards = [levee('35.16'), levee('35.17'), levee('35.18'), card('35.18', 'Panen raya', 'Harga bawang naik.')];
    const keysOf = (all: readonly IssueCard[]) => JSON.stringify(findSpreading(all, names));
    expect(keysOf([...cards].reverse())).toBe(keysOf(cards));
    expect(findSpreading([], names)).toEqual([]);
  });
});

describe('keys of a card', () => {
  test('hold no text and stay small, whatever is written', () => {
    const texts = Array.from({ length: 50 }, (_, nth) => ({
      title: `judul ${nth}`,
      text: `kata${nth} `.repeat(4_000),
    }));
    const keys = cardKeysOf(
      'x '.repeat(5_000),
      texts,
      Array.from({ length: 500 }, (_, nth) => nth),
    );
    expect(JSON.stringify(keys).length).toBeLessThan(5_000);
    expect(Object.values(keys).flat().every(Number.isSafeInteger)).toBe(true);
  });
});
