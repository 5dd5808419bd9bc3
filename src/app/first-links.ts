import { loadAnyConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import { hasUsers } from '../store/users.ts';
import { findConfiguredRegion, type Knowledge, loadKnowledge } from './knowledge.ts';
import { createLogger } from './logger.ts';
import { migrateDatabase } from './maintenance.ts';
import { createStaff } from './staff.ts';
import { openRegencies, provinceRegion, type Regencies, type Regency, sharedCode } from './tasks/regencies.ts';
import { units } from './units.ts';

export interface FirstLink {
  /** `Provinsi Jawa Timur`, `Kabupaten Mojokerto` */
  readonly name: string;
  readonly link: string;
}

export interface FirstLinkOptions {
  readonly knowledge: Knowledge;
  readonly log: Logger;
  readonly now: () => Date;
  /** Where browsers find its pages. */
  readonly urlOf: (regency: Regency) => string;
}

/**
 * The link by which the first admin of a regency, or of the province, comes in; null where somebody has an account. An earlier one ends.
 * The regency is not opened for it: nothing is to be read or judged yet.
 */
export async function makeFirstLink(regency: Regency, options: FirstLinkOptions): Promise<FirstLink | null> {
  const { db, config, code } = regency;
  if (await hasUsers(db)) return null;
  const { knowledge, log, now } = options;
  const region =
    code === sharedCode
      ? provinceRegion(config.region.code, knowledge)
      : findConfiguredRegion(knowledge.gazetteer, config.region, config.agencies);
  if (region === null) throw new ConfigError([{ where: 'region.code', message: `tidak ada daerah ${code}` }]);
  const installation = { kind: 'live' as const, db, config, region, log, now };
  const staff = await createStaff({
    installation,
    publicUrl: () => options.urlOf(regency),
    configured: async () => null,
  });
  const link = await staff.openFirstLink();
  return link === null ? null : { name: region.name, link };
}

/** How the regencies are told of that nobody has an account in: a link for each would drown the one that is looked for. */
export interface Unstaffed {
  readonly first: FirstLink | null;
  /** Files of those regencies. */
  readonly others: readonly string[];
}

/** The link of the province, or of the regency that is alone, and the regencies that wait for theirs. */
export async function findUnstaffed({ all, shared }: Regencies, options: FirstLinkOptions): Promise<Unstaffed> {
  const [head, ...rest] = shared === null ? all : [shared, ...all];
  const others: string[] = [];
  for (const { db, config } of rest) if (config.path !== null && !(await hasUsers(db))) others.push(config.path);
  return { first: head === undefined ? null : await makeFirstLink(head, options), others };
}

/** Links for the province and all its regencies that nobody has an account in. @throws ConfigError for the file of a regency */
export async function makeAllFirstLinks(configPath: string): Promise<readonly FirstLink[]> {
  const config = loadAnyConfig(configPath, units, process.env);
  if (config.regencies === null) {
    throw new ConfigError([{ where: '--all', message: 'hanya dengan berkas provinsi: --config kentongan.yaml' }]);
  }
  await migrateDatabase(configPath);
  const options = { knowledge: loadKnowledge(), log: createLogger('warn'), now: () => new Date() };
  const regencies = await openRegencies({ config, ...options });
  try {
    const { shared, all } = regencies;
    const everybody = shared === null ? all : [shared, ...all];
    const urlOf = (one: Regency) => one.config.http.publicUrl ?? `http://${one.host}:${config.http.port}`;
    const links: FirstLink[] = [];
    for (const regency of everybody) {
      const made = await makeFirstLink(regency, { ...options, urlOf });
      if (made !== null) links.push(made);
    }
    return links;
  } finally {
    await regencies.close();
  }
}
