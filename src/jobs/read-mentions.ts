import type { Logger } from '../core/log.ts';
import type { Mention } from '../core/mention.ts';
import type { Doc, ScoredDoc, Scorer } from '../core/score.ts';

export interface ReadDeps {
  readonly scorer: Scorer;
  readonly log: Logger;
}

/** What the scorer says of texts, before it is known who wrote them and what they answer. */
export interface ReadVerdicts {
  /** One for each mention. */
  readonly scored: readonly ScoredDoc[];
  readonly failed: number;
  /** Of the scorer that said it. */
  readonly stamp: string;
}

/** Scores on another thread, which says the same as this one. Rejects when it fails on one of the texts, or the thread has ended. */
export type ScoreBeside = (docs: readonly Doc[]) => Promise<readonly ScoredDoc[]>;

/** Texts scored before others have their turn: near known claims one takes some milliseconds. */
const textsPerTurn = 10;
/** Texts of one question to another thread: so many are scored here when it fails. */
const textsBeside = 25;

/** Scores texts on this thread, few at a time. */
export async function readMentions(deps: ReadDeps, mentions: readonly Mention[]): Promise<ReadVerdicts> {
  // The office may change its words meanwhile.
  const { stamp } = deps.scorer;
  const scored: ScoredDoc[] = [];
  let failed = 0;
  for (const some of inParts(mentions, textsPerTurn)) {
    const verdicts = scoreAll(deps, some.map(toDoc));
    scored.push(...verdicts.scored);
    failed += verdicts.failed;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { scored, failed, stamp };
}

/** Scores texts on another thread; those that it cannot score, on this one. The other begins before this is awaited. */
export async function readBeside(
  deps: ReadDeps,
  mentions: readonly Mention[],
  score: ScoreBeside,
): Promise<ReadVerdicts> {
  const { stamp } = deps.scorer;
  const parts = inParts(mentions, textsBeside).map((some) => ({ some, answer: score(some.map(toDoc)) }));
  // Each is asked for in its turn; until then nobody listens.
  for (const { answer } of parts) answer.catch(() => {});
  const scored: ScoredDoc[] = [];
  let failed = 0;
  for (const { some, answer } of parts) {
    try {
      scored.push(...(await answer));
    } catch (error) {
      deps.log.warn({ err: error, texts: some.length }, 'texts that another thread could not score are scored here');
      const verdicts = await readMentions(deps, some);
      scored.push(...verdicts.scored);
      failed += verdicts.failed;
    }
  }
  return { scored, failed, stamp };
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}

export function toDoc({ id, title, text, publishedAt, platform }: Mention): Doc {
  return { id: String(id), title, text, publishedAt, platform };
}

/** A batch on which the scorer throws is scored one by one: one text must not keep all others unscored. */
function scoreAll(deps: ReadDeps, docs: readonly Doc[]): { scored: readonly ScoredDoc[]; failed: number } {
  try {
    return { scored: deps.scorer.score(docs), failed: 0 };
  } catch (error) {
    deps.log.error({ err: error }, 'scorer failed on a batch');
  }
  let failed = 0;
  const scored = docs.map((doc) => {
    try {
      const [verdict] = deps.scorer.score([doc]);
      if (verdict !== undefined) return verdict;
    } catch (error) {
      deps.log.error({ err: error, mention: doc.id }, 'scorer failed on a text');
    }
    failed += 1;
    return unscored(doc);
  });
  return { scored, failed };
}

/** Never "neutral" on failure. */
function unscored(doc: Doc): ScoredDoc {
  return {
    id: doc.id,
    language: 'und',
    relevance: { about: null, level: 'elsewhere', confidence: 0, why: [] },
    sentiment: { label: 'unscored', value: 0, confidence: 0, evidence: [] },
    target: 'none',
    attention: 'none',
    reasons: ['scorer-failed'],
    hoax: { class: 'none', value: 0, evidence: [], matches: [] },
    topic: 'lainnya',
    agency: null,
    places: [],
    versions: { sentiment: 0, lexicon: '' },
  };
}
