import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkPackFiles,
  exportPack,
  formatPack,
  importPacks,
  listStoredPacks,
  loadShippedPacks,
  parsePackFile,
  readPackFile,
  readShippedPacks,
} from '../../src/app/packs.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { electionStages, type KeywordPack } from '../../src/core/keyword-pack.ts';
import { createPackMatcher } from '../../src/issues/keyword-packs.ts';
import { listPacks, savePack } from '../../src/store/keyword-packs.ts';
import { candidates, makeKeyword, makePack } from '../issues/packs.ts';
import { useTestDatabase } from '../support/db.ts';
import { testNow } from '../support/make.ts';

const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where}: ${message}`);
    throw error;
  }
  return [];
};

describe('a pack file', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((value) => value.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim())
    // Some signs are letters only until they are taken apart.
    .filter((value) => /\p{L}/u.test(value.normalize('NFKD')));
  const theme = fc.stringMatching(/^[a-z]{1,8}(-[a-z0-9]{1,5})?$/);

  it('gives back the pack that it was made from, as YAML and as JSON', () => {
    const pack = fc.record({
      title: text,
      purpose: text,
      basis: text,
      stage: fc.constantFrom(...electionStages),
      keywords: fc.uniqueArray(fc.record({ text, theme, near: fc.array(text, { maxLength: 3 }) }), {
        ...{ minLength: 1, maxLength: 6 },
        selector: (keyword) =>
          keyword.text
            .normalize('NFKD')
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N}]+/gu, ' '),
      }),
    });
    fc.assert(
      fc.property(pack, fc.constantFrom('yaml' as const, 'json' as const), (given, format) => {
        const whole: KeywordPack = { ...given, id: 'uji', from: '2026-11-01', to: '2026-11-30', candidates: [] };
        const first = parsePackFile('uji.yaml', JSON.stringify(whole));
        expect(first).toEqual(whole);
        expect(parsePackFile('uji', formatPack(first, format))).toEqual(whole);
      }),
    );
    const named = makePack({ stage: 'kampanye', from: '2026-11-01', to: '2026-11-30', candidates });
    expect(parsePackFile('uji', formatPack(named, 'yaml'))).toEqual(named);
  });

  it('is told every fault with its key and line', () => {
    const yaml = [
      'id: Paket Uji',
      'title: Uji',
      'stage: kampanye-hitam',
      'from: 01-02-2029',
      'basis: Uji',
      'keywords:',
      '  - text: curang',
      '    theme: Kecurangan',
      '    bobot: 2',
      '  - { text: "", theme: sara }',
    ].join('\n');
    expect(problemsOf(() => parsePackFile('uji.yaml', yaml))).toEqual([
      'uji.yaml:1 id: hanya huruf kecil, angka, dan tanda hubung',
      `uji.yaml:3 stage: harus salah satu dari: ${electionStages.join(', ')}`,
      'uji.yaml:4 from: harus berupa tanggal seperti 2026-11-21',
      'uji.yaml:1 purpose: wajib diisi',
      'uji.yaml:8 keywords[0].theme: hanya huruf kecil, angka, dan tanda hubung',
      'uji.yaml:9 keywords[0].bobot: bagian tidak dikenal',
      'uji.yaml:10 keywords[1].text: tidak boleh kosong',
    ]);
  });

  it('is told when it is not neutral', () => {
    const pack = makePack({ stage: 'kampanye', from: '2026-11-01', to: '2026-11-30', candidates: [candidates[0]] });
    const yaml = formatPack({ ...pack, keywords: [makeKeyword('sastra curang')] }, 'yaml');
    const problems = problemsOf(() => parsePackFile('uji.yaml', yaml));
    expect(problems).toEqual([
      expect.stringMatching(/^uji\.yaml:\d+ candidates: sebutkan semua calon, paling sedikit dua/),
    ]);
    const both = formatPack({ ...pack, candidates, keywords: [makeKeyword('sastra curang')] }, 'yaml');
    expect(problemsOf(() => parsePackFile('uji.yaml', both))).toEqual([
      expect.stringMatching(/^uji\.yaml:\d+ keywords\[0\]\.text: kata «sastra» hanya milik sebagian calon/),
    ]);
  });

  it.each([
    ['no YAML', 'id: [', /uji:1: bukan YAML atau JSON yang benar/],
    ['no pack', 'ok', /uji:1: harus berupa objek/],
    ['nothing', '', /uji:1: harus berupa objek/],
    [
      'aliases of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]},`.repeat(9)}]`)
        .join('\n')}`,
      /alias/,
    ],
    [
      'a threshold of its own',
      formatPack(makePack(), 'json').replace('"near"', '"threshold": 0.1, "near"'),
      /keywords\[0\]\.threshold: bagian tidak dikenal/,
    ],
    ['__proto__', '{"__proto__": {"id": "uji"}}', /wajib diisi/],
    ['bidi marks', formatPack(makePack({ title: 'a\u202eb' }), 'json'), /title: tidak boleh berisi tanda kendali/],
    ['too much', `#${'x'.repeat(1_000_001)}`, /lebih besar dari 1 MB/],
  ])('that is or holds %s is refused', (_, content, message) => {
    expect(problemsOf(() => parsePackFile('uji', content)).join('\n')).toMatch(message);
  });
});

describe('shipped packs', () => {
  const shipped = readShippedPacks();

  it('are right, and named after their ids', () => {
    expect(shipped.length).toBeGreaterThanOrEqual(6);
    for (const { id } of shipped) expect(readPackFile(join('data', 'keyword-packs', `${id}.yaml`)).id).toBe(id);
  });

  it('name no candidate and cover the themes of an election', () => {
    expect(shipped.flatMap((pack) => pack.candidates)).toEqual([]);
    const themes = new Set(
      shipped.filter(({ stage }) => stage !== 'none').flatMap((pack) => pack.keywords.map((keyword) => keyword.theme)),
    );
    for (const theme of ['kecurangan', 'politik-uang', 'sara', 'netralitas-asn', 'logistik'])
      expect(themes).toContain(theme);
  });

  it('find each of their own words', () => {
    for (const pack of shipped) {
      const open = { ...pack, from: null, to: null };
      const matcher = createPackMatcher([open], 'Asia/Jakarta');
      for (const { text, near } of pack.keywords) {
        const found = matcher.find({
          title: null,
          text: `Kata warga, ${text} itu. ${near[0] ?? ''}`,
          publishedAt: '2029-01-01T00:00:00.000Z',
        });
        expect(found.flatMap(({ keywords }) => keywords.map(({ keyword }) => keyword.text))).toContain(text);
      }
    }
  });

  const db = useTestDatabase('sqlite');
  it('are stored once, without those of elections, and what the office has changed stays', async () => {
    const options = { now: testNow, zone: 'Asia/Jakarta' };
    await savePack(db(), makePack({ id: 'bansos', title: 'Punya kantor' }), 'Uji', testNow, options.zone);
    const everyday = shipped.filter(({ stage }) => stage === 'none').length;
    expect(await loadShippedPacks(db(), options)).toBe(everyday - 1);
    expect(await loadShippedPacks(db(), options)).toBe(0);
    expect(await loadShippedPacks(db(), { ...options, ids: ['pemilu-masa-tenang'] })).toBe(1);
    const stored = await listPacks(db());
    expect(stored.find(({ pack }) => pack.id === 'bansos')?.pack.title).toBe('Punya kantor');
    expect(stored).toHaveLength(everyday + 1);
  });
});

describe('an installation', () => {
  let folder: string;
  let config: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kentongan-packs-'));
    config = join(folder, 'kentongan.yaml');
    writeFileSync(
      config,
      `region:\n  code: "35.16"\ndatabase: ${join(folder, 'uji.db')}\ncontact: mailto:uji@uji.test\nsources: []\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, pack: KeywordPack) => {
    const file = join(folder, name);
    writeFileSync(file, formatPack(pack, 'yaml'));
    return file;
  };
  const election = makePack({
    ...{ id: 'kampanye', stage: 'kampanye', from: '2026-11-01', to: '2026-11-30' },
    candidates,
  });

  it('imports, lists and exports without loss; the same file again changes nothing', async () => {
    const file = write('a.yaml', election);
    expect(await importPacks(config, [file], 'Uji')).toEqual([{ file, id: 'kampanye', result: 'added' }]);
    expect(await importPacks(config, [file], 'Uji')).toEqual([{ file, id: 'kampanye', result: 'unchanged' }]);
    expect(await listStoredPacks(config)).toMatchObject([
      { id: 'kampanye', stage: 'kampanye', keywords: 1, candidates: 2 },
    ]);
    const output = join(folder, 'keluar.json');
    expect(parsePackFile('x', await exportPack(config, 'kampanye', 'yaml', null))).toEqual(election);
    await exportPack(config, 'kampanye', 'json', output);
    expect(parsePackFile('x', readFileSync(output, 'utf8'))).toEqual(election);
    await expect(exportPack(config, 'tidak-ada', 'yaml', null)).rejects.toThrow('yang ada: kampanye');
    await expect(exportPack(config, 'kampanye', 'zip', null)).rejects.toThrow('yang ada: yaml, json');
  });

  it('imports all files or none, also when one names a candidate of a stored pack', async () => {
    const good = write('b.yaml', makePack({ id: 'baik' }));
    const onesided = write('c.yaml', {
      ...election,
      id: 'lain',
      candidates: [],
      keywords: [makeKeyword('Laras Tirta curang')],
    });
    expect(checkPackFiles([good, onesided])).toHaveLength(2);
    await expect(importPacks(config, [good, onesided], 'Uji')).rejects.toThrow('hanya milik sebagian calon');
    expect((await listStoredPacks(config)).map(({ id }) => id)).toEqual(['kampanye']);
    expect(problemsOf(() => checkPackFiles([good, join(folder, 'tidak-ada.yaml')])).join()).toContain(
      'tidak dapat dibaca',
    );
  });
});
