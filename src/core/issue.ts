import type { Instant } from './mention.ts';
import type { Attention } from './score.ts';
import type { Topic } from './topics.ts';

/** baru → diverifikasi → diteruskan → ditanggapi → selesai, or bukan-isu. */
export const issueStates = ['baru', 'diverifikasi', 'diteruskan', 'ditanggapi', 'selesai', 'bukan-isu'] as const;
export type IssueState = (typeof issueStates)[number];

/** All mentions of one event or theme. Counts never include mirrors or repeats. */
export interface Issue {
  readonly id: number;
  /** Title of the mention that names it best (the first article's, else the first mention's first words). */
  readonly title: string;
  readonly state: IssueState;
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
  /** Mentions that repeat a claim or spread a hoax. */
  readonly hoaxCount: number;
  readonly updatedAt: Instant;
}
