import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeywordPack } from '../../src/core/keyword-pack.ts';
import { findNamedElsewhere, findPackFaults } from '../../src/core/pack-rules.ts';
import { candidates, makeKeyword, makePack } from '../issues/packs.ts';

const faults = (overrides: Partial<KeywordPack>) =>
  findPackFaults(makePack(overrides)).map(({ path, message }) => `${path.join('.')}: ${message}`);
const pack = { stage: 'kampanye', from: '2026-11-01', to: '2026-11-30', candidates } as const;

describe('a pack', () => {
  it('may be without dates when it has nothing to do with an election', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ from: '2026-11-02', to: '2026-11-01' })).toEqual(['to: tidak boleh sebelum from']);
  });

  it('of an election stage has a first and a last day', () => {
    expect(faults(pack)).toEqual([]);
    expect(faults({ ...pack, to: null })).toEqual([
      expect.stringMatching(/^to: wajib diisi untuk paket tahapan pemilu/),
    ]);
  });

  it('lists no keyword twice, whatever its case', () => {
    expect(faults({ keywords: [makeKeyword('Politik uang'), makeKeyword('politik-UANG'), makeKeyword('!?')] })).toEqual(
      ['keywords.1.text: kata kunci «politik-UANG» ditulis dua kali', 'keywords.2.text: harus berisi kata'],
    );
  });
});

describe('candidates', () => {
  it('are at least two', () => {
    expect(faults({ candidates: candidates.slice(0, 1) })[0]).toMatch(/paling sedikit dua/);
  });

  it('share neither number nor name', () => {
    const doubled = candidates.map((candidate) => ({ ...candidate, id: '01', aliases: ['Sang Calon'] }));
    expect(faults({ candidates: doubled })).toEqual([expect.stringContaining('candidates.1.id')]);
    const [one, two] = candidates;
    expect(faults({ candidates: [one, { ...two, aliases: ['BANG SASTRA'] }] })).toEqual([
      expect.stringMatching(/^candidates.1.aliases.0: nama «BANG SASTRA» dipakai dua calon/),
    ]);
  });

  it.each(['sastra curang', 'SASTRÁ', 'paslon 01 curang', 'nomor 2', 'ningrum'])('own no keyword: %s', (text) => {
    expect(faults({ ...pack, keywords: [makeKeyword(text)] })[0]).toMatch(
      /^keywords.0.text: kata «.+» hanya milik sebagian/,
    );
    expect(faults({ ...pack, keywords: [makeKeyword('curang', 'x', ['tps', text])] })[0]).toMatch(
      /^keywords.0.near.1: /,
    );
  });

  it.each(['paslon curang', 'curang', 'wulungan', 'dan', 'tps 10'])('do not own «%s»', (text) => {
    expect(faults({ ...pack, keywords: [makeKeyword(text)] })).toEqual([]);
  });

  it('own no keyword of another election pack either', () => {
    const other = makePack({ id: 'lain', stage: 'penghitungan', keywords: [makeKeyword('Sastra menang')] });
    expect(findNamedElsewhere(other, [makePack(pack)])).toHaveLength(1);
    expect(findNamedElsewhere({ ...other, stage: 'none' }, [makePack(pack)])).toEqual([]);
    expect(findNamedElsewhere(other, [other])).toEqual([]);
  });

  it('may change places: a pack is as neutral with the names swapped', () => {
    const word = fc.constantFrom(
      'sastra',
      'laras',
      'paslon',
      '01',
      '2',
      'curang',
      'politik uang',
      'tirta',
      'bang',
      'bu',
    );
    const keywords = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(keywords, (texts) => {
        const unique = [...new Set(texts.map((words) => words.join(' ')))].map((text) => makeKeyword(text));
        const [one, two] = candidates;
        const swapped = [
          { ...one, id: two.id, name: two.name, aliases: two.aliases },
          { ...two, id: one.id, name: one.name, aliases: one.aliases },
        ];
        expect(faults({ ...pack, keywords: unique, candidates: swapped })).toEqual(
          faults({ ...pack, keywords: unique }),
        );
      }),
    );
  });
});
