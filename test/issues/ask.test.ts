import { describe, expect, it } from 'vitest';
import { addresseeOf, askKindOf, createAgencyFinder } from '../../src/issues/question.ts';

describe('what is asked', () => {
  it.each([
    ['Kapan jembatan ini diperbaiki pak?', 'question'],
    ['syarat pindah alamat apa aja min', 'question'],
    ['loketnya buka sabtu ga', 'question'],
    ['Mohon penjelasan tarif retribusi pasar.', 'question'],
    ['Mohon lampu jalan di depan balai desa segera diperbaiki', 'aspiration'],
    ['tolong pak selokan depan pasar dikeruk, bau', 'aspiration'],
    ['semoga pemkab ada solusi buat sopir angkot', 'aspiration'],
    ['Kami berharap jalan dusun diaspal sebelum lebaran', 'aspiration'],
    ['usul min, halte dikasih atap', 'aspiration'],
    ['Kami mengusulkan festival tahunan tingkat kabupaten.', 'aspiration'],
    ['nyuwun tulung dalane didandani pak lurah', 'aspiration'],
    ['Terima kasih bu bidan, pelayanannya ramah', null],
    ['Semoga sehat selalu pak bupati, semoga amanah', null],
    ['mohon maaf lahir batin', null],
    ['jalan rusak lagi', null],
    ['Mohon dipercaya, klik profil kami untuk dana cepat', null],
    ['', null],
  ])('%s → %s', (text, kind) => expect(askKindOf(text)).toBe(kind));

  it('reads a huge text no further than it must', () => {
    expect(askKindOf(`${'a '.repeat(500_000)}kapan?`)).toBeNull();
    expect(askKindOf('bisa '.repeat(200_000))).toBeNull();
  });
});

describe('whom it is addressed to', () => {
  const findAgency = createAgencyFinder([
    { id: 'PUPR', name: 'Dinas Pekerjaan Umum', aliases: ['DPUPR', 'dinas pu'] },
    { id: 'Dinkes', name: 'Dinas Kesehatan (P2KB)', aliases: [] },
    { id: 'X', name: 'Y', aliases: [] },
  ]);
  const said = { text: 'kapan selesai?', isTargetGovernment: false, agency: null, isComplaint: false, under: null };

  it('finds agencies by name, id and alias, as whole words', () => {
    expect(findAgency('Tanya ke DINAS PU ya')).toBe('PUPR');
    expect(findAgency('dinas kesehatan (p2kb) tolong')).toBe('Dinkes');
    expect(findAgency('dpuprx')).toBeNull();
    // One letter names nobody.
    expect(findAgency('x y')).toBeNull();
    expect(createAgencyFinder([])('apa pun')).toBeNull();
  });

  it.each([
    ['nobody', {}, null],
    ['nobody, whatever its topic', { agency: 'PUPR' }, null],
    ['a named agency', { text: 'DPUPR kapan selesai?', agency: 'Dinkes' }, { agency: 'PUPR' }],
    ['the office under whose post it stands', { under: { agency: 'Dinkes' }, agency: 'PUPR' }, { agency: 'Dinkes' }],
    ['an office without an agency', { under: { agency: null } }, { agency: null }],
    ['the agency of the topic, when it is a complaint', { isComplaint: true, agency: 'PUPR' }, { agency: 'PUPR' }],
    ['the government that it aims at', { isTargetGovernment: true, agency: 'PUPR' }, { agency: 'PUPR' }],
    ['the government by a word', { text: 'pak camat, kapan selesai?' }, { agency: null }],
  ])('%s', (_, change, addressee) => expect(addresseeOf({ ...said, ...change }, findAgency)).toEqual(addressee));
});
