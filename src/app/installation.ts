import type { Config } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { MentionDraft, RawPost } from '../core/mention.ts';
import type { Pseudonyms } from '../core/pseudonym.ts';
import type { Region } from '../core/region.ts';
import type { SharedHosts } from '../core/shared-hosts.ts';
import { toDraft } from '../ingest/draft.ts';
import { syncKeys } from '../jobs/credentials.ts';
import { createOwnTurns } from '../net/own-turns.ts';
import type { ClaimIndex } from '../scoring/claims/claim-index.ts';
import type { TextScorer } from '../scoring/create-scorer.ts';
import { createLateScorer } from '../scoring/late-scorer.ts';
import type { Models } from '../scoring/learned/word-weights.ts';
import { reviewBudgets } from '../store/credentials.ts';
import { closeDatabase } from '../store/database.ts';
import { dialectOf } from '../store/dialect.ts';
import { markKind } from '../store/meta.ts';
import { migrate } from '../store/migrate.ts';
import type { Db } from '../store/schema.ts';
import { createSharedHosts } from '../store/shared-hosts.ts';
import { syncSources } from '../store/sources.ts';
import { stemsOf } from '../text/stems.ts';
import { adapterFolderOf, withActiveAdapter } from './adaptation/adapter-files.ts';
import { followAdapter } from './adaptation/follow-adapter.ts';
import { loadStoredClaims } from './claims.ts';
import { findConfiguredRegion, type Knowledge } from './knowledge.ts';
import { createOfficeHolder, type OfficeHolder } from './lexicon/office-holder.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { applyKeptErasures } from './privacy.ts';
import { openPseudonyms } from './pseudonym-key.ts';

/** An opened installation: its regency, its database, and the pure parts that every command shares. */
export interface Installation {
  readonly kind: 'live' | 'demo';
  readonly config: Config;
  readonly region: Region;
  readonly knowledge: Knowledge;
  readonly db: Db;
  readonly scorer: TextScorer;
  /** What the scorer judges by: those of `knowledge`, with the office's adapter. */
  readonly models: Models;
  /** The office's own words, which the scorer follows. */
  readonly office: OfficeHolder;
  /** What the stored fact checks answer; the scorer compares texts with it. */
  readonly claims: ClaimIndex;
  /** Whom all requests to the web share their turns with. */
  readonly hosts: SharedHosts;
  readonly log: Logger;
  readonly now: () => Date;
  /** Pseudonyms of people who write, and the names sealed behind them. */
  readonly pseudonyms: Pseudonyms;
  /** Raw post → mention; null when nothing readable is left. @param at when it was fetched; now if absent */
  readonly toDraft: (post: RawPost, at?: Date) => MentionDraft | null;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly kind: 'live' | 'demo';
  readonly config: Config;
  readonly knowledge: Knowledge;
  /** Used instead of those of `knowledge` with the office's adapter. */
  readonly models?: Models;
  /** An opened database, which stays open; the configured one if absent. */
  readonly db?: Db;
  /** Those of other regencies in this process; its own if absent. */
  readonly hosts?: SharedHosts;
  /** Given for the demo, whose regency is not in the gazetteer. */
  readonly region?: Region;
  readonly log: Logger;
  readonly now: () => Date;
}

/**
 * Opens (or makes) the database, brings its schema up to date, makes its sources follow the configuration, and erases what a restored
 * backup has brought back.
 * @throws ConfigError when the regency does not exist, the database belongs to another regency or to the demo, or a key is not its own
 */
export async function openInstallation(options: OpenOptions): Promise<Installation> {
  const { kind, config, knowledge, log, now } = options;
  const region = options.region ?? configuredRegion(config, knowledge);
  const db = options.db ?? (await openConfiguredDatabase(config, log));
  const close = async (): Promise<void> => (options.db === undefined ? closeDatabase(db) : undefined);
  let claims: ClaimIndex;
  let office: OfficeHolder;
  let pseudonyms: Pseudonyms;
  let models: Models;
  try {
    await prepareDatabase(db, { kind, config, now });
    pseudonyms = await openPseudonyms(db, config);
    await applyKeptErasures({ db, config, log, now });
    models = options.models ?? (await modelsOf(options, db));
    claims = await loadStoredClaims(db, knowledge.common.claimReader);
    office = createOfficeHolder(db);
    await office.follow();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind,
    config,
    region,
    knowledge,
    db,
    scorer: createLateScorer({
      lexicons: knowledge.lexicons,
      models,
      region,
      otherRegencies: knowledge.gazetteer,
      common: knowledge.common,
      claims,
      office: office.current,
    }),
    models,
    hosts: options.hosts ?? hostsOf(db),
    office,
    claims,
    log,
    now,
    pseudonyms,
    toDraft: (post, at) =>
      toDraft(post, { now: at ?? now(), stemsOf, ...knowledge.drafting(), personOf: pseudonyms.personOf }),
    close,
  };
}

/** On PostgreSQL other processes ask the same hosts. @param db whose tables all of them see */
export function hostsOf(db: Db): SharedHosts {
  return dialectOf(db) === 'postgres' ? createSharedHosts(db) : { turns: createOwnTurns(), robots: null };
}

/**
 * Brings the schema up to date and makes what is stored follow the configuration.
 * @throws ConfigError when the database belongs to another regency or to the demo
 */
export async function prepareDatabase(
  db: Db,
  { kind, config, now }: Pick<Installation, 'kind' | 'config' | 'now'>,
): Promise<void> {
  await migrate(db);
  await markKind(db, kind, config.region.code);
  await syncSources(db, config.sources, now());
  await syncKeys(db, config.credentials, now());
  await reviewBudgets(db, now());
}

/** What an office has taught stays out of the demo. A damaged adapter must not stop alerts and the report: it is left out, and said. */
async function modelsOf({ kind, config, knowledge, log }: OpenOptions, db: Db): Promise<Models> {
  if (kind === 'demo') return knowledge.models;
  await followAdapter(db, adapterFolderOf(config), log);
  try {
    return withActiveAdapter(knowledge.models, config);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    log.error({ problems: error.problems }, 'the adapter is left out: scoring goes on as shipped');
    return knowledge.models;
  }
}

function configuredRegion(config: Config, knowledge: Knowledge): Region {
  const region = findConfiguredRegion(knowledge.gazetteer, config.region, config.agencies);
  if (region === null) {
    const where = `region.code (${config.path ?? 'konfigurasi'})`;
    throw new ConfigError([{ where, message: `tidak ada kabupaten/kota dengan kode ${config.region.code}` }]);
  }
  return region;
}
