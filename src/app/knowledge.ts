import type { Agency, Region } from '../core/region.ts';
import { type Gazetteer, loadGazetteer } from '../regions/gazetteer.ts';
import { toAgencies } from '../regions/region-names.ts';
import type { Models } from '../scoring/learned/word-weights.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { parseLexicons } from '../text/parse-lexicons.ts';
import { readLexiconFiles, readRegionFiles } from './files.ts';
import { loadModels } from './models.ts';

/** What ships with the product: word lists, the trained model and the national gazetteer. */
export interface Knowledge {
  readonly lexicons: Lexicons;
  readonly models: Models;
  readonly agencies: readonly Agency[];
  readonly gazetteer: Gazetteer;
}

/** Reads and checks everything. @throws ConfigError when a shipped file is wrong */
export function loadKnowledge(): Knowledge {
  const lexicons = parseLexicons(readLexiconFiles());
  const agencies = toAgencies(lexicons.agencies);
  return {
    lexicons,
    models: loadModels(),
    agencies,
    gazetteer: loadGazetteer(readRegionFiles(), agencies),
  };
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
