import type { Agreement } from './profile.ts';

const dayMs = 86_400_000;

/**
 * How strongly two texts are of one event, as log odds: 0 is as likely as not. Of the words, the first common rare ones say most.
 * Fitted by logistic regression over pairs of texts and then by hand, with `data/gold/issues-dev.tsv` and labelled news about five regencies
 * (`scripts/evaluate-issues.ts`).
 */
export const closenessWeights = {
  base: -5.8,
  /** Of the root of the cosine, and of the cosine: the first common rare words say most. */
  root: 4,
  cosine: 9,
  topic: 0.9,
  agency: 0.2,
  district: 1.2,
  village: 0.8,
  otherDistrict: -3.7,
  otherVillage: -2,
  /** Per day between them. */
  day: -0.2,
  /** Both spread, answer or check a claim. */
  claim: 0.7,
  /** One of them is short. */
  short: -0.4,
  /** One word in common can be any. */
  oneWord: -1,
  /** By the share in what is said of this topic and agency these days, beyond `commonTalk`. */
  talk: 5,
};

/** Of a few small events on one day each has such a share. */
const commonTalk = 0.35;

export interface Evidence {
  /** Of the words, 0 … 1. */
  readonly cosine: number;
  /** Words in common. */
  readonly shared: number;
  /** Between the two texts, in ms. */
  readonly distanceMs: number;
  readonly agreement: Agreement;
  readonly short: boolean;
  readonly claim: boolean;
  /** 0 … 1 */
  readonly talk: number;
}

/** What it can be at most, before places and topics are compared: most texts with a word in common are not worth that. */
export function closenessAtMost({ cosine, claim, talk }: Pick<Evidence, 'cosine' | 'claim' | 'talk'>): number {
  const w = closenessWeights;
  const agreed = w.topic + w.agency + w.district + w.village + (claim ? w.claim : 0);
  return (
    w.base +
    w.root * Math.sqrt(Math.max(0, cosine)) +
    w.cosine * cosine +
    agreed +
    w.talk * Math.max(0, talk - commonTalk)
  );
}

/** Log odds that what is compared is one event. */
export function closenessOf({ cosine, shared, distanceMs, agreement, short, claim, talk }: Evidence): number {
  const w = closenessWeights;
  // A short text is alike, names of places aside, to any other complaint of its kind: its place decides.
  if (short && agreement.otherDistrict) return Number.NEGATIVE_INFINITY;
  const { topic, agency, district, village, otherDistrict, otherVillage } = agreement;
  return (
    w.base +
    w.root * Math.sqrt(Math.max(0, cosine)) +
    w.cosine * cosine +
    (topic ? w.topic : 0) +
    (agency ? w.agency : 0) +
    (district ? w.district : 0) +
    (village ? w.village : 0) +
    (otherDistrict ? w.otherDistrict : 0) +
    (otherVillage ? w.otherVillage : 0) +
    (claim ? w.claim : 0) +
    (short ? w.short : 0) +
    (shared < 2 ? w.oneWord : 0) +
    (topic && agency ? w.talk * Math.max(0, talk - commonTalk) : 0) +
    (claim ? 0 : w.day * (distanceMs / dayMs))
  );
}
