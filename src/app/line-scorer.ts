import { ConfigError } from '../core/errors.ts';
import { createScorer } from '../scoring/create-scorer.ts';
import { loadClaimFile } from './claims.ts';
import { loadKnowledge } from './knowledge.ts';
import { type ScoredLines, scoreLines } from './score-lines.ts';

export interface LineScorerOptions {
  /** Kemendagri code; null lets the scorer guess the regency. */
  readonly regionCode: string | null;
  /** File of known claims that texts may repeat; null for none. */
  readonly claimFile: string | null;
}

/** A function that scores batches of NDJSON lines for a regency, or for whichever the text is about. @throws ConfigError */
export function createLineScorer(options: LineScorerOptions): (lines: readonly string[]) => ScoredLines {
  const { regionCode, claimFile } = options;
  const { lexicons, models, gazetteer } = loadKnowledge();
  const region = regionCode === null ? null : gazetteer.findRegion(regionCode);
  if (regionCode !== null && region === null) {
    throw new ConfigError([{ where: '--region', message: `tidak ada kabupaten/kota dengan kode ${regionCode}` }]);
  }
  const claims = claimFile === null ? null : loadClaimFile(claimFile, lexicons);
  const scorer = createScorer({ lexicons, models, region, otherRegencies: gazetteer, claims });
  return (lines) => scoreLines(scorer, lines);
}
