import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig, type UnitChecks } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';

const open = { credential: null, terms: 'public', facts: { law: '' } } as const;

const checks: UnitChecks = {
  collectors: new Map([
    [
      'feed',
      {
        ...open,
        minIntervalMs: 300_000,
        configure(options: unknown) {
          const url = (options as { url?: unknown }).url;
          if (typeof url !== 'string') throw new ConfigError([{ where: 'url', message: 'wajib diisi' }]);
        },
      },
    ],
  ]),
  credentialKinds: new Map(),
  rules: new Map([['negative-issue', { configure() {} }]]),
  isRegion: (code) => code === '35.16',
};

const good = `
region:
  code: "35.16"
contact: mailto:kominfo@contoh.test
legal: { purpose: pemantauan isu publik, basis: UU 23/2014 }
sources:
  - id: kabar
    title: Kabar
    collector: feed
    class: online-media
    options: { url: "https://kabar.test/feed" }
`;

function problemsOf(text: string): string[] {
  try {
    parseConfig(text, 'kentongan.yaml', checks, {});
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where}: ${message}`);
    throw error;
  }
  return [];
}

describe('parseConfig', () => {
  it('fills defaults', () => {
    expect(parseConfig(good, 'kentongan.yaml', checks, {})).toMatchObject({
      database: 'var/kentongan.db',
      http: { host: '127.0.0.1', port: 3000, publicUrl: null },
      sources: [{ id: 'kabar', intervalMs: 900_000, silentAfterMs: 259_200_000, enabled: true, platform: 'web' }],
      mail: null,
      alerts: ['negative-issue', 'recurring-theme', 'hoax-repeat', 'hoax-claim', 'keyword-watch', 'spike'].map(
        (rule) => ({
          id: rule,
          rule,
        }),
      ),
      digestMinute: 360,
      credentials: [],
      evidenceDays: 14,
    });
  });

  it('reads a source no more often than its kind may be, also when no interval is written', () => {
    const slow: UnitChecks = {
      ...checks,
      collectors: new Map([['feed', { ...open, minIntervalMs: 3_600_000, configure() {} }]]),
    };
    expect(parseConfig(good, 'kentongan.yaml', slow, {}).sources[0]?.intervalMs).toBe(3_600_000);
  });

  it('names every one of five mistakes, with key and line', () => {
    const text = `region:
  code: "3516"
contact: kominfo@contoh.test
legal: { purpose: pemantauan isu publik, basis: UU 23/2014 }
htpp: { port: 3000 }
sources:
  - id: kabar
    title: Kabar
    collector: feeed
    class: online-media
  - id: suara
    title: Suara
    collector: feed
    class: online-media
    every: 10 menit
    options: { utl: "https://suara.test/feed" }
`;
    expect(problemsOf(text)).toEqual([
      'region.code (kentongan.yaml baris 2): harus berupa kode Kemendagri seperti "35.16"',
      'contact (kentongan.yaml baris 3): harus berupa alamat https:// atau mailto:',
      'sources[1].every (kentongan.yaml baris 15): harus berupa durasi seperti 30s, 15m, 6h, atau 2d',
      'htpp (kentongan.yaml baris 5): kunci ini tidak dikenal',
      'sources[0].collector (kentongan.yaml baris 9): "feeed" tidak dikenal; yang ada: feed',
      'sources[1].options.url (kentongan.yaml baris 16): wajib diisi',
    ]);
  });

  it.each([
    [
      'two sources with one id',
      good + good.slice(good.indexOf('  - id')),
      /sources\[1\]\.id .*baris 12\): "kabar" sudah dipakai/,
    ],
    [
      'too often',
      good.replace('options:', 'every: 1m\n    options:'),
      /sources\[0\]\.every .*feed tidak boleh lebih sering dari 5m/,
    ],
    [
      'a regency that does not exist',
      good.replace('35.16', '35.99'),
      /region\.code \(.*baris 3\): tidak ada kabupaten/,
    ],
    ['no region', 'contact: mailto:a@b.test\n', /^region \(/],
    ['not a mapping', '- a\n- b\n', /berkas \(/],
    ['an empty file', '', /region/],
    ['broken YAML', 'region: [\n', /kentongan\.yaml baris \d: YAML tidak sah/],
    ['a key twice', `${good}contact: mailto:b@b.test\n`, /YAML tidak sah/],
    ['aliases that unfold', 'a: &a [x]\nb: [*a, *a]\n', /./],
    [
      'a recipient with a line break',
      `${good}recipients: [{ name: A, email: "a@b.test\\nBcc: c@d.test" }]\n`,
      /bukan alamat surel/,
    ],
    [
      'a recipient with a display name',
      `${good}recipients: [{ name: A, email: "A <a@b.test>" }]\n`,
      /bukan alamat surel/,
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text).join('\n')).toMatch(expected);
  });

  it('reads the mail password from the environment or a file, and never prints it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kentongan-')), 'sandi');
    writeFileSync(file, 'rahasia-berkas\n');
    const text = `${good}mail: { host: smtp.contoh.test, user: k, from: k@contoh.test }\n`;
    const fromEnv = parseConfig(text, 'k.yaml', checks, { KENTONGAN_SMTP_PASSWORD: 'rahasia' });
    const fromFile = parseConfig(text, 'k.yaml', checks, { KENTONGAN_SMTP_PASSWORD_FILE: file });
    expect(fromEnv.mail?.password?.reveal()).toBe('rahasia');
    expect(fromFile.mail?.password?.reveal()).toBe('rahasia-berkas');
    expect(JSON.stringify(fromEnv)).not.toContain('rahasia');
    expect(() => parseConfig(text, 'k.yaml', checks, { KENTONGAN_SMTP_PASSWORD_FILE: '/tidak/ada' })).toThrow(
      ConfigError,
    );
  });

  it('says when there is no file', () => {
    expect(() => loadConfig('/tidak/ada/kentongan.yaml', checks, {})).toThrow(/tidak dapat dibaca/);
  });
});
