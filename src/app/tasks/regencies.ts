import { type Config, loadConfig } from '../../config/load.ts';
import { sharedSchema } from '../../config/place.ts';
import { ConfigError, type Problem } from '../../core/errors.ts';
import type { Logger } from '../../core/log.ts';
import type { Region } from '../../core/region.ts';
import type { SharedHosts } from '../../core/shared-hosts.ts';
import { timezoneOf } from '../../regions/region-names.ts';
import { closeDatabase, dropDatabase } from '../../store/database.ts';
import { openPostgresServer, type PostgresServer } from '../../store/postgres-server.ts';
import type { Db } from '../../store/schema.ts';
import { hostsOf, type Installation, openInstallation } from '../installation.ts';
import type { Knowledge } from '../knowledge.ts';
import { openConfiguredDatabase, scopeOf } from '../open-database.ts';
import { units } from '../units.ts';

/** One regency of an installation. */
export interface Regency {
  /** `35.16`; `shared` for what all regencies of a province share. */
  readonly code: string;
  readonly config: Config;
  readonly db: Db;
  /** Name that its pages are asked by: `mojokerto.example.go.id`, lower case. */
  readonly host: string;
}

/** All regencies that this installation works for: one, or those of a province. */
export interface Regencies {
  readonly all: readonly Regency[];
  /** What they share: sources, keys, packs, people of the province; null where there is one regency, which shares with nobody. */
  readonly shared: Regency | null;
  /** Whom all requests to the web share their turns with. */
  readonly hosts: SharedHosts;
  /** Makes the parts that work for a regency; the caller closes it. @throws ConfigError */
  open(regency: Regency): Promise<Installation>;
  /** Ends connections over which the database does not answer any more. */
  drop(): void;
  close(): Promise<void>;
}

export const sharedCode = 'shared';

export interface OpenRegenciesOptions {
  /** Of a regency or a province, on PostgreSQL. */
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly log: Logger;
  readonly now: () => Date;
}

/** @throws ConfigError when a file, the province or the database is wrong */
export async function openRegencies(options: OpenRegenciesOptions): Promise<Regencies> {
  const { config, knowledge, log, now } = options;
  const openWith =
    (hosts: SharedHosts) =>
    ({ config: own, db, code }: Regency) =>
      openInstallation({
        kind: 'live',
        config: own,
        knowledge,
        db,
        hosts,
        log: log.child({ regency: code }),
        now,
        ...(code === sharedCode ? { region: provinceRegion(own.region.code, knowledge) } : {}),
      });
  if (config.regencies === null) {
    const db = await openConfiguredDatabase(config, log);
    const only = { code: config.region.code, config, db, host: hostOf(config) };
    const hosts = hostsOf(db);
    return {
      all: [only],
      shared: null,
      hosts,
      open: openWith(hosts),
      drop: () => dropDatabase(db),
      close: () => closeDatabase(db),
    };
  }
  const configs = loadRegencies(config, config.regencies);
  const server = await openPostgresServer(config.database, { log });
  try {
    const all: Regency[] = [];
    for (const own of configs) all.push(await openScope(server, own, own.region.code));
    const shared = await openScope(server, config, sharedCode);
    const hosts = hostsOf(shared.db);
    return { all, shared, hosts, open: openWith(hosts), drop: server.drop, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openScope(server: PostgresServer, config: Config, code: string): Promise<Regency> {
  const scope = scopeOf(config.schema ?? sharedSchema);
  await server.prepare(scope);
  return { code, config, db: server.open(scope), host: hostOf(config) };
}

/** @throws ConfigError naming every regency that does not belong to this province, or is there twice */
function loadRegencies(province: Config, paths: readonly string[]): readonly Config[] {
  const problems: Problem[] = [];
  const codes = new Set<string>();
  const hosts = new Set([hostOf(province)]);
  const configs = paths.flatMap((path) => {
    try {
      const config = loadConfig(path, units, process.env);
      const { code } = config.region;
      const host = hostOf(config);
      const say = (message: string) => problems.push({ where: path, message });
      if (config.schema === null) say(`tambahkan partOf: berkas provinsi ini (${province.path ?? ''})`);
      else if (config.database !== province.database) say('partOf menunjuk provinsi lain');
      if (!code.startsWith(`${province.region.code}.`)) say(`${code} bukan bagian provinsi ${province.region.code}`);
      if (codes.has(code)) say(`${code} sudah ada di berkas lain`);
      if (hosts.has(host)) say(`http.publicUrl: ${host} sudah dipakai`);
      for (const { id, credential, collector } of config.sources) {
        if (credential === null || config.credentials.some((key) => key.id === credential)) continue;
        const key = province.credentials.find((one) => one.id === credential);
        const kind = units.collectors.get(collector)?.credential ?? null;
        if (key === undefined) say(`sumber ${id}: tidak ada kunci "${credential}" di sini atau di berkas provinsi`);
        else if (key.kind !== kind) say(`sumber ${id}: kunci "${credential}" berjenis ${key.kind}`);
      }
      codes.add(code);
      hosts.add(host);
      return [config];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return configs;
}

/** Without a public address: a name that every browser finds on its own machine, for trying. */
export function hostOf({ http, region }: Pick<Config, 'http' | 'region'>): string {
  if (http.publicUrl !== null) return new URL(http.publicUrl).hostname.toLowerCase();
  return `${region.code.replace('.', '-')}.localhost`;
}

/** A province as far as collecting and its own people need it: the districts are its regencies’ business. */
export function provinceRegion(code: string, { gazetteer, agencies }: Knowledge): Region {
  const name = gazetteer.regencies.find((regency) => regency.code.startsWith(`${code}.`))?.province;
  if (name === undefined) {
    throw new ConfigError([{ where: 'province.code', message: `tidak ada provinsi dengan kode ${code}` }]);
  }
  return {
    code,
    name: `Provinsi ${name}`,
    shortName: name,
    kind: 'kabupaten',
    province: name,
    timezone: timezoneOf(code),
    capital: null,
    ...{ aliases: [], officials: [], landmarks: [], namesakes: [], districts: [] },
    agencies,
  };
}
