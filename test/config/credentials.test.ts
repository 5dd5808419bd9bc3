import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, type UnitChecks } from '../../src/config/load.ts';
import type { CollectorChecks } from '../../src/config/unit-problems.ts';
import type { CredentialKind } from '../../src/core/credential.ts';
import { ConfigError } from '../../src/core/errors.ts';

const video: CredentialKind = {
  id: 'video',
  title: 'Video API',
  howTo: 'Buat kunci di konsol Video.',
  budgets: [
    {
      name: 'units',
      title: 'unit kuota',
      limit: 10_000,
      window: { kind: 'calendar', unit: 'day', zone: 'America/Los_Angeles' },
      distinct: false,
    },
    { name: 'tags', title: 'tagar berbeda', limit: 30, window: { kind: 'rolling', ms: 604_800_000 }, distinct: true },
  ],
};

const collector = (credential: string | null, terms: 'public' | 'api' | 'contract' | 'unchecked', law = '') => ({
  configure() {},
  minIntervalMs: 60_000,
  credential,
  terms,
  facts: { law },
});

const checks: UnitChecks = {
  collectors: new Map<string, CollectorChecks>([
    ['feed', collector(null, 'public')],
    ['video', collector('video', 'api')],
    ['burung', collector(null, 'contract', 'Pemerintah wajib memakai paket Enterprise.')],
    ['tagar', { ...collector('video', 'api'), worksWithoutCredential: true }],
    ['klaim', collector(null, 'unchecked')],
  ]),
  credentialKinds: new Map([
    ['video', video],
    ['foto', { ...video, id: 'foto' }],
  ]),
  rules: new Map([
    ['negative-issue', { configure() {} }],
    ['hoax-claim', { configure() {} }],
  ]),
  isRegion: () => true,
};

const head = 'region: { code: "35.16" }\ncontact: mailto:kominfo@contoh.test\n';
const legal = 'legal: { purpose: pemantauan isu publik, basis: UU 23/2014 }\n';
const source = (collectorId: string, more = '') =>
  `  - { id: s-${collectorId}, title: S, collector: ${collectorId}, class: public${more} }\n`;

function parse(text: string, env: Record<string, string> = {}) {
  return parseConfig(text, 'k.yaml', checks, env);
}

function problemsOf(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where}: ${message}`);
    throw error;
  }
  return [];
}

describe('credentials', () => {
  const config = (credentials: string, sources = '') => `${head}${legal}credentials:\n${credentials}${sources}`;

  it('take the limits of their kind, unless the office set others', () => {
    const text = config(`  - id: utama
    kind: video
    secret: KENTONGAN_VIDEO_KEY
    expires: 2027-01-31
    budgets:
      - { name: units, limit: 500 }
      - { name: tags, limit: 3, per: 24h }
  - { id: bulanan, kind: video, secret: LAIN, budgets: [{ name: units, limit: 9.5, per: month, zone: Asia/Jakarta }] }
  - { id: zona, kind: video, secret: LAIN, budgets: [{ name: units, limit: 1, zone: UTC }] }
`);
    const { credentials } = parse(text, { KENTONGAN_VIDEO_KEY: 'rahasia' });
    expect(credentials.map(({ id, hasSecret, expires }) => [id, hasSecret, expires])).toEqual([
      ['utama', true, '2027-01-31'],
      ['bulanan', false, null],
      ['zona', false, null],
    ]);
    const [units, tags] = video.budgets;
    expect(credentials.map(({ budgets }) => budgets)).toEqual([
      [
        { ...units, limit: 500 },
        { ...tags, limit: 3, window: { kind: 'rolling', ms: 86_400_000 } },
      ],
      [{ ...units, limit: 9.5, window: { kind: 'calendar', unit: 'month', zone: 'Asia/Jakarta' } }, tags],
      [{ ...units, limit: 1, window: { kind: 'calendar', unit: 'day', zone: 'UTC' } }, tags],
    ]);
    expect(credentials[0]?.secret?.reveal()).toBe('rahasia');
    expect(JSON.stringify(credentials)).not.toContain('rahasia');
  });

  it('read a token anew when another program renews its file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kentongan-')), 'token');
    writeFileSync(file, 'lama\n');
    const text = config('  - { id: a, kind: video, secret: TOKEN }\n');
    const secret = parse(text, { TOKEN_FILE: file }).credentials[0]?.secret;
    expect(secret?.reveal()).toBe('lama');
    writeFileSync(file, 'baru\n');
    expect(secret?.reveal()).toBe('baru');
    writeFileSync(file, '');
    expect(secret?.reveal()).toBe('baru');
  });

  it.each([
    [
      'an unknown kind',
      '  - { id: a, kind: vidio, secret: A }\n',
      /^credentials\[0\]\.kind \(k\.yaml baris 5\): "vidio" tidak dikenal; yang ada: video, foto$/,
    ],
    [
      'an unknown budget',
      '  - { id: a, kind: video, secret: A, budgets: [{ name: unit, limit: 1 }] }\n',
      /^credentials\[0\]\.budgets\[0\]\.name \(.*baris 5\): "unit" tidak dikenal; yang ada: units, tags$/,
    ],
    [
      'a budget twice',
      '  - { id: a, kind: video, secret: A, budgets: [{ name: tags, limit: 1 }, { name: tags, limit: 2 }] }\n',
      /budgets\[1\]\.name .*sudah diatur/,
    ],
    [
      'a zone that does not exist',
      '  - { id: a, kind: video, secret: A, budgets: [{ name: units, limit: 1, zone: Asia/Mojokerto }] }\n',
      /budgets\[0\]\.zone .*tidak ada zona waktu/,
    ],
    [
      'a zone for a rolling window',
      '  - { id: a, kind: video, secret: A, budgets: [{ name: tags, limit: 1, zone: UTC }] }\n',
      /jangka bergulir tidak memakai zona/,
    ],
    [
      'an empty window',
      '  - { id: a, kind: video, secret: A, budgets: [{ name: tags, limit: 1, per: 0m }] }\n',
      /\.per \(/,
    ],
    ['a negative limit', '  - { id: a, kind: video, secret: A, budgets: [{ name: tags, limit: -1 }] }\n', /\.limit \(/],
    ['the secret itself', '  - { id: a, kind: video, secret: AIzaSy-rahasia }\n', /harus nama variabel lingkungan/],
    [
      'an id twice',
      '  - { id: a, kind: video, secret: A }\n  - { id: a, kind: foto, secret: A }\n',
      /credentials\[1\]\.id .*sudah dipakai oleh credentials\[0\]/,
    ],
  ])('refuse %s, with key and line', (_, credentials, expected) => {
    const problems = problemsOf(config(credentials));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it.each([
    ['none', '', /sources\[0\]\.credential .*video perlu kunci jenis video: .* Buat kunci di konsol Video\./],
    ['one that is not there', ', credential: b', /tidak ada kunci "b"/],
    ['one of another kind', ', credential: f', /video perlu kunci jenis video; "f" berjenis foto/],
  ])('a source that names %s is a mistake', (_, more, expected) => {
    const keys = '  - { id: a, kind: video, secret: A }\n  - { id: f, kind: foto, secret: A }\n';
    expect(problemsOf(config(keys, `sources:\n${source('video', more)}`)).join()).toMatch(expected);
    expect(problemsOf(config(keys, `sources:\n${source('video', ', credential: a')}`))).toEqual([]);
  });

  it('a source that needs none names none; a disabled one may still lack its key', () => {
    const keys = '  - { id: a, kind: video, secret: A }\n';
    expect(problemsOf(config(keys, `sources:\n${source('feed', ', credential: a')}`)).join()).toMatch(
      /tidak memakai kunci/,
    );
    expect(problemsOf(config(keys, `sources:\n${source('video', ', enabled: false')}`))).toEqual([]);
    expect(problemsOf(config(keys, `sources:\n${source('tagar')}`))).toEqual([]);
    expect(problemsOf(config(keys, `sources:\n${source('tagar', ', credential: a')}`))).toEqual([]);
  });
});

describe('the law of sources', () => {
  it('is that of the whole file unless a source has its own; terms are those of its kind', () => {
    const own = ', legal: { basis: MoU 12/2026, terms: permitted, reference: "12/2026" }';
    const { sources } = parse(`${head}${legal}sources:\n${source('feed', own)}${source('klaim', ', enabled: false')}`);
    expect(sources.map((entry) => entry.legal)).toEqual([
      { purpose: 'pemantauan isu publik', basis: 'MoU 12/2026', terms: 'permitted', reference: '12/2026' },
      { purpose: 'pemantauan isu publik', basis: 'UU 23/2014', terms: 'unchecked', reference: null },
    ]);
  });

  it('is asked for once, for all sources that lack it', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map(
      (id) => `  - { id: ${id}, title: S, collector: feed, class: public, enabled: ${id !== 'a'} }\n`,
    );
    expect(problemsOf(`${head}sources:\n${many.join('')}`)).toEqual([
      'sources[1] (k.yaml baris 5): b, c, d, dan 1 sumber lain tidak dapat diaktifkan tanpa tujuan dan dasar hukum: isi legal.purpose dan legal.basis',
    ]);
    const own = source('feed', ', legal: { purpose: uji coba, basis: uji coba }');
    expect(problemsOf(`${head}sources:\n${own}`)).toEqual([]);
  });

  it.each([
    ['unchecked terms', source('klaim'), /s-klaim|sources\[0\] .*ketentuannya belum diperiksa/],
    ['terms that say so', source('feed', ', legal: { terms: unchecked }'), /sources\[0\]\.legal .*belum diperiksa/],
    ['a contract that is missing', source('burung'), /burung tidak dapat diaktifkan tanpa kontrak: .*Enterprise\.$/],
    [
      'a contract without its number',
      source('burung', ', legal: { terms: contract }'),
      /isi legal\.terms: contract dan legal\.reference/,
    ],
    [
      'a permission in place of a contract',
      source('burung', ', legal: { terms: permitted, reference: X }'),
      /tanpa kontrak/,
    ],
  ])('refuses %s', (_, entry, expected) => {
    expect(problemsOf(`${head}${legal}sources:\n${entry}`).join()).toMatch(expected);
  });

  it('allows a contract with its number, checked terms, and anything that is disabled', () => {
    const entries = [
      source('burung', ', legal: { terms: contract, reference: "027/1/2026" }'),
      source('klaim', ', legal: { terms: permitted, reference: surat 5 }'),
      '  - { id: mati, title: S, collector: klaim, class: public, enabled: false }\n',
    ];
    expect(problemsOf(`${head}${legal}sources:\n${entries.join('')}`)).toEqual([]);
  });
});
