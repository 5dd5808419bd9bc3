import type { KnownText } from './known-text.ts';
import type { Signature } from './signature.ts';

/** Share of an issue's texts that must have a topic, agency or place for it to be the issue's own. */
const ownShare = 0.25;
/** What the matcher keeps of an issue. */
export interface IssueProfile {
  /** Negative until the issue is stored. */
  id: number;
  /** The issue it was joined to. */
  mergedInto: IssueProfile | null;
  /** A person has taken it in hand: others may join it, it joins none. */
  held: boolean;
  firstAt: number;
  lastAt: number;
  count: number;
  readonly topics: Map<string, number>;
  readonly agencies: Map<string, number>;
  readonly districts: Map<string, number>;
  readonly villages: Map<string, number>;
  /** Texts that spread, answer or check a claim. */
  claims: number;
  texts: KnownText[];
}

export function createProfile(id: number, at: number, held: boolean): IssueProfile {
  return {
    id,
    mergedInto: null,
    held,
    firstAt: at,
    lastAt: at,
    count: 0,
    topics: new Map(),
    agencies: new Map(),
    districts: new Map(),
    villages: new Map(),
    claims: 0,
    texts: [],
  };
}

export function addToProfile(profile: IssueProfile, signature: Omit<Signature, 'stems'>, at: number): void {
  profile.count += 1;
  profile.firstAt = Math.min(profile.firstAt, at);
  profile.lastAt = Math.max(profile.lastAt, at);
  if (signature.isClaim) profile.claims += 1;
  increment(profile.topics, signature.topic);
  if (signature.agency !== null) increment(profile.agencies, signature.agency);
  for (const district of signature.districts) increment(profile.districts, district);
  for (const village of signature.villages) increment(profile.villages, village);
}

/** Adds what `from` knows to `into` and leaves a pointer. */
export function joinProfiles(from: IssueProfile, into: IssueProfile): void {
  into.firstAt = Math.min(into.firstAt, from.firstAt);
  into.lastAt = Math.max(into.lastAt, from.lastAt);
  into.count += from.count;
  into.claims += from.claims;
  for (const field of ['topics', 'agencies', 'districts', 'villages'] as const) {
    for (const [key, count] of from[field]) increment(into[field], key, count);
  }
  for (const text of from.texts) {
    text.issue = into;
    into.texts.push(text);
  }
  from.texts = [];
  from.mergedInto = into;
}

/** The issue that this one is today. */
export function rootOf(profile: IssueProfile): IssueProfile {
  let root = profile;
  while (root.mergedInto !== null) root = root.mergedInto;
  return root;
}

/** How a mention agrees with an issue besides its words. */
export interface Agreement {
  readonly topic: boolean;
  readonly agency: boolean;
  readonly district: boolean;
  readonly village: boolean;
  /** Both name districts, and none is the same: two floods in two districts are two issues. */
  readonly otherDistrict: boolean;
  /** The same district, but other villages in it. */
  readonly otherVillage: boolean;
}

export function agreementOf(signature: Omit<Signature, 'stems'>, profile: IssueProfile): Agreement {
  const district = compare(signature.districts, profile.districts);
  const village = compare(signature.villages, profile.villages);
  return {
    topic: signature.topic !== 'lainnya' && isOwn(profile, profile.topics, signature.topic),
    agency: signature.agency !== null && isOwn(profile, profile.agencies, signature.agency),
    district: district === 'same',
    village: village === 'same',
    otherDistrict: district === 'other',
    otherVillage: district === 'same' && village === 'other',
  };
}

/** The same of two issues: whether their own topics, agencies and places meet. */
export function agreementBetween(a: IssueProfile, b: IssueProfile): Agreement {
  const ownOf = (profile: IssueProfile, counts: ReadonlyMap<string, number>) =>
    new Set([...counts.keys()].filter((key) => isOwn(profile, counts, key)));
  const topics = ownOf(a, a.topics);
  topics.delete('lainnya');
  const district = compare(ownOf(a, a.districts), b.districts);
  const village = compare(ownOf(a, a.villages), b.villages);
  return {
    topic: [...topics].some((topic) => isOwn(b, b.topics, topic)),
    agency: [...ownOf(a, a.agencies)].some((agency) => isOwn(b, b.agencies, agency)),
    district: district === 'same',
    village: village === 'same',
    otherDistrict: district === 'other',
    otherVillage: district === 'same' && village === 'other',
  };
}

function compare(named: ReadonlySet<string>, counts: ReadonlyMap<string, number>): 'same' | 'other' | 'unknown' {
  if (named.size === 0 || counts.size === 0) return 'unknown';
  // Of the texts that name a place at all: a flood of posts without one does not move an issue to nowhere.
  const least = Math.max(...counts.values()) * ownShare;
  for (const key of named) if ((counts.get(key) ?? 0) >= least) return 'same';
  return 'other';
}

function isOwn(profile: IssueProfile, counts: ReadonlyMap<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  return count > 0 && count >= profile.count * ownShare;
}

function increment(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
