import type { Instant } from './mention.ts';

/** Stages of an Indonesian election, in order; `none` for packs that have nothing to do with one. */
export const electionStages = [
  'none',
  'pencalonan',
  'kampanye',
  'masa-tenang',
  'pemungutan-suara',
  'penghitungan',
  'penetapan',
] as const;
export type ElectionStage = (typeof electionStages)[number];

/**
 * Words that an office watches for a time, as a file that offices can exchange. The same words and thresholds hold for every
 * candidate: a pack with candidates lists all of them, and hits are counted for and against each.
 */
export interface KeywordPack {
  /** kebab-case */
  readonly id: string;
  readonly title: string;
  readonly stage: ElectionStage;
  /** Dates in the regency's zone, both included; null for no end. */
  readonly from: string | null;
  readonly to: string | null;
  /** Why the office may watch this, and who decided it. */
  readonly purpose: string;
  readonly basis: string;
  readonly keywords: readonly PackKeyword[];
  readonly candidates: readonly PackCandidate[];
}

export interface PackKeyword {
  /** Words as people write them; found at word boundaries, whatever the case. */
  readonly text: string;
  /** `kecurangan`, `korupsi`, `sara`, …: how hits are counted. */
  readonly theme: string;
  /** Only with one of these words in the same text. */
  readonly near: readonly string[];
}

export interface PackCandidate {
  /** `01` */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A keyword found in a mention. */
export interface KeywordHit {
  readonly packId: string;
  readonly keyword: string;
  readonly theme: string;
  readonly mentionId: number;
  readonly field: 'title' | 'text';
  readonly start: number;
  readonly end: number;
  /** Candidates named in the same text, and whether it speaks for or against them. */
  readonly candidates: readonly { readonly id: string; readonly direction: 'for' | 'against' | 'neither' }[];
  readonly at: Instant;
}
