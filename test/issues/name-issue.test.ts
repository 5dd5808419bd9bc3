import { describe, expect, test } from 'vitest';
import { nameIssue, namingMembers } from '../../src/issues/name-issue.ts';
import { sentencesOf, shorten } from '../../src/issues/sentences.ts';
import { substanceOf } from '../../src/issues/substance.ts';
import { at, makeMember } from './members.ts';

describe('nameIssue', () => {
  const post = makeMember({ kind: 'post', sourceClass: 'community', title: 'air mati woy', publishedAt: at(0) });
  const community = makeMember({ sourceClass: 'community', title: 'air mati lagi', publishedAt: at(2) });
  const pointer = makeMember({ sourceClass: 'aggregator', title: 'Judul dari mesin pencari', publishedAt: at(1) });
  const first = makeMember({ title: 'Air Mati di Dua Kecamatan', publishedAt: at(3) });
  const later = makeMember({ title: 'Air Masih Mati', publishedAt: at(9) });
  const comment = makeMember({ kind: 'comment', title: null, text: 'iya di sini juga', publishedAt: at(-1) });

  test.each([
    ['the first article, though posts came before', [post, pointer, later, first, comment], first.title],
    ['news rather than a community site that calls its posts articles', [community, first], first.title],
    ['a post when there is no article', [comment, post], post.title],
    ['a pointer before nothing but comments', [comment, pointer], pointer.title],
    ['the first words when nothing has a title', [comment], comment.text],
    ['nothing for nothing', [], ''],
  ])('takes %s', (_, members, title) => {
    expect(nameIssue(members)).toBe(title);
  });

  test('prefers the headline that the other reports share, the earliest of equals', () => {
    const early = makeMember({
      title: 'Gotong Royong Bersihkan Lumpur di Enam Titik',
      text: 'Lumpur dibersihkan.',
      publishedAt: at(0),
    });
    const others = [
      '23 Warga Terserang Diare Pascabanjir',
      'Pascabanjir, 23 Warga Terserang Diare',
      'Waspada Diare Pascabanjir',
    ].map((title, index) =>
      makeMember({ title, text: 'Kasus diare warga pascabanjir bertambah.', publishedAt: at(index + 1) }),
    );
    expect(nameIssue([early, ...others])).toBe('23 Warga Terserang Diare Pascabanjir');
    expect(nameIssue([early])).toBe(early.title);
  });

  test('what namingMembers keeps stands for all members, in any split', () => {
    const members = Array.from({ length: 40 }, (_, index) =>
      makeMember({
        title: `Laporan ${index % 7} tentang banjir dan tanggul`,
        text: `Isi ${index % 5}.`,
        kind: index % 3 === 0 ? 'post' : 'article',
        sourceClass: index % 3 === 0 ? 'community' : 'online-media',
        publishedAt: at(index),
      }),
    );
    for (const cut of [1, 5, 20, 39]) {
      const kept = namingMembers(members.slice(0, cut));
      expect(nameIssue([...kept, ...members.slice(cut)])).toBe(nameIssue(members));
    }
  });

  test('is one line of bounded length', () => {
    const long = makeMember({ title: `Judul\n${'panjang sekali '.repeat(40)}` });
    expect(nameIssue([long])).toMatch(/^Judul panjang sekali .{80,120}…$/);
  });
});

describe('sentencesOf', () => {
  test.each([
    [
      'drops the dateline and keeps abbreviations and amounts whole',
      'SWARADESA, BANYURAGA – Warga Jl. Merdeka No. 3 menunggu perbaikan sejak Mei. Biayanya Rp. 4,2 miliar menurut dinas terkait.',
      ['Warga Jl. Merdeka No. 3 menunggu perbaikan sejak Mei.', 'Biayanya Rp. 4,2 miliar menurut dinas terkait.'],
    ],
    [
      'ends sentences at quotes and paragraphs',
      '"Kami sudah melapor dua kali," kata Bu Tarsih. "Belum ada jawaban sampai hari ini!" Ia kecewa dengan petugas loket\nParagraf kedua tanpa titik di ujungnya',
      [
        '"Kami sudah melapor dua kali," kata Bu Tarsih.',
        '"Belum ada jawaban sampai hari ini!"',
        'Ia kecewa dengan petugas loket',
        'Paragraf kedua tanpa titik di ujungnya',
      ],
    ],
    [
      'leaves out fragments',
      'Simak! Baca juga. Air mati sejak subuh di dua kecamatan.',
      ['Air mati sejak subuh di dua kecamatan.'],
    ],
    ['finds none in nothing', '', []],
  ])('%s', (_, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});

test('shorten cuts at a word and never inside a character', () => {
  expect(shorten('satu dua tiga', 20)).toBe('satu dua tiga');
  expect(shorten('satu dua tiga empat', 14)).toBe('satu dua tiga…');
  expect(shorten(`${'a'.repeat(8)}😀😀`, 10).isWellFormed()).toBe(true);
});

describe('substanceOf', () => {
  test('opens with the newest report and lets a citizen speak', () => {
    const members = [
      makeMember({
        text: 'BANYURAGA – Air mati di dua kecamatan sejak subuh. Penyebabnya pompa rusak. Kalimat ketiga tidak dipakai lagi.',
        publishedAt: at(1),
      }),
      makeMember({
        text: 'Hari ketiga tanpa air bagi ribuan pelanggan. Direktur meminta maaf kepada warga dan menjanjikan tangki. Suku cadang ditunggu.',
        publishedAt: at(50),
      }),
      makeMember({
        kind: 'comment',
        label: 'negative',
        title: null,
        text: 'Bayar jalan terus airnya mati terus tiap hari',
        publishedAt: at(51),
      }),
    ];
    expect(substanceOf(members)).toBe(
      'Hari ketiga tanpa air bagi ribuan pelanggan. Direktur meminta maaf kepada warga dan menjanjikan tangki. ' +
        'Warga: “Bayar jalan terus airnya mati terus tiap hari”',
    );
  });

  test('is bounded, and empty for nothing', () => {
    expect(substanceOf([makeMember({ text: 'kata '.repeat(5000) })]).length).toBeLessThanOrEqual(420);
    expect(substanceOf([])).toBe('');
  });
});
