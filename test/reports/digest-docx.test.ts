import { type CheerioAPI, load } from 'cheerio';
import { Parser } from 'htmlparser2';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderDigestDocx } from '../../src/reports/digest-docx.ts';
import { sectionTitles } from '../../src/reports/document/sections.ts';
import { makeEmptyDigest } from './digests.ts';
import { makeHostileDigest } from './hostile-digest.ts';
import { makeFullDigest } from './rich-digest.ts';
import { unzip } from './unzip.ts';

type Parts = ReadonlyMap<string, Buffer>;

const partOf = (parts: Parts, name: string): string => parts.get(name)?.toString('utf8') ?? '';
const xml = (parts: Parts, name: string): CheerioAPI => load(partOf(parts, name), { xml: true });
/** Text of every element of this name, by its runs. */
const textsOf = ($: CheerioAPI, selector: string): string[] =>
  $(selector)
    .toArray()
    .map((element) =>
      $(element)
        .find('w\\:t')
        .toArray()
        .map((run) => $(run).text())
        .join(''),
    );

/** Tags that are not closed, closed twice, or characters that XML does not allow. */
function faultsOf(text: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name) => void open.push(name),
      onclosetag: (name, implied) => {
        if (open.pop() !== name || (implied && !new RegExp(`<${name}[^>]*/>`).test(text))) faults.push(name);
      },
      ontext: (data) => {
        for (const letter of data) {
          const code = letter.codePointAt(0) ?? 0;
          if ((code < 32 && code !== 10 && code !== 9 && code !== 13) || (code & 0xfffe) === 0xfffe)
            faults.push(`U+${code}`);
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return [...faults, ...open];
}

describe('a full day', () => {
  let parts: Parts;
  let $: CheerioAPI;
  beforeAll(async () => {
    parts = unzip(await renderDigestDocx(makeFullDigest()));
    $ = xml(parts, 'word/document.xml');
  });

  const styled = (style: string) =>
    textsOf($, 'w\\:p').filter((_, index) => $('w\\:p').eq(index).find(`w\\:pStyle[w\\:val="${style}"]`).length > 0);

  test('has real headings: a title, the eleven sections, the issues', () => {
    expect(styled('Title')).toEqual(['LAPORAN HARIAN MONITORING ISU']);
    expect(styled('Heading1')).toEqual(Object.values(sectionTitles));
    expect(styled('Heading2')).toContain('1. Air Mati Tiga Hari di Kedungrinjing, Warga Antre Galon Bantuan');
    expect(partOf(parts, 'word/styles.xml')).toContain('id-ID');
  });

  test('has real tables whose heads are repeated on every page', () => {
    const heads = $('w\\:tr').has('w\\:tblHeader').toArray();
    expect(heads.length).toBeGreaterThanOrEqual(6);
    const clippings = $('w\\:tbl').last().prevAll('w\\:tbl').addBack().toArray();
    expect(clippings.length).toBeGreaterThan(0);
    const rows = textsOf($, 'w\\:tr');
    expect(rows).toContain('NoWaktuMedia/akunJudulToneKategoriOPD');
    expect(rows).toContain('106.00Kabar RagaAir Mati Tiga Hari, Warga Antre GalonnegatifEkuinPDAM');
    expect(rows).toContain('Negatif2024%+12+960048%+400+450');
  });

  test('has real lists, each numbered one from 1, and links that can be clicked', () => {
    expect($('w\\:numPr').length).toBeGreaterThan(5);
    const relations = xml(parts, 'word/_rels/document.xml.rels');
    const targets = relations('Relationship[TargetMode="External"]')
      .toArray()
      .map((element) => relations(element).attr('Target'));
    expect(targets).toContain('https://kabar-raga.test/air-mati');
    expect(targets.every((target) => /^https?:/.test(target ?? ''))).toBe(true);
  });

  test('shows its charts with their numbers in words', () => {
    expect([...parts.keys()].filter((name) => /^word\/media\/.*\.png$/.test(name))).toHaveLength(3);
    const descriptions = $('wp\\:docPr')
      .toArray()
      .map((element) => $(element).attr('descr') ?? '');
    expect(descriptions[0]).toContain('Media massa 84 sebutan: positif 20 (24%)');
  });

  test('numbers its pages and says on each whether anybody stands behind it', () => {
    const footers = [...parts.keys()].filter((name) => /^word\/footer\d+\.xml$/.test(name));
    expect(footers.length).toBeGreaterThan(0);
    for (const name of footers) {
      expect(partOf(parts, name)).toContain('NUMPAGES');
      expect(textsOf(xml(parts, name), 'w\\:p')[0]).toMatch(/^Disusun otomatis, belum diverifikasi.*halaman .*dari/s);
    }
  });
});

test('an empty day says of every section that it is empty', async () => {
  const $ = xml(unzip(await renderDigestDocx(makeEmptyDigest({ demo: true }))), 'word/document.xml');
  const text = textsOf($, 'w\\:p').join('\n');
  for (const title of Object.values(sectionTitles)) expect(text).toContain(title);
  expect(text).toContain('INI DEMO');
  expect(text.match(/Tidak ada /g)?.length).toBeGreaterThanOrEqual(9);
});

test('hostile text opens no element, no file and no link but to the web', async () => {
  const parts = unzip(await renderDigestDocx(makeHostileDigest()));
  for (const [name, content] of parts) {
    if (/\.(xml|rels)$/.test(name)) expect(faultsOf(content.toString('utf8')), name).toEqual([]);
  }
  const text = partOf(parts, 'word/document.xml');
  expect(text).not.toContain('<w:altChunk');
  expect(text).not.toMatch(/w:fldSimple|w:instrText[^>]*>[^<]*HYPERLINK/);
  expect(partOf(parts, 'word/_rels/document.xml.rels')).not.toMatch(/javascript:|user:pass|jahat\.test/);
});
