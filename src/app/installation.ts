import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { MentionDraft, RawPost } from '../core/mention.ts';
import type { Pseudonyms } from '../core/pseudonym.ts';
import type { Region } from '../core/region.ts';
import { toDraft } from '../ingest/draft.ts';
import { createGamblingCheck } from '../ingest/gambling.ts';
import { syncKeys } from '../jobs/credentials.ts';
import type { ClaimIndex } from '../scoring/claims/claim-index.ts';
import { createScorer, type TextScorer } from '../scoring/create-scorer.ts';
import type { Models } from '../scoring/learned/word-weights.ts';
import { reviewBudgets } from '../store/credentials.ts';
import { closeDatabase, openDatabase } from '../store/database.ts';
import { markKind } from '../store/meta.ts';
import { migrate } from '../store/migrate.ts';
import type { Db } from '../store/schema.ts';
import { syncSources } from '../store/sources.ts';
import { createLanguageDetector, languageBitsOf } from '../text/languages.ts';
import { stemsOf } from '../text/stems.ts';
import { withActiveAdapter } from './adaptation/adapter-files.ts';
import { loadStoredClaims } from './claims.ts';
import { findConfiguredRegion, type Knowledge } from './knowledge.ts';
import { createOfficeHolder, type OfficeHolder } from './lexicon/office-holder.ts';
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
  /** Given for the demo, whose regency is not in the gazetteer. */
  readonly region?: Region;
  readonly log: Logger;
  readonly now: () => Date;
}

/**
 * Opens (or makes) the database, brings its schema up to date, and makes its sources follow the configuration.
 * @throws ConfigError when the regency does not exist, or the database belongs to another regency or to the demo
 */
export async function openInstallation(options: OpenOptions): Promise<Installation> {
  const { kind, config, knowledge, log, now } = options;
  const region = options.region ?? configuredRegion(config, knowledge);
  const models = options.models ?? modelsOf(options);
  if (!config.database.includes('://')) mkdirSync(dirname(config.database), { recursive: true });
  const db = await openDatabase(config.database, { log });
  let claims: ClaimIndex;
  let office: OfficeHolder;
  let pseudonyms: Pseudonyms;
  try {
    await migrate(db);
    await markKind(db, kind, region.code);
    pseudonyms = await openPseudonyms(db, config);
    await syncSources(db, config.sources, now());
    await syncKeys(db, config.credentials, now());
    await reviewBudgets(db, now());
    claims = await loadStoredClaims(db, knowledge.lexicons);
    office = createOfficeHolder(db);
    await office.follow();
  } catch (error) {
    await closeDatabase(db);
    throw error;
  }
  const isGambling = createGamblingCheck(knowledge.lexicons.gambling);
  const detectLanguage = createLanguageDetector(languageBitsOf(knowledge.lexicons));
  return {
    kind,
    config,
    region,
    knowledge,
    db,
    scorer: createScorer({
      lexicons: knowledge.lexicons,
      models,
      region,
      otherRegencies: knowledge.gazetteer,
      claims,
      office: office.current,
    }),
    models,
    office,
    claims,
    log,
    now,
    pseudonyms,
    toDraft: (post, at) =>
      toDraft(post, { now: at ?? now(), stemsOf, detectLanguage, isGambling, personOf: pseudonyms.personOf }),
    close: () => closeDatabase(db),
  };
}

/** What an office has taught stays out of the demo. A damaged adapter must not stop alerts and the report: it is left out, and said. */
function modelsOf({ kind, config, knowledge, log }: OpenOptions): Models {
  if (kind === 'demo') return knowledge.models;
  try {
    return withActiveAdapter(knowledge.models, config.database);
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
