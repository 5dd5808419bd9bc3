import type { Agency, District, Namesake, Region } from '../core/region.ts';
import { type AreaFile, type AreaRow, loadAreaFile, parseAreaRows } from './area-files.ts';
import { parseRegionFiles, type RegionFiles } from './region-files.ts';
import { aliasesOf, officialsOf, type Regency, timezoneOf, titleCase, toRegencyName } from './region-names.ts';

/** Every regency, city and district of Indonesia, and the profile of any of them. */
export interface Gazetteer {
  readonly regencies: readonly Regency[];
  readonly districts: readonly AreaRow[];
  /** By Kemendagri code (`35.16`), or null. */
  readonly findRegency: (code: string) => Regency | null;
  /** The full profile, built on first use and kept; null for an unknown code. */
  readonly findRegion: (code: string) => Region | null;
  /** Is this name (lower case) an ordinary word, so that it needs a cue to be a place? */
  readonly isCommonName: (name: string) => boolean;
}

/** A gazetteer that knows nothing: for a region that stands alone, such as the demo's, and for tests. */
export const emptyGazetteer: Gazetteer = {
  regencies: [],
  districts: [],
  findRegency: () => null,
  findRegion: () => null,
  isCommonName: () => false,
};

/**
 * Opens the national gazetteer. Regencies and districts are read at once (about 10 ms), villages when the first profile is asked for.
 * @param load how to get the CSV files; the installed package by default
 * @throws ConfigError when a file of `data/regions/` is wrong
 */
export function loadGazetteer(
  files: RegionFiles,
  agencies: readonly Agency[],
  load: (name: AreaFile) => string = loadAreaFile,
): Gazetteer {
  const known = parseRegionFiles(files);
  const provinces = new Map(parseAreaRows(load('provinces')).map(({ code, name }) => [code, titleCase(name)]));
  const regencies: readonly Regency[] = parseAreaRows(load('regencies')).map(({ code, name }) => ({
    code,
    ...toRegencyName(name),
    province: provinces.get(code.slice(0, 2)) ?? '',
    shortForms: known.shortNames[code] ?? [],
  }));
  const byCode = new Map(regencies.map((regency) => [regency.code, regency]));
  const districts = parseAreaRows(load('districts'));
  const districtsOf = groupBy(districts, (row) => row.code.slice(0, 5));
  // Six megabytes: several profiles in a row share them, and afterwards they may go.
  let villages: WeakRef<{ readonly csv: string }> | null = null;
  const regions = new Map<string, Region>();

  const namesakesOf = (regency: Regency): readonly Namesake[] => {
    const name = regency.shortName.toLowerCase();
    const own = districtsOf.get(regency.code) ?? [];
    const hasOwnDistrict = own.some((row) => row.name.toLowerCase() === name);
    const sameName = regencies
      .filter((other) => other.code !== regency.code && other.shortName.toLowerCase() === name)
      .map((other) => ({ name: other.name, code: other.code, level: levelOf(other) }));
    const sameDistrict = districts
      .filter((row) => row.name.toLowerCase() === name && !row.code.startsWith(regency.code))
      .flatMap((row) => {
        const other = byCode.get(row.code.slice(0, 5));
        if (other === undefined) return [];
        const plain = hasOwnDistrict
          ? []
          : [{ name: `Kecamatan ${row.name}`, code: other.code, level: levelOf(other) }];
        return [
          ...plain,
          { name: `Kecamatan ${row.name} ${other.shortName}`, code: other.code, level: levelOf(other) },
        ];
      });
    return [...sameName, ...sameDistrict, ...(known.namesakes[regency.code] ?? [])];
  };

  const buildRegion = (regency: Regency): Region => {
    const read = villages?.deref() ?? { csv: load('villages') };
    villages = new WeakRef(read);
    return {
      code: regency.code,
      name: regency.name,
      shortName: regency.shortName,
      kind: regency.kind,
      province: regency.province,
      timezone: timezoneOf(regency.code),
      capital: known.capitals[regency.code] ?? null,
      aliases: [...aliasesOf(regency.kind, regency.shortName), ...regency.shortForms],
      officials: officialsOf(regency.kind, regency.shortName),
      landmarks: known.landmarks[regency.code] ?? [],
      namesakes: namesakesOf(regency),
      districts: toDistricts(districtsOf.get(regency.code) ?? [], villagesUnder(read.csv, regency.code)),
      agencies,
    };
  };

  return {
    regencies,
    districts,
    findRegency: (code) => byCode.get(code) ?? null,
    findRegion: (code) => {
      const built = regions.get(code);
      if (built !== undefined) return built;
      const regency = byCode.get(code);
      if (regency === undefined) return null;
      const region = buildRegion(regency);
      regions.set(code, region);
      return region;
    },
    isCommonName: (name) => known.commonNames.has(name),
  };
}

/** A city of the same name confuses readers of a regency, and the other way round only as another place. */
function levelOf(other: Regency): 'city' | 'elsewhere' {
  return other.kind === 'kota' ? 'city' : 'elsewhere';
}

/** The file is sorted by code, so the rows of one regency are one block. */
function villagesUnder(csv: string, regencyCode: string): readonly AreaRow[] {
  const prefix = `${regencyCode}.`;
  const start = csv.indexOf(`\n${prefix}`);
  if (start < 0) return [];
  let end = start + 1;
  while (csv.startsWith(prefix, end)) {
    const next = csv.indexOf('\n', end);
    end = next < 0 ? csv.length : next + 1;
  }
  // A copy: names cut from a slice would keep the whole file alive.
  return parseAreaRows(Buffer.from(csv.slice(start, end)).toString());
}

function toDistricts(rows: readonly AreaRow[], villages: readonly AreaRow[]): readonly District[] {
  const inDistrict = groupBy(villages, (row) => row.code.slice(0, 8));
  return rows.map(({ code, name }) => ({ code, name, villages: inDistrict.get(code) ?? [] }));
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
