import { loadConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { createScorer } from '../scoring/create-scorer.ts';
import { withActiveAdapter } from './adaptation/adapter-files.ts';
import { loadClaimFile } from './claim-file.ts';
import { findConfiguredRegion, loadKnowledge } from './knowledge.ts';
import { type ScoredLines, scoreLines } from './score-lines.ts';
import { units } from './units.ts';

export interface LineScorerOptions {
  /** Kemendagri code; null lets the scorer guess the regency. */
  readonly regionCode: string | null;
  /** File of known claims that texts may repeat; null for none. */
  readonly claimFile: string | null;
  /** Configuration of an installation: its regency unless another is named, and what its office has taught. Null for none. */
  readonly configPath?: string | null;
}

/** A function that scores batches of NDJSON lines for a regency, or for whichever the text is about. @throws ConfigError */
export function createLineScorer(options: LineScorerOptions): (lines: readonly string[]) => ScoredLines {
  const { regionCode, claimFile } = options;
  const { lexicons, models: shipped, gazetteer } = loadKnowledge();
  const config = options.configPath == null ? null : loadConfig(options.configPath, units, process.env);
  const models = config === null ? shipped : withActiveAdapter(shipped, config);
  const region =
    regionCode === null && config !== null
      ? findConfiguredRegion(gazetteer, config.region, config.agencies)
      : gazetteer.findRegion(regionCode ?? '');
  if (regionCode !== null && region === null) {
    throw new ConfigError([{ where: '--region', message: `tidak ada kabupaten/kota dengan kode ${regionCode}` }]);
  }
  const claims = claimFile === null ? null : loadClaimFile(claimFile, lexicons);
  const scorer = createScorer({ lexicons, models, region, otherRegencies: gazetteer, claims });
  return (lines) => scoreLines(scorer, lines);
}
