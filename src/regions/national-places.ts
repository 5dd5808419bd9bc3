import type { Gazetteer } from './gazetteer.ts';
import { createNationalNames, type NationalNames } from './name-index.ts';
import { createRegionIndex, type RegionIndex } from './place-index.ts';

/** What the readers of places know of the whole country, compiled once for all regions of a process. */
export interface NationalPlaces extends NationalNames {
  readonly gazetteer: Gazetteer;
  /** What is special to a regency or city, as others see it; compiled when it is first asked for, null for an unknown code. */
  readonly profileOf: (code: string) => RegionIndex | null;
}

export function createNationalPlaces(gazetteer: Gazetteer): NationalPlaces {
  const profiles = new Map<string, RegionIndex | null>();
  return {
    ...createNationalNames(gazetteer),
    gazetteer,
    profileOf: (code) => {
      let profile = profiles.get(code);
      if (profile === undefined) {
        const region = gazetteer.findRegion(code);
        profile = region === null ? null : createRegionIndex(region, gazetteer, false);
        profiles.set(code, profile);
      }
      return profile;
    },
  };
}
