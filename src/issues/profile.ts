import type { IssueMember } from './member.ts';
import type { Signature } from './signature.ts';

/** Share of an issue's texts that must have a topic, agency or district for it to be the issue's own. */
const ownShare = 0.25;

/** What the matcher keeps of an issue. */
export interface IssueProfile {
  readonly id: number;
  firstAt: number;
  lastAt: number;
  count: number;
  readonly topics: Map<string, number>;
  readonly agencies: Map<string, number>;
  readonly districts: Map<string, number>;
  /** Texts that spread, answer or check a claim. */
  hoaxes: number;
}

export function createProfile(id: number, at: number): IssueProfile {
  return {
    id,
    firstAt: at,
    lastAt: at,
    count: 0,
    topics: new Map(),
    agencies: new Map(),
    districts: new Map(),
    hoaxes: 0,
  };
}

export function addToProfile(profile: IssueProfile, member: IssueMember, signature: Signature, at: number): void {
  profile.count += 1;
  profile.firstAt = Math.min(profile.firstAt, at);
  profile.lastAt = Math.max(profile.lastAt, at);
  if (member.hoaxClass !== 'none') profile.hoaxes += 1;
  increment(profile.topics, member.topic);
  if (member.agency !== null) increment(profile.agencies, member.agency);
  for (const district of signature.districts) increment(profile.districts, district);
}

/** How a mention agrees with an issue besides its words. */
export interface Agreement {
  readonly topic: boolean;
  readonly agency: boolean;
  readonly place: boolean;
  /** Both name districts, and none is the same: two floods in two districts are two issues. */
  readonly placeConflict: boolean;
}

export function agreementOf(member: IssueMember, signature: Signature, profile: IssueProfile): Agreement {
  const place = [...signature.districts].some((district) => isOwn(profile, profile.districts, district));
  const issueHasPlace = [...profile.districts.keys()].some((district) => isOwn(profile, profile.districts, district));
  return {
    topic: member.topic !== 'lainnya' && isOwn(profile, profile.topics, member.topic),
    agency: member.agency !== null && isOwn(profile, profile.agencies, member.agency),
    place,
    placeConflict: !place && issueHasPlace && signature.districts.size > 0,
  };
}

function isOwn(profile: IssueProfile, counts: ReadonlyMap<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  return count > 0 && count >= profile.count * ownShare;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
