import { onceAsked } from '../core/once-asked.ts';
import type { Agency, Region } from '../core/region.ts';
import { createGamblingCheck, type GamblingCheck } from '../ingest/gambling.ts';
import { type Gazetteer, loadGazetteer } from '../regions/gazetteer.ts';
import { toAgencies } from '../regions/region-names.ts';
import { type CommonWords, createCommonWords } from '../scoring/common-words.ts';
import type { Models } from '../scoring/learned/word-weights.ts';
import { createLanguageDetector, languageBitsOf } from '../text/languages.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { lateLexicons, parseLexicons } from '../text/parse-lexicons.ts';
import { readLexiconFiles, readRegionFiles } from './files.ts';
import { lateModels, loadModels } from './models.ts';

/** What ships with the product: word lists, the trained model and the national gazetteer. */
export interface Knowledge {
  readonly lexicons: Lexicons;
  readonly models: Models;
  readonly agencies: readonly Agency[];
  readonly gazetteer: Gazetteer;
  /** Compiled for the scorers of all regencies of this thread. */
  readonly common: CommonWords;
  /** The same for what is asked of every new text. */
  readonly drafting: () => Drafting;
}

interface Drafting {
  readonly detectLanguage: (text: string) => string;
  readonly isGambling: GamblingCheck;
}

/** Opens what ships; word lists and weights are read when a text asks for them first. @throws ConfigError when a shipped file is wrong */
export function loadKnowledge(): Knowledge {
  const lexicons = lateLexicons(readLexiconFiles());
  const agencies = toAgencies(lexicons.agencies);
  const models = lateModels();
  const gazetteer = loadGazetteer(readRegionFiles(), agencies);
  return {
    lexicons,
    models,
    agencies,
    gazetteer,
    common: createCommonWords({ lexicons, models, gazetteer }),
    drafting: onceAsked(() => ({
      detectLanguage: createLanguageDetector(languageBitsOf(lexicons)),
      isGambling: createGamblingCheck(lexicons.gambling),
    })),
  };
}

/** Reads what a start leaves for the first text, as a check. @throws ConfigError when a shipped file is wrong */
export function checkShippedFiles(): void {
  parseLexicons(readLexiconFiles());
  loadModels();
}

export interface RegionAdditions {
  readonly code: string;
  readonly aliases: readonly string[];
  readonly officials: readonly string[];
  readonly landmarks: readonly string[];
  readonly namesakes: readonly string[];
}

export interface AgencyAddition {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly email?: string | undefined;
}

/** The configured regency: the gazetteer's profile with the operator's additions; null for a code that does not exist. */
export function findConfiguredRegion(
  gazetteer: Gazetteer,
  additions: RegionAdditions,
  agencies: readonly AgencyAddition[],
): Region | null {
  const region = gazetteer.findRegion(additions.code);
  if (region === null) return null;
  return {
    ...region,
    aliases: [...region.aliases, ...additions.aliases],
    officials: [...region.officials, ...additions.officials],
    landmarks: [...region.landmarks, ...additions.landmarks],
    namesakes: [
      ...region.namesakes,
      ...additions.namesakes.map((name) => ({ name, code: null, level: 'elsewhere' as const })),
    ],
    agencies: mergeAgencies(region.agencies, agencies),
  };
}

/** An agency of a known id gets the operator's name and address and keeps its known aliases. */
function mergeAgencies(known: readonly Agency[], additions: readonly AgencyAddition[]): readonly Agency[] {
  const merged = new Map(known.map((agency) => [agency.id, agency]));
  for (const { id, name, aliases, email } of additions) {
    const agency = merged.get(id);
    merged.set(id, {
      id,
      name,
      aliases: [...new Set([...(agency?.aliases ?? []), ...aliases])],
      topics: agency?.topics ?? [],
      email: email ?? null,
    });
  }
  return [...merged.values()];
}
