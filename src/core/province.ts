import type { IssueState } from './issue.ts';
import type { Instant, MentionKind, Platform } from './mention.ts';
import type { Attention, SentimentLabel } from './score.ts';
import type { Topic } from './topics.ts';

/** What regencies of a province publish for it, and what they share on purpose. Nothing here is a mention but what was shared. */

/** Stands in the place of a regency's code where the province itself is meant. */
export const provinceCode = 'province';

/** What a regency counted on one day of its own zone. Mirrors are not counted; unscored is not neutral. */
export interface RegencyDay {
  /** `35.16` */
  readonly regency: string;
  /** `2026-11-21` */
  readonly day: string;
  /** About the regency: the five counts below together. */
  readonly mentions: number;
  readonly negatives: number;
  /** Not negative, but watched. */
  readonly potentials: number;
  readonly neutrals: number;
  readonly positives: number;
  readonly unscored: number;
  /** Mentions that repeat a claim or spread a hoax. */
  readonly hoaxes: number;
  readonly alerts: number;
  /** Reports that went out. */
  readonly reports: number;
  /** As it was when the day was published last; null for days before the first. */
  readonly openIssues: number | null;
  readonly silentSources: number | null;
}

/** How a regency stands now. */
export interface RegencyState {
  readonly regency: string;
  /** When it was heard of last, also when nothing had changed. */
  readonly publishedAt: Instant;
  readonly openIssues: number;
  /** Of these, red. */
  readonly redIssues: number;
  /** Sources that are read. */
  readonly sources: number;
  /** Of these, from which nothing comes although something should. */
  readonly silentSources: number;
  /** When the newest mention was collected; null before the first. */
  readonly lastItemAt: Instant | null;
}

/** By what the same event is found again elsewhere. Bounded sets of hashes: words can be guessed from them, texts cannot be read. */
export interface CardKeys {
  /** Stems of the title. */
  readonly title: readonly number[];
  /** Stems that most mentions of the issue have in common. */
  readonly stems: readonly number[];
  /** Smallest hashes of the word triples of its texts, some of each: copies share them. */
  readonly copies: readonly number[];
  /** Canonical addresses of its mentions. */
  readonly urls: readonly number[];
}

/** An issue of a regency, without any text of its mentions. */
export interface IssueCard {
  readonly regency: string;
  readonly issueId: number;
  readonly title: string;
  readonly topic: Topic;
  readonly agency: string | null;
  readonly attention: Attention;
  readonly state: IssueState;
  readonly placeName: string | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly mentionCount: number;
  readonly negativeCount: number;
  readonly sourceCount: number;
  readonly hoaxCount: number;
  readonly keys: CardKeys;
}

/** An issue that a regency showed to another or to the province, with a copy of what it chose to show. */
export interface SharedIssue {
  readonly from: string;
  /** Code of a regency, or `provinceCode`. */
  readonly to: string;
  readonly issueId: number;
  readonly title: string;
  readonly topic: Topic;
  readonly agency: string | null;
  readonly attention: Attention;
  readonly placeName: string | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly mentionCount: number;
  readonly negativeCount: number;
  readonly who: string;
  readonly reason: string;
  readonly at: Instant;
}

/** What was shown of a mention. Who a citizen is stays behind: no author. */
export interface SharedMention {
  readonly mentionId: number;
  readonly publishedAt: Instant;
  readonly platform: Platform;
  readonly kind: MentionKind;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  /** Null while it has no verdict. */
  readonly label: SentimentLabel | null;
}

/** A regency of the province, as it is configured. */
export interface ProvinceMember {
  readonly code: string;
  readonly name: string;
  /** Address of its own dashboard. */
  readonly publicUrl: string;
}

/** One event that is an issue in several regencies. */
export interface SpreadingIssue {
  /** Oldest first; of one regency there may be several. */
  readonly cards: readonly IssueCard[];
  /** Distinct regencies, in the order in which it appeared there. */
  readonly regencies: readonly string[];
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly mentionCount: number;
  readonly negativeCount: number;
  /** The highest of its cards. */
  readonly attention: Attention;
}

/** The province that an installation is part of, as its pages and API know it. */
export interface ProvinceCircle {
  /** Whose pages these are: code of a regency, or `provinceCode`. */
  readonly self: string;
  /** `Provinsi Jawa Timur` */
  readonly name: string;
  /** By code. */
  readonly members: readonly ProvinceMember[];
  /** Events that are issues in several regencies, the one mentioned last first; for the province itself, which reads all cards. */
  spreading(): Promise<readonly SpreadingIssue[]>;
}

/** Name of a regency of the province, or of the province. */
export function memberName({ name, members }: Pick<ProvinceCircle, 'name' | 'members'>, code: string): string {
  return code === provinceCode ? name : (members.find((member) => member.code === code)?.name ?? code);
}

/** Begins the ids of what a regency took over from its province: sources and keyword packs. Nothing else may be called so there. */
const offeredPrefix = 'provinsi-';

export function offeredId(id: string): string {
  return `${offeredPrefix}${id}`;
}

export function isOfferedId(id: string): boolean {
  return id.startsWith(offeredPrefix);
}
