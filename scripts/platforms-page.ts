/**
 * The tables of docs/platforms.md, made from the registry of collectors and of kinds of keys.
 *
 *   npx tsx scripts/platforms-page.ts           prints them; test/docs.test.ts fails when the page says something else
 *   npx tsx scripts/platforms-page.ts --into    writes them into the page
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { collectorTypes, credentialKinds } from '../src/collectors/index.ts';
import type { CollectorType, Terms } from '../src/core/collector.ts';
import type { Budget } from '../src/core/credential.ts';
import { importFormats } from '../src/importing/index.ts';

const page = new URL('../docs/platforms.md', import.meta.url).pathname;

const termNames: Readonly<Record<Terms, string>> = {
  public: 'halaman publik',
  api: 'ketentuan API',
  own: 'akun sendiri',
  contract: 'hanya dengan kontrak',
  permitted: 'izin pemilik',
  unchecked: 'belum diperiksa',
};

/** Markdown between the markers of the page. */
export function platformTables(): string {
  return [
    '## Sekilas',
    '',
    '| platform | cara mengambil | kunci | ketentuan | biaya |',
    '|---|---|---|---|---|',
    ...byPlatform().flatMap(([platform, types]) => types.map((type) => row(platform, type))),
    '',
    '## Rincian',
    ...byPlatform().flatMap(([platform, types]) => ['', `### ${platform}`, '', ...types.flatMap(describe)]),
    '## Kunci dan jatah',
    '',
    'Batas bawaan menurut dokumentasi tiap platform (November 2026); gantilah dengan `credentials[].budgets`.',
    '',
    '| jenis kunci | jatah | batas | cara mendapatkannya |',
    '|---|---|---|---|',
    ...credentialKinds.flatMap(({ id, title, howTo, budgets }) =>
      budgets.map(
        (budget, index) =>
          `| ${index === 0 ? `\`${id}\` ${title}` : ''} | \`${budget.name}\` ${budget.title} | ${sayBudget(budget)} | ${index === 0 ? howTo : ''} |`,
      ),
    ),
    '',
    '## Berkas yang dapat diimpor',
    '',
    '| bentuk | isi |',
    '|---|---|',
    ...importFormats.map(({ id, title }) => `| \`${id}\` | ${title} |`),
  ].join('\n');
}

function byPlatform(): [string, CollectorType[]][] {
  const groups = new Map<string, CollectorType[]>();
  for (const type of collectorTypes)
    groups.set(type.facts.platform, [...(groups.get(type.facts.platform) ?? []), type]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'id'));
}

function row(platform: string, type: CollectorType): string {
  return `| ${platform} | \`${type.id}\` ${type.title} | ${keyOf(type)} | ${termNames[type.terms]} | ${type.facts.cost} |`;
}

function keyOf({ credential, worksWithoutCredential }: CollectorType): string {
  if (credential === null) return 'tidak perlu';
  return worksWithoutCredential === true ? `\`${credential}\` (boleh tanpa)` : `\`${credential}\``;
}

function describe(type: CollectorType): string[] {
  const { id, title, facts, terms, minIntervalMs } = type;
  return [
    `**\`${id}\`: ${title}**`,
    '',
    '| | |',
    '|---|---|',
    `| yang dikumpulkan | ${facts.collects} |`,
    `| yang diperlukan | ${facts.needs} |`,
    `| kunci | ${keyOf(type)} |`,
    `| batas | ${facts.limits} Paling cepat tiap ${minIntervalMs / 60_000} menit. |`,
    `| biaya | ${facts.cost} |`,
    `| ketentuan | ${termNames[terms]} |`,
    `| hukum | ${facts.law} |`,
    `| cara diuji | ${facts.tested} |`,
    '',
  ];
}

function sayBudget({ limit, window, distinct }: Budget): string {
  const amount = `${limit.toLocaleString('id-ID')}${distinct ? ' yang berbeda' : ''}`;
  if (window.kind === 'calendar') {
    const unit = { hour: 'jam', day: 'hari', month: 'bulan' }[window.unit];
    return `${amount} per ${unit}, mulai lagi tengah malam ${window.zone}`;
  }
  const minutes = window.ms / 60_000;
  const length =
    minutes % 1440 === 0 ? `${minutes / 1440} hari` : minutes % 60 === 0 ? `${minutes / 60} jam` : `${minutes} menit`;
  return `${amount} dalam ${length} mana pun`;
}

const begin = '<!-- dibuat oleh scripts/platforms-page.ts; diuji oleh test/docs.test.ts -->';
const end = '<!-- akhir tabel -->';

if (process.argv[1]?.endsWith('platforms-page.ts')) {
  if (!process.argv.includes('--into')) process.stdout.write(`${platformTables()}\n`);
  else {
    const text = readFileSync(page, 'utf8');
    const before = text.slice(0, text.indexOf(begin) + begin.length);
    writeFileSync(page, `${before}\n${platformTables()}\n${text.slice(text.indexOf(end))}`);
  }
}
