import type { Agency } from '../core/region.ts';

/** A regency or city as every Indonesian gazetteer lists it. */
export interface Regency {
  /** `35.16` */
  readonly code: string;
  /** `Kabupaten Mojokerto` */
  readonly name: string;
  /** `Mojokerto` */
  readonly shortName: string;
  readonly kind: 'kabupaten' | 'kota';
  readonly province: string;
  /** Short forms such as `Tangsel`. */
  readonly shortForms: readonly string[];
}

/** `KABUPATEN ACEH SELATAN` → kind, name and short name in ordinary letters. */
export function toRegencyName(official: string): Pick<Regency, 'kind' | 'name' | 'shortName'> {
  const name = titleCase(official);
  const kind = name.startsWith('Kota ') ? 'kota' : 'kabupaten';
  return { kind, name, shortName: name.replace(/^(?:Kabupaten|Kota) (?:Administrasi )?/, '') };
}

const keptUpper = new Set(['DKI', 'BPJS', 'BPBD', 'BPS', 'DPRD', 'KPU', 'KUA', 'PDAM', 'PLN', 'PMI', 'RSUD']);
const keptLower = new Set(['dan', 'di', 'ke']);

export function titleCase(text: string): string {
  return text
    .split(' ')
    .map((word, index) => {
      if (keptUpper.has(word.toUpperCase())) return word.toUpperCase();
      const lower = word.toLowerCase();
      if (index > 0 && keptLower.has(lower)) return lower;
      return lower.replace(/(^|[-'])(\p{L})/gu, (_, sign: string, first: string) => sign + first.toUpperCase());
    })
    .join(' ');
}

const witaProvinces = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']);
const witProvinces = new Set(['81', '82', '91', '92', '93', '94', '95', '96']);

/** IANA zone of a regency by the province in its code: WIB, WITA or WIT. */
export function timezoneOf(code: string): string {
  const province = code.slice(0, 2);
  if (witaProvinces.has(province)) return 'Asia/Makassar';
  if (witProvinces.has(province)) return 'Asia/Jayapura';
  return 'Asia/Jakarta';
}

/** Ways to write the government of a regency: what searches and configuration start from. */
export function aliasesOf(kind: 'kabupaten' | 'kota', shortName: string): readonly string[] {
  return kind === 'kabupaten'
    ? [`Kabupaten ${shortName}`, `Kab. ${shortName}`, `Pemkab ${shortName}`, `Pemerintah Kabupaten ${shortName}`]
    : [`Kota ${shortName}`, `Pemkot ${shortName}`, `Pemerintah Kota ${shortName}`];
}

export function officialsOf(kind: 'kabupaten' | 'kota', shortName: string): readonly string[] {
  const heads =
    kind === 'kabupaten'
      ? ['Bupati', 'Wakil Bupati', 'Wabup', 'DPRD Kabupaten']
      : ['Wali Kota', 'Walikota', 'Wakil Wali Kota', 'Wawali', 'DPRD Kota'];
  const bodies = ['Sekda', 'DPRD', 'Polres', 'Kapolres', 'Kejari', 'RSUD'];
  return [...heads, ...bodies].map((title) => `${title} ${shortName}`);
}

/**
 * Agencies from the rows of `lexicons/agencies.tsv`, in the file's order: the first alias is the full name, and the first agency
 * of a topic is the one asked when a text names none.
 */
export function toAgencies(
  rows: readonly { readonly agency: string; readonly alias: string; readonly topic: string }[],
): readonly Agency[] {
  const byId = new Map<string, { aliases: string[]; topics: Set<string> }>();
  for (const { agency, alias, topic } of rows) {
    const found = byId.get(agency) ?? { aliases: [], topics: new Set() };
    byId.set(agency, found);
    found.aliases.push(alias);
    found.topics.add(topic);
  }
  return [...byId].map(([id, { aliases, topics }]) => ({
    id,
    name: titleCase(aliases[0] ?? id),
    aliases,
    topics: [...topics],
    email: null,
  }));
}
