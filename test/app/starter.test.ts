import { describe, expect, it } from 'vitest';
import { credentialWarnings } from '../../src/app/check-credentials.ts';
import { starterConfig } from '../../src/app/starter.ts';
import { units } from '../../src/app/units.ts';
import { parseConfig } from '../../src/config/load.ts';

const parse = (text: string, env: Record<string, string> = {}) => parseConfig(text, 'kentongan.yaml', units, env);

/** As an operator does it: the sections of keys and of social media without their `# `. */
function uncomment(text: string): string {
  return text
    .replace(/^# credentials:\n(?:# .*\n)+/m, (block) => block.replaceAll(/^# /gm, ''))
    .replace(/^ {2}# - id: contoh-.*\n(?: {2}# {3}.*\n)+/gm, (block) => block.replaceAll(/^ {2}# /gm, '  '));
}

describe('the configuration that init writes', () => {
  it.each(['35.16', '35.17', '35.78', '11.01', '91.71'])('for %s is valid, with purpose and legal basis', (code) => {
    const { sources, credentials, evidenceDays } = parse(starterConfig(code).text);
    expect(sources.length).toBeGreaterThan(5);
    for (const { legal } of sources) {
      expect(legal?.purpose).toContain('Pemantauan opini dan aspirasi publik');
      expect(legal?.basis).toContain('Permenkominfo 8/2019');
    }
    expect(credentials).toEqual([]);
    expect(evidenceDays).toBe(14);
  });

  it('is valid too once the examples of keys and social media are made real', () => {
    const { sources, credentials } = parse(uncomment(starterConfig('35.16').text));
    expect(credentials.map(({ id }) => id)).toEqual(['youtube', 'meta']);
    const social = sources.filter(({ id }) => id.startsWith('contoh-'));
    expect(social.map(({ id, credential }) => [id, credential])).toEqual([
      ['contoh-youtube', 'youtube'],
      ['contoh-facebook', 'meta'],
      ['contoh-instagram', 'meta'],
      ['contoh-telegram', null],
    ]);
  });
});

describe('check', () => {
  const config = (more: string, keys: string) =>
    `region: { code: "35.16" }\ncontact: mailto:a@b.test\nlegal: { purpose: uji coba, basis: uji coba }\ncredentials:\n${keys}sources:\n${more}`;
  const youtube = (more = '') =>
    `  - { id: yt, title: Y, collector: youtube, class: public, credential: a, options: { channels: ["@contoh"] }${more} }\n`;
  const now = new Date('2026-11-22T08:00:00.000Z');
  const warningsOf = (sources: string, keys: string, env: Record<string, string> = {}) =>
    credentialWarnings(parse(config(sources, keys), env), now);

  it.each([
    ['nothing when all is well', '', '  - { id: a, kind: youtube, secret: A, expires: 2027-06-01 }\n', { A: 'x' }, []],
    [
      'a key without a secret',
      '',
      '  - { id: a, kind: youtube, secret: A }\n',
      {},
      ['kunci a: A kosong, jadi 1 sumber menunggu'],
    ],
    [
      'a key that ends soon',
      '',
      '  - { id: a, kind: youtube, secret: A, expires: 2026-12-06 }\n',
      { A: 'x' },
      ['kunci a berakhir Minggu, 06 Desember 2026; perbarui, lalu ganti expires'],
    ],
    [
      'a key that has ended',
      '',
      '  - { id: a, kind: youtube, secret: A, expires: 2026-11-21 }\n',
      { A: 'x' },
      ['kunci a sudah berakhir Sabtu, 21 November 2026; perbarui, lalu ganti expires'],
    ],
    [
      'a budget of nothing',
      '',
      '  - { id: a, kind: youtube, secret: A, budgets: [{ name: searches, limit: 0 }] }\n',
      { A: 'x' },
      ['kunci a: jatah pencarian 0, jadi tidak ada yang diambil; isi budgets searches'],
    ],
    [
      'a source that the law keeps off',
      '  - { id: x, title: X, collector: x-search, class: public, enabled: false, credential: b, options: { query: banjir } }\n',
      '  - { id: a, kind: youtube, secret: A }\n  - { id: b, kind: x, secret: A }\n',
      { A: 'x' },
      [
        'kunci b belum dipakai sumber mana pun',
        'dimatikan karena tujuan, dasar hukum, atau ketentuannya belum jelas: x',
      ],
    ],
  ])('warns of %s', (_, sources, keys, env, expected) => {
    expect(warningsOf(youtube() + sources, keys, env as Record<string, string>)).toEqual(expected);
  });
});
