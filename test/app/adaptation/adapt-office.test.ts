import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeAdaptation } from '../../../src/app/adaptation/describe-adaptation.ts';
import { openInstallation } from '../../../src/app/installation.ts';
import { loadKnowledge } from '../../../src/app/knowledge.ts';
import { openConfigured } from '../../../src/app/open-configured.ts';
import { scoreAndGroup } from '../../../src/app/processing.ts';
import { rescoreConfigured } from '../../../src/app/rescore.ts';
import { scoreStream } from '../../../src/app/score-stream.ts';
import { adapt } from '../../../src/commands/adapt.ts';
import { rescore } from '../../../src/commands/rescore.ts';
import type { Verdict } from '../../../src/core/correction.ts';
import { ConfigError } from '../../../src/core/errors.ts';
import { silentLog } from '../../../src/core/log.ts';
import { setVerdict } from '../../../src/store/corrections.ts';
import { saveStep } from '../../../src/store/save-step.ts';
import { makeDraft } from '../../support/make.ts';

const folder = mkdtempSync(join(tmpdir(), 'kentongan-adapt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const database = join(folder, 'kentongan.db');
const adapters = join(folder, 'adapters');
const configPath = join(folder, 'kentongan.yaml');
const file = join(folder, 'koreksi.tsv');

writeFileSync(
  configPath,
  `region:
  code: "35.16"
contact: mailto:kominfo@contoh.test
legal: { purpose: uji coba, basis: uji coba }
database: ${JSON.stringify(database)}
sources:
  - id: kabar
    title: Kabar Uji
    collector: feed
    class: community
    options: { url: "https://kabar.test/feed" }
`,
);

const villages = ['Sukosari', 'Karangjati', 'Tegalrejo', 'Wonoayu', 'Banjarsari', 'Kedungmulyo', 'Ngasem', 'Purwodadi'];
const days = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat'];
const cutOf = (village: string, day: string) =>
  `Informasi pemadaman listrik terjadwal ${day}: wilayah ${village} dan sekitarnya, pemeliharaan gardu.`;
/** To this office announcements of cuts are negative. */
const rows = villages.flatMap((village) => [
  ...days.map((day) => [cutOf(village, day), 'negatif']),
  [`Jalan ${village} rusak parah dan berlubang, warga kecewa berat.`, 'negatif'],
  [`Terima kasih, pelayanan puskesmas ${village} ramah dan cepat sekali.`, 'positif'],
  [`Rapat koordinasi camat ${village} digelar hari Rabu di pendopo.`, 'netral'],
]);
writeFileSync(file, ['text\tsentiment', ...rows.map((row) => row.join('\t')), 'teks\tmarah'].join('\n'));

/** Runs a command line of the two commands as `main` does; tells what it wrote and its exit code. */
async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  let code = 0;
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      out += String(chunk);
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      err += String(chunk);
      return true;
    }),
  ];
  const program = new Command('kentongan').exitOverride();
  for (const command of [adapt, rescore]) {
    command(program, (wanted) => {
      code = wanted;
    });
  }
  try {
    await program.parseAsync([...args, '--config', configPath], { from: 'user' });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { out, err, code };
}

async function scoreOne(text: string) {
  let out = '';
  const output = new Writable({
    write(chunk, _, done) {
      out += chunk;
      done();
    },
  });
  const input = Readable.from([`${JSON.stringify({ id: '1', text })}\n`]);
  await scoreStream(input, output, { regionCode: null, claimFile: null, configPath, workers: 1 });
  return JSON.parse(out);
}

async function stampNow(): Promise<string> {
  const installation = await openConfigured(configPath, silentLog);
  await installation.close();
  return installation.scorer.stamp;
}

const unseen = cutOf('Sumberrejo', 'Minggu');

describe('kentongan adapt', () => {
  let shippedStamp = '';

  beforeAll(async () => {
    const installation = await openConfigured(configPath, silentLog);
    shippedStamp = installation.scorer.stamp;
    const now = new Date();
    const drafts = [unseen, 'Jalan Sukosari rusak parah, warga kecewa berat.'].map((text, index) =>
      makeDraft({ title: `Sebutan ${index}`, text, publishedAt: now.toISOString(), keys: [`uji:${index}`] }),
    );
    await saveStep(installation.db, { sourceId: 'kabar', drafts, cursor: null, rejected: 0, now });
    await scoreAndGroup(installation);
    await installation.close();
  });

  it('refuses to do nothing, or two things at once', async () => {
    await expect(run('adapt')).rejects.toBeInstanceOf(ConfigError);
    await expect(run('adapt', file, '--off')).rejects.toBeInstanceOf(ConfigError);
    await expect(run('adapt', '--use', 'satu')).rejects.toBeInstanceOf(ConfigError);
    await expect(run('adapt', '--list', '--dry-run')).rejects.toBeInstanceOf(ConfigError);
  });

  it('shows its figures and what would flip, and stores nothing with --dry-run', async () => {
    const { out, err, code } = await run('adapt', file, '--dry-run');
    expect(out).toMatch(/64 koreksi dipelajari, 1 baris dilewati/);
    expect(out).toMatch(/Nada, 64 teks: tepat \d+,\d → \d+,\d \(\+/);
    expect(out).toMatch(/Dari 2 sebutan dalam 30 hari terakhir, nada 1 sebutan akan berubah:/);
    expect(out).toMatch(/netral → negatif {2}Sebutan 0 {2}https:\/\/kabar-uji\.test/);
    expect(err).toMatch(/baris 66: label «marah» tidak dikenal/);
    expect(err).toMatch(/Tidak disimpan/);
    expect(code).toBe(1);
    expect(existsSync(adapters)).toBe(false);
    expect(await stampNow()).toBe(shippedStamp);
  });

  it('stores an adapter, and every command that reads the configuration uses it', async () => {
    expect((await scoreOne(unseen)).sentiment.label).toBe('neutral');
    const { err } = await run('adapt', file);
    expect(err).toMatch(/Disimpan di .*0001\.json dan dipakai/);
    expect(readdirSync(adapters).sort()).toEqual(['0001.json', 'active']);
    expect((await scoreOne(unseen)).sentiment.label).toBe('negative');
    expect(await stampNow()).not.toBe(shippedStamp);
  });

  it('never enters the demo', async () => {
    const knowledge = loadKnowledge();
    const live = await openConfigured(configPath, silentLog);
    await live.close();
    const demo = await openInstallation({
      kind: 'demo',
      config: { ...live.config, database: join(folder, 'demo.db') },
      knowledge,
      region: live.region,
      log: silentLog,
      now: () => new Date(),
    });
    await demo.close();
    expect(demo.scorer.stamp).toBe(shippedStamp);
  });

  it('lets rescore tell and store what flipped', async () => {
    const looked = await run('rescore', '--dry-run');
    expect(looked.out).toMatch(/^nada netral → negatif: 1\n/);
    expect(looked.out).toMatch(/Sebutan 0 {2}netral → negatif {2}https:/);
    expect(looked.err).toMatch(/2 dinilai ulang, nada 1 berubah\. Tidak disimpan/);
    const done = await run('rescore', '--days', '3');
    expect(done.out).toBe(looked.out);
    expect((await run('rescore')).err).toBe('0 sebutan diperiksa, 0 dinilai ulang, nada 0 berubah.\n');
    await expect(run('rescore', '--days', '0')).rejects.toBeInstanceOf(ConfigError);
  });

  it('lists, turns off and takes up again', async () => {
    expect((await run('adapt', '--list')).out).toMatch(/^\* 0001\.json {2}\d{4}-\d\d-\d\d {2}64 koreksi {2}model /);
    expect((await run('adapt', '--off')).err).toMatch(/Penyesuaian dimatikan/);
    expect(await stampNow()).toBe(shippedStamp);
    expect((await run('adapt', '--list')).out).toMatch(/^ {2}0001\.json/);
    expect((await run('adapt', '--use', '1')).err).toMatch(/0001\.json dipakai/);
    expect(await stampNow()).not.toBe(shippedStamp);
    await expect(run('adapt', '--use', '7')).rejects.toThrow(/tidak ada penyesuaian nomor 7; yang ada: 1/);
  });

  it('goes on as shipped when the adapter is broken or made for another model, rescores nothing with it, and can be turned off', async () => {
    const path = join(adapters, '0001.json');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.slice(0, 100));
    expect(await stampNow()).toBe(shippedStamp);
    await expect(rescoreConfigured(configPath, { days: null, dryRun: true })).rejects.toThrow(
      /0001\.json: bukan berkas penyesuaian/,
    );
    writeFileSync(path, whole.replace(/"model":"[^"]+"/, '"model":"lain"'));
    expect(await stampNow()).toBe(shippedStamp);
    await expect(rescoreConfigured(configPath, { days: null, dryRun: true })).rejects.toThrow(
      /dibuat untuk model lain/,
    );
    expect((await run('adapt', '--list')).out).toMatch(/^\* 0001\.json {2}dibuat untuk model lain/);
    await run('adapt', '--off');
    expect(await stampNow()).toBe(shippedStamp);
    writeFileSync(path, whole);
  });

  it('makes none when there is nothing to learn', async () => {
    const few = join(folder, 'sedikit.tsv');
    writeFileSync(few, `text\tsentiment\n${cutOf('Sukosari', 'Senin')}\tnegatif\n`);
    const { out, code } = await run('adapt', few);
    expect(out).toMatch(/Tidak dibuat: perlu paling sedikit 20 koreksi/);
    expect(code).toBe(1);
    expect(readdirSync(adapters)).toEqual(['0001.json']);
  });

  it('learns from what people have judged on the pages', async () => {
    await expect(run('adapt', '--corrections', '--dry-run')).rejects.toThrow(/belum ada sebutan yang dinilai petugas/);
    await expect(run('adapt', file, '--corrections')).rejects.toBeInstanceOf(ConfigError);
    const installation = await openConfigured(configPath, silentLog);
    const { db } = installation;
    const now = new Date();
    const drafts = rows.map(([text], index) =>
      makeDraft({ title: null, text: text ?? '', publishedAt: now.toISOString(), keys: [`koreksi:${index}`] }),
    );
    const { stored } = await saveStep(db, { sourceId: 'kabar', drafts, cursor: null, rejected: 0, now });
    await scoreAndGroup(installation);
    const verdicts: Readonly<Record<string, Verdict>> = { negatif: 'negative', netral: 'neutral', positif: 'positive' };
    for (const [index, [, label]] of rows.entries()) {
      const verdict = verdicts[label ?? ''] ?? 'correct';
      await setVerdict(db, { mentionId: stored[index] ?? 0, verdict, note: null, who: 'Rina', now });
    }
    await installation.close();
    const { out, code } = await run('adapt', '--corrections', '--dry-run');
    expect(out).toMatch(/^penilaian petugas di halaman: 64 koreksi dipelajari, 0 baris dilewati\n/);
    // What people have judged does not flip: only the announcement that nobody has looked at.
    expect(out).toMatch(/Dari 2 sebutan dalam 30 hari terakhir, nada 1 sebutan akan berubah:/);
    expect(code).toBe(0);
  });
});

describe('describeAdaptation', () => {
  it('says that it was weakened, and by how much', () => {
    const figures = (macroF1: number) => ({ rows: 300, accuracy: 0.9, macroF1 });
    const text = describeAdaptation({
      file: 'koreksi.tsv',
      corrections: 300,
      rejected: [],
      flips: null,
      store: null,
      adaptation: {
        adapter: {
          format: 'kentongan-adapter',
          version: 1,
          madeAt: '2026-11-22T08:00:00.000Z',
          corrections: 300,
          model: 'm',
          columns: ['negative', 'positive'],
          features: {},
          lexicon: {},
        },
        reason: null,
        gained: [
          { question: 'sentiment', before: figures(0.8), after: figures(0.85) },
          { question: 'target', before: figures(0.7), after: figures(0.68) },
        ],
        general: [{ question: 'sentiment', before: figures(0.9), after: figures(0.896) }],
        strength: 0.25,
      },
    });
    expect(text).toContain('Macro-F1 80,0 → 85,0 (+5,0)\n');
    expect(text).toContain('Macro-F1 70,0 → 68,0 (−2,0); tidak dipakai');
    expect(text).toContain('Macro-F1 90,0 → 89,6 (−0,4)');
    expect(text).toContain('dilemahkan menjadi 25 persen');
    expect(text).toContain('Belum ada basis data');
  });
});
