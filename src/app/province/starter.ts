import { ConfigError } from '../../core/errors.ts';
import { loadKnowledge } from '../knowledge.ts';
import { starterExamples } from '../starter.ts';
import {
  credentialPart,
  legalPart,
  placeholderHost,
  quote,
  renderStarterConfig,
  sourceEntry,
} from '../starter-config.ts';
import { loadSourcesOf, type StarterSource } from '../starter-sources.ts';

/** A file that `init` writes, its path from the folder of the province's file. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
}

const folder = 'kabupaten';

/**
 * The files of a province and of all its regencies. What concerns more than one regency (provincial and national sources, fact checks) is
 * only in the province's file, where it is collected once. @param code as `35` @throws ConfigError for a code that does not exist
 */
export function provinceStarter(code: string): { readonly name: string; readonly files: readonly StarterFile[] } {
  const { gazetteer } = loadKnowledge();
  const regions = gazetteer.regencies
    .filter((regency) => regency.code.startsWith(`${code}.`))
    .flatMap((regency) => gazetteer.findRegion(regency.code) ?? []);
  const [first] = regions;
  if (first === undefined) {
    const message = 'tidak ada provinsi dengan kode ini; contoh kode: 35 (Jawa Timur)';
    throw new ConfigError([{ where: code, message }]);
  }
  const name = `Provinsi ${first.province}`;
  const regencies = regions.map((region) => ({
    path: `${folder}/${region.code}.yaml`,
    text: renderStarterConfig(region, loadSourcesOf([region.code]), starterExamples(), '../kentongan.yaml'),
  }));
  const text = renderProvince(
    { code, name },
    regions.map((region) => ({ path: `${folder}/${region.code}.yaml`, name: region.name })),
    loadSourcesOf([code, 'id']),
  );
  return { name, files: [...regencies, { path: 'kentongan.yaml', text }] };
}

function renderProvince(
  { code, name }: { readonly code: string; readonly name: string },
  regencies: readonly { readonly path: string; readonly name: string }[],
  sources: readonly StarterSource[],
): string {
  return [
    `# Kentongan untuk ${name} (${code}): ${regencies.length} kabupaten/kota dalam satu instalasi PostgreSQL.
#
# 1. Isi bagian bertanda ISI di sini dan di setiap berkas ${folder}/*.yaml.
# 2. npx kentongan check --config ${folder}/…      memeriksa berkas satu daerah
# 3. npx kentongan start --role all                atau api, worker, scheduler di beberapa mesin
#
# Daerah yang belum ikut: hapus barisnya di bawah. Penjelasan: docs/panduan/provinsi.md.
province:
  code: ${quote(code)}
  regencies:
${regencies.map(({ path, name: regency }) => `    - ${path}    # ${regency}`).join('\n')}

# ISI: PostgreSQL. Pengguna basis data ini perlu hak CREATEROLE, dan CREATE pada basis datanya.
database: postgres://kentongan@127.0.0.1:5432/kentongan

http:
  host: 127.0.0.1
  port: 3000
  # publicUrl: https://provinsi.kentongan.${placeholderHost}    # halaman provinsi; tanpa ini ${code}.localhost

# ISI: disebut kepada situs yang dibaca, agar pengelolanya dapat menghubungi Anda.
contact: mailto:diskominfo@${placeholderHost}
`,
    legalPart({ name }),
    credentialPart(),
    '# Dikumpulkan satu kali untuk semua daerah: cek fakta sampai ke semuanya, berita hanya ke daerah yang disebut di dalamnya.',
    ...(sources.length === 0 ? ['sources: []'] : ['sources:', ...sources.map(provinceEntry)]),
    '',
  ].join('\n');
}

/** The sitemap of a large medium holds the whole country, and needs words to choose by: which, the province must say. */
function provinceEntry(source: StarterSource): string {
  if (source.collector !== 'news-sitemap') return sourceEntry(source);
  return sourceEntry({
    ...source,
    note: `${source.note}; tambahkan match: [nama daerah] agar tidak semua halaman diambil`,
  });
}
