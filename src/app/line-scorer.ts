import { ConfigError } from '../core/errors.ts';
import { createScorer } from '../scoring/create-scorer.ts';
import { loadKnowledge } from './knowledge.ts';
import { type ScoredLines, scoreLines } from './score-lines.ts';

/** A function that scores batches of NDJSON lines for a regency, or for whichever the text is about. @throws ConfigError */
export function createLineScorer(regionCode: string | null): (lines: readonly string[]) => ScoredLines {
  const { lexicons, gazetteer } = loadKnowledge();
  const region = regionCode === null ? null : gazetteer.findRegion(regionCode);
  if (regionCode !== null && region === null) {
    throw new ConfigError([{ where: '--region', message: `tidak ada kabupaten/kota dengan kode ${regionCode}` }]);
  }
  const scorer = createScorer({ lexicons, region, otherRegencies: gazetteer });
  return (lines) => scoreLines(scorer, lines);
}
