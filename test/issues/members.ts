import type { IssueMember } from '../../src/issues/member.ts';

let lastId = 0;

/** An article of a news site that names no place; each field can be replaced. */
export function makeMember(overrides: Partial<IssueMember> = {}): IssueMember {
  lastId += 1;
  const publisher = overrides.publisher ?? 'Kabar Uji';
  return {
    id: lastId,
    parentId: null,
    issueId: null,
    kind: 'article',
    sourceId: publisher.toLowerCase().replaceAll(' ', '-'),
    sourceClass: 'online-media',
    publisher,
    title: 'Judul uji',
    text: 'Isi uji.',
    publishedAt: '2026-11-20T03:00:00.000Z',
    label: 'neutral',
    target: 'none',
    attention: 'none',
    hoaxClass: 'none',
    topic: 'lainnya',
    agency: null,
    places: [],
    ...overrides,
  };
}

const districts: Readonly<Record<string, string>> = {
  Telagasewu: '99.01.02',
  Bantarwulung: '99.01.02.2002',
  Muarawulung: '99.01.02.2004',
  Ujungalun: '99.01.09',
  Pesisiralun: '99.01.09.2004',
  Kedungrinjing: '99.01.06',
  Margacempa: '99.01.07',
};

/** A member whose places are found in its text, by the small gazetteer above. */
export function memberOf(overrides: Partial<IssueMember>): IssueMember {
  const member = makeMember(overrides);
  const places = (['title', 'text'] as const).flatMap((field) =>
    Object.entries(districts).flatMap(([name, code]) =>
      [...(member[field] ?? '').matchAll(new RegExp(name, 'g'))].map((match) => ({
        code,
        name,
        field,
        start: match.index,
        end: match.index + name.length,
      })),
    ),
  );
  return { ...member, places };
}

/** `hours` after 2026-11-20 10.00 WIB. */
export function at(hours: number): string {
  return new Date(Date.parse('2026-11-20T03:00:00.000Z') + hours * 3_600_000).toISOString();
}
