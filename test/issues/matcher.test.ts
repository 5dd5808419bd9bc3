import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupInBatches } from '../../scripts/issues/group.ts';
import { createMatcher, type Decisions } from '../../src/issues/matcher.ts';
import type { IssueMember } from '../../src/issues/member.ts';
import { at, makeMember, memberOf } from './members.ts';

/** Places a batch and names each mention's group by the group's first mention. */
function groupsOf(batch: readonly IssueMember[], known: readonly IssueMember[] = []): number[][] {
  const matcher = createMatcher();
  matcher.add(known);
  const { issueOf } = matcher.place(batch);
  const groups = new Map<number, number[]>();
  for (const { id } of batch) groups.set(issueOf.get(id) ?? 0, [...(groups.get(issueOf.get(id) ?? 0) ?? []), id]);
  return [...groups.values()];
}

const ids = (members: readonly IssueMember[]) => members.map(({ id }) => id);

const release =
  'Bupati meresmikan pasar rakyat yang baru selesai direvitalisasi. Pasar dua lantai itu menampung 640 pedagang, terdiri atas 212 kios ' +
  'dan 428 los, serta dilengkapi ruang laktasi dan musala. Revitalisasi menelan anggaran Rp 38,6 miliar dan dikerjakan sebelas bulan. ' +
  'Seluruh pedagang lama mendapat tempat tanpa dipungut biaya dan digratiskan retribusinya selama tiga bulan pertama.';
const rewritten =
  'Telan Rp 38,6 miliar, pasar rakyat akhirnya dibuka. Pasar dua lantai itu menampung 640 pedagang, terdiri atas 212 kios dan 428 los, ' +
  'serta dilengkapi ruang laktasi dan musala. Kepala dinas memastikan seluruh pedagang lama mendapat tempat tanpa dipungut biaya.';

const floodHere = [
  memberOf({
    publisher: 'Kabar Raga',
    title: 'Kali Wulung Meluap, Ratusan Rumah di Telagasewu Terendam Banjir',
    text: 'Banjir setinggi lutut merendam ratusan rumah di Bantarwulung sejak Jumat malam. Warga mengungsi ke balai desa, perahu karet baru satu.',
    topic: 'banjir-bencana',
    agency: 'BPBD',
    publishedAt: at(0),
  }),
  memberOf({
    publisher: 'Suara Wulung',
    title: 'Perahu Karet Cuma Satu, Pengungsi Banjir Telagasewu Menunggu',
    text: 'Pengungsi banjir di balai desa Bantarwulung mengeluhkan bantuan lambat. Perahu karet hanya satu untuk ratusan rumah yang terendam.',
    topic: 'banjir-bencana',
    agency: 'BPBD',
    publishedAt: at(5),
  }),
];
const floodThere = [
  memberOf({
    publisher: 'Kabar Raga',
    title: 'Rob Rendam Pesisir Ujungalun, Tambak Warga Jebol',
    text: 'Banjir rob merendam permukiman nelayan di Pesisiralun. Tambak bandeng warga jebol, jalan ke dermaga terendam air laut pasang.',
    topic: 'banjir-bencana',
    agency: 'BPBD',
    publishedAt: at(2),
  }),
  memberOf({
    publisher: 'Radio Wulung',
    title: 'Air Laut Pasang, Nelayan Pesisiralun Kehilangan Panen Tambak',
    text: 'Tambak bandeng di Ujungalun jebol diterjang rob. Nelayan meminta tanggul laut yang dijanjikan, jalan ke dermaga terendam.',
    topic: 'banjir-bencana',
    agency: 'BPBD',
    publishedAt: at(6),
  }),
];

describe('copies', () => {
  test('verbatim copies and a rewritten press release are one issue, whatever topic the scorer gave them', () => {
    const copies = [
      makeMember({ title: 'Bupati Resmikan Pasar Rakyat', text: release, topic: 'pemerintahan-seremonial' }),
      makeMember({
        title: 'Pasar Rakyat Tampung 640 Pedagang',
        text: release,
        topic: 'ekonomi-umkm',
        publishedAt: at(3),
      }),
      makeMember({ title: 'Telan Miliaran, Pasar Dibuka', text: rewritten, topic: 'lainnya', publishedAt: at(30) }),
    ];
    expect(groupsOf(copies)).toEqual([ids(copies)]);
  });

  test('the same text two weeks later is another issue', () => {
    const copies = [makeMember({ text: release }), makeMember({ text: release, publishedAt: at(14 * 24) })];
    expect(groupsOf(copies)).toHaveLength(2);
  });

  test('short texts are copies only when nearly all agrees', () => {
    const posts = [
      makeMember({ title: null, text: 'air mati lagi di komplek kami min' }),
      makeMember({ title: null, text: 'air mati lagi di komplek kami min', publishedAt: at(1) }),
      makeMember({ title: null, text: 'selamat pagi min, jalan depan komplek kami gelap', publishedAt: at(1) }),
    ];
    expect(groupsOf(posts)).toEqual([[posts[0]?.id, posts[1]?.id], [posts[2]?.id]]);
  });

  test('a post that quotes a chain message and its fact-check join the message', () => {
    const chain =
      'Pemkab bagikan bansos Rp 1,5 juta per KK, daftar lewat tautan bansos-raga dot click, terakhir malam ini, sebarkan ke semua grup';
    const batch = [
      makeMember({ kind: 'post', title: null, text: chain, hoaxClass: 'claim', topic: 'bansos-sosial' }),
      makeMember({
        kind: 'post',
        title: 'Ini bener ga sih?',
        text: `Dapat dari grup arisan: ${chain}. Ada yang sudah coba?`,
        publishedAt: at(2),
      }),
      makeMember({
        title: '[HOAKS] Bansos Rp 1,5 Juta Lewat Tautan',
        text: `Beredar pesan "${chain}". Diskominfo memastikan pesan itu tidak benar.`,
        hoaxClass: 'fact-check',
        publishedAt: at(20),
      }),
    ];
    expect(groupsOf(batch)).toEqual([ids(batch)]);
  });

  test('a hoax that returns in other words after a week joins the old issue; other news does not', () => {
    const old = makeMember({
      issueId: 7,
      title: 'Hoaks Tautan Bansos Rp 1,5 Juta',
      text: 'Pesan berantai bansos lewat tautan palsu dipastikan hoaks oleh diskominfo.',
      hoaxClass: 'fact-check',
      topic: 'bansos-sosial',
    });
    const back = makeMember({
      kind: 'post',
      title: 'Bansos kok naik 1,8 juta',
      text: 'Muncul lagi pesan berantai tautan bansos palsu itu, sekarang 1,8 juta.',
      hoaxClass: 'claim',
      topic: 'bansos-sosial',
      publishedAt: at(7 * 24),
    });
    const matcher = createMatcher();
    matcher.add([old]);
    expect(matcher.place([back]).issueOf.get(back.id)).toBe(7);
    const plain = createMatcher();
    plain.add([{ ...old, hoaxClass: 'none' }]);
    expect(plain.place([{ ...back, hoaxClass: 'none' }]).issueOf.get(back.id)).toBeLessThan(0);
  });
});

describe('events', () => {
  test('two floods in two districts stay apart, though topic, agency and hours are the same', () => {
    const batch = [...floodHere, ...floodThere].sort((a, b) => a.publishedAt.localeCompare(b.publishedAt));
    expect(groupsOf(batch).sort()).toEqual([ids(floodHere), ids(floodThere)].sort());
  });

  test('the same matter after four silent days is another event', () => {
    const [first, second] = floodHere as [IssueMember, IssueMember];
    expect(groupsOf([first, { ...second, publishedAt: at(2 * 24) }])).toHaveLength(1);
    expect(groupsOf([first, { ...second, publishedAt: at(4 * 24) }])).toHaveLength(2);
  });

  test('a complaint that goes on for days stays one issue as long as it is spoken of', () => {
    const days = [0, 24, 48, 72, 96].map((hours) =>
      memberOf({
        publisher: `Media ${hours}`,
        title: `Hari ke-${hours / 24 + 1} Air PDAM Mati, Warga Kedungrinjing Antre di Sumur`,
        text: `Air PDAM mati di Kedungrinjing. Warga antre di sumur dan membeli galon. Laporan ke-${hours}.`,
        topic: 'air-listrik',
        agency: 'PDAM',
        publishedAt: at(hours),
      }),
    );
    expect(groupsOf(days)).toEqual([ids(days)]);
  });

  test('ceremony and complaint in the same district on the same day are two issues', () => {
    const ceremony = memberOf({
      title: 'Bupati Buka Turnamen Voli di Kedungrinjing',
      text: 'Bupati membuka turnamen voli antardesa di lapangan Kedungrinjing. Dua belas regu ikut bertanding memperebutkan piala.',
      topic: 'olahraga-budaya-wisata',
    });
    const complaint = memberOf({
      title: 'Air PDAM Mati, Warga Kedungrinjing Antre di Sumur',
      text: 'Air PDAM mati di Kedungrinjing sejak subuh. Warga antre di sumur dan membeli galon.',
      topic: 'air-listrik',
      publishedAt: at(2),
    });
    expect(groupsOf([ceremony, complaint])).toHaveLength(2);
  });
});

describe('the talk of the day', () => {
  const about = { topic: 'air-listrik', agency: 'PDAM' } as const;
  const outage = [
    'Pompa Rusak',
    'Keran Kering',
    'Warga Antre',
    'Perumda Minta Maaf',
    'Dewan Bertanya',
    'Tangki Datang',
  ].map((title, index) =>
    makeMember({
      ...about,
      title,
      text: `Air pdam mati di dua kecamatan karena pompa rusak. Laporan nomor ${index + 10}.`,
      publishedAt: at(index),
    }),
  );
  const complaint = (overrides: Partial<IssueMember> = {}) =>
    makeMember({
      ...about,
      kind: 'post',
      title: 'Laundry tutup',
      text: 'cucian numpuk, air mati terus, nunggu pompa',
      publishedAt: at(7),
      ...overrides,
    });

  test('draws a short complaint about the same topic and agency in', () => {
    const post = complaint();
    expect(groupsOf([...outage, post])).toEqual([ids([...outage, post])]);
  });

  test.each<[string, Partial<IssueMember>]>([
    ['about another agency', { agency: 'DLH', topic: 'sampah-lingkungan' }],
    ['two days later', { publishedAt: at(55) }],
  ])('but not one %s', (_, overrides) => {
    expect(groupsOf([...outage, complaint(overrides)])).toHaveLength(2);
  });
});

describe('what people decide', () => {
  const [a, b] = [
    makeMember({ issueId: 1, text: release }),
    makeMember({ issueId: 2, text: floodHere[0]?.text ?? '' }),
  ];
  const both = makeMember({ text: `${release} ${floodHere[0]?.text}`, publishedAt: at(1) });
  const free = { pins: new Map<number, number>(), apart: [], held: new Set<number>() };

  test.each<[string, Partial<Decisions>, { readonly fromId: number; readonly intoId: number }[]]>([
    ['nothing: the younger is joined to the older', {}, [{ fromId: 2, intoId: 1 }]],
    ['the younger is in hand: the older is joined to it', { held: new Set([2]) }, [{ fromId: 1, intoId: 2 }]],
    ['both are in hand', { held: new Set([1, 2]) }, []],
    ['they are apart', { apart: [[1, 2]] }, []],
  ])('when %s', (_, decisions, merges) => {
    const matcher = createMatcher({ decisions: { ...free, ...decisions } });
    matcher.add([a, b]);
    const placement = matcher.place([both]);
    expect(placement.merges).toEqual(merges.map((merge) => ({ ...merge, mentionId: both.id })));
    expect([1, 2]).toContain(placement.issueOf.get(both.id));
  });

  test('a mention stays where it was pinned', () => {
    const copy = makeMember({ text: release, publishedAt: at(2) });
    const matcher = createMatcher({ decisions: { ...free, pins: new Map([[copy.id, 2]]) } });
    matcher.add([a, b]);
    expect(matcher.place([copy])).toEqual({ issueOf: new Map([[copy.id, 2]]), merges: [] });
  });
});

describe('comments', () => {
  test('follow their parent, stored before or in the same batch, and draw nothing else in', () => {
    const stored = makeMember({ issueId: 4, text: release });
    const parent = memberOf({ title: 'Voli', text: 'Turnamen voli antardesa dibuka.', publishedAt: at(1) });
    const words = 'air pdam mati lagi di rumah saya dua hari tolong';
    const replies = [
      makeMember({ kind: 'comment', parentId: stored.id, title: null, text: words, publishedAt: at(2) }),
      makeMember({ kind: 'comment', parentId: parent.id, title: null, text: words, publishedAt: at(2) }),
    ];
    const matcher = createMatcher();
    matcher.add([stored]);
    const { issueOf } = matcher.place([...replies, parent]);
    expect(issueOf.get(parent.id)).toBeLessThan(0);
    expect(replies.map(({ id }) => issueOf.get(id))).toEqual([4, issueOf.get(parent.id)]);
  });

  test('whose parent is unknown are matched like posts', () => {
    const comment = makeMember({ kind: 'comment', parentId: 999_999, title: null, text: 'air mati dua hari' });
    expect(createMatcher().place([comment]).issueOf.get(comment.id)).toBeLessThan(0);
  });
});

describe('runs', () => {
  test('a mention that has an issue keeps it', () => {
    const [first, second] = floodHere as [IssueMember, IssueMember];
    const matcher = createMatcher();
    matcher.add([{ ...first, issueId: 11 }]);
    expect(matcher.place([{ ...second, issueId: 12 }]).issueOf.get(second.id)).toBe(12);
  });

  test('in two runs give the same groups as in one', () => {
    const batch = [...floodHere, ...floodThere].sort((a, b) => a.publishedAt.localeCompare(b.publishedAt));
    const whole = createMatcher().place(batch).issueOf;
    const stored = batch.slice(0, 2).map((mention) => ({ ...mention, issueId: -(whole.get(mention.id) ?? 0) }));
    const second = createMatcher();
    second.add(stored);
    const { issueOf } = second.place(batch.slice(2));
    for (const { id } of batch.slice(2)) expect(issueOf.get(id)).toBe(-(whole.get(id) ?? 0));
  });

  test('put copies together in any order of arrival', () => {
    const copies = [0, 1, 2, 3].map((hours) =>
      makeMember({ text: hours % 2 === 0 ? release : rewritten, publishedAt: at(hours) }),
    );
    const others = [...floodHere, ...floodThere];
    fc.assert(
      fc.property(fc.shuffledSubarray([...copies, ...others], { minLength: 8, maxLength: 8 }), (order) => {
        const groups = groupsOf(order).map((group) => [...group].sort((a, b) => a - b));
        expect(groups).toContainEqual(ids(copies));
        expect(groups).toContainEqual(ids(floodHere));
        expect(groups).toContainEqual(ids(floodThere));
      }),
      { numRuns: 60 },
    );
  });

  test('arriving in any order, a few at a time, come to the same groups', () => {
    const days = [0, 20, 40].map((hours) =>
      makeMember({ text: hours === 20 ? rewritten : release, publishedAt: at(hours) }),
    );
    const post = makeMember({ kind: 'post', title: null, text: 'Lampu jalan lingkar padam total', publishedAt: at(4) });
    const replies = [5, 6].map((hours) =>
      makeMember({
        kind: 'comment',
        parentId: post.id,
        title: null,
        text: `iya betul ${hours}`,
        publishedAt: at(hours),
      }),
    );
    const all = [...days, ...floodHere, ...floodThere, post, ...replies];
    const expected = [ids(days), ids(floodHere), ids(floodThere), ids([post, ...replies])].sort();
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        fc.integer({ min: 1, max: 5 }),
        (order, size) => {
          const groups = new Map<number, number[]>();
          for (const [id, issue] of groupInBatches(order, size).issueOf)
            groups.set(issue, [...(groups.get(issue) ?? []), id]);
          expect([...groups.values()].map((group) => group.sort((a, b) => a - b)).sort()).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('remember two weeks of a stream, whatever its length', () => {
    const matcher = createMatcher();
    for (let day = 0; day < 40; day += 1) {
      const text = `${release} Hari ke-${day}.`;
      matcher.place([
        makeMember({ text, publishedAt: at(24 * day) }),
        makeMember({ text: `kabar ${day}`, publishedAt: at(24 * day) }),
      ]);
    }
    // What is older is not compared any more: the caller builds a new memory.
    expect(matcher.reach()).toBe(Date.parse(at(24 * 35)));
    const late = makeMember({ text: release, publishedAt: at(24 * 20) });
    expect(matcher.place([late]).issueOf.get(late.id)).toBeLessThan(0);
  });

  test('never fail on any text, and give every mention an issue', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 30 }), fc.constant(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(text), text), { maxLength: 20 }), (texts) => {
        const batch = texts.map(([title, body]) => makeMember({ title, text: body }));
        expect(groupsOf(batch).flat().sort()).toEqual(ids(batch).sort());
      }),
      { numRuns: 200 },
    );
  });
});

test('short complaints of one kind from three districts stay three issues', () => {
  const matcher = createMatcher();
  const complaints = ['35.16.15', '35.16.03', '35.16.04'].map((code, index) => {
    const name = ['Kemlagi', 'Pacet', 'Trawas'][index] ?? '';
    return makeMember({
      title: `Jalan ${name} rusak`,
      text: `Warga Kecamatan ${name} mengeluh jalan rusak`,
      topic: 'infrastruktur-jalan',
      agency: 'PUPR',
      places: [{ code, name, field: 'title', start: 6, end: 6 + name.length }],
    });
  });
  expect(new Set(matcher.place(complaints).issueOf.values()).size).toBe(3);
});
