import type { Region } from '../core/region.ts';
import { addresseeOf, askKindOf, createAgencyFinder } from '../issues/question.ts';
import { type AskJudge, judgeQueued } from '../store/question-queue.ts';
import { markReplied } from '../store/questions.ts';
import type { Db } from '../store/schema.ts';

export interface QuestionDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly region: Pick<Region, 'agencies'>;
  readonly signal: AbortSignal;
}

export interface QuestionSummary {
  /** Mentions with a new verdict that were looked at. */
  readonly looked: number;
  /** Questions that an office has replied to since the last call. */
  readonly answered: number;
}

const batchSize = 500;
/** Replies to what was asked longer ago are not looked for. */
const replyMs = 90 * 86_400_000;

/**
 * Keeps the list of what people ask the government: looks at mentions that have a new verdict, then at the offices' replies. Run it
 * after scoring; a call without news costs two short queries.
 */
export async function keepQuestions({ db, now, region, signal }: QuestionDeps): Promise<QuestionSummary> {
  const judge = createAskJudge(region);
  let looked = 0;
  while (!signal.aborted) {
    const count = await judgeQueued(db, batchSize, judge);
    if (count === 0) break;
    looked += count;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const answered = await markReplied(db, new Date(now().getTime() - replyMs).toISOString());
  return { looked, answered };
}

export function createAskJudge({ agencies }: Pick<Region, 'agencies'>): AskJudge {
  const findAgency = createAgencyFinder(agencies);
  return ({ title, text, target, ...candidate }) => {
    // A form's subject line often holds the request.
    const said = title === null ? text : `${title}\n${text}`;
    const kind = askKindOf(said);
    if (kind === null) return null;
    const isTargetGovernment = target === 'government';
    const addressee = addresseeOf({ ...candidate, text: said, isTargetGovernment }, findAgency);
    return addressee === null ? null : { kind, agency: addressee.agency };
  };
}
