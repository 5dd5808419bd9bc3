import type { Instant } from './mention.ts';
import type { Attention } from './score.ts';
import type { Topic } from './topics.ts';

/** baru → diverifikasi → diteruskan → ditanggapi → selesai, or bukan-isu. */
export const issueStates = ['baru', 'diverifikasi', 'diteruskan', 'ditanggapi', 'selesai', 'bukan-isu'] as const;
export type IssueState = (typeof issueStates)[number];

/** All mentions of one event or theme. Counts never include mirrors or repeats. */
export interface Issue {
  readonly id: number;
  /** Title of the mention that names it best (the first article's, else the first mention's first words), or given by hand. */
  readonly title: string;
  readonly state: IssueState;
  /** When the state was last changed; null while nobody has. */
  readonly stateAt: Instant | null;
  /** Until when the agency that it was passed on to should answer; null before that. */
  readonly dueAt: Instant | null;
  /** The issue that it was joined to; it has no members of its own any more. */
  readonly mergedInto: number | null;
  readonly topic: Topic;
  readonly agency: string | null;
  /** Code of the place named most, kecamatan or desa. */
  readonly placeCode: string | null;
  readonly placeName: string | null;
  /** Red needs a report of the media or two other voices; a lone post, comment or an office's own statement is yellow at most. */
  readonly attention: Attention;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Who published first: source title or publisher. */
  readonly firstPublisher: string;
  readonly mentionCount: number;
  readonly negativeCount: number;
  readonly positiveCount: number;
  /** Distinct voices: sources that are neither mirrors nor aggregators. */
  readonly sourceCount: number;
  /** Reach without double counting: newsrooms (media, print, broadcast), groups and accounts that posted, and comments. */
  readonly mediaCount: number;
  readonly accountCount: number;
  readonly commentCount: number;
  /** Mentions that repeat a claim or spread a hoax. */
  readonly hoaxCount: number;
  readonly updatedAt: Instant;
}

export const issueEventKinds = ['state', 'merge', 'split', 'note', 'clarification', 'agency', 'title', 'due'] as const;
export type IssueEventKind = (typeof issueEventKinds)[number];

/** One line of an issue's history: who did what, when and why. Never changed afterwards. */
export interface IssueEvent {
  readonly id: number;
  readonly issueId: number;
  readonly kind: IssueEventKind;
  readonly from: string | null;
  readonly to: string | null;
  /** Name of the person, as given with the request; `kentongan` for what the program did by itself. */
  readonly who: string;
  readonly why: string | null;
  readonly at: Instant;
}

/** The office's answer (klarifikasi) to an issue or a rumour; later repeats are answered with it. */
export interface Clarification {
  readonly id: number;
  /** Null for one that answers a rumour no issue is known of. */
  readonly issueId: number | null;
  readonly title: string;
  /** What was spread, in the office's words; compared with later mentions. Null when only the answer is known. */
  readonly claimed: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly agency: string | null;
  readonly publishedAt: Instant;
  readonly who: string;
}

/** Negative mentions in equally long spans before and after an answer; a rate falls only if the volume does. */
export interface ResponseEffect {
  /** When the office answered. */
  readonly answeredAt: Instant;
  readonly hours: number;
  readonly before: { readonly negative: number; readonly all: number };
  readonly after: { readonly negative: number; readonly all: number };
  /** False while the span after the answer has not ended. */
  readonly complete: boolean;
}
