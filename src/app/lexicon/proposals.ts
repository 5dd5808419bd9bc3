import type { WordProposal, WordProposals } from '../../core/lexicon-desk.ts';
import { type OfficeLexicon, withEntry } from '../../core/office-lexicon.ts';
import type { SentimentLabel } from '../../core/score.ts';
import type { TextScorer } from '../../scoring/create-scorer.ts';
import { type JudgedText, listJudgedTexts } from '../../store/corrections-texts.ts';
import type { Db } from '../../store/schema.ts';
import { withoutClitic } from '../../text/affixes.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { inSlices } from './slices.ts';

const mostTexts = 1_000;
const mostProposals = 20;
/** Texts with the word that people moved the same way; fewer may be chance. */
const fewestAgreeing = 3;
/** Against one text that speaks against it. */
const leastShare = 3;
/** Judged texts on which a proposal is tried out. */
const mostTried = 60;
const suggestedWeight = 2;
const triedWord = /^\p{L}{4,30}$/u;

/**
 * Words that stand in many texts whose feeling people have moved the same way, each with what a weight for it would do to the judged texts
 * with it. Only single words; not the small ones of the language, and none that the office has a weight for.
 */
export async function proposeWords(
  db: Db,
  scorer: TextScorer,
  { languageWords }: Pick<Lexicons, 'languageWords'>,
  office: OfficeLexicon,
): Promise<WordProposals> {
  const { items: texts } = await listJudgedTexts(db, { limit: mostTexts });
  const small = new Set(Object.values(languageWords).flat());
  const taken = new Set(office.entries.flatMap(({ term }) => scorer.wordsOf(null, term)));
  const byWord = new Map<string, JudgedText[]>();
  await inSlices(texts, (text) => {
    for (const word of new Set(scorer.wordsOf(text.title, text.text))) {
      if (!triedWord.test(word) || small.has(word) || taken.has(word)) continue;
      const held = byWord.get(word);
      if (held === undefined) byWord.set(word, [text]);
      else held.push(text);
    }
  });
  joinEndings(byWord);
  const likely = [...byWord]
    .flatMap(([term, held]) => toLikely(term, held) ?? [])
    .sort((a, b) => b.agree - 2 * b.against - (a.agree - 2 * a.against) || (a.term < b.term ? -1 : 1))
    .slice(0, mostProposals);
  const items: WordProposal[] = [];
  for (const { held, ...proposal } of likely)
    items.push({ ...proposal, ...(await tryOut(scorer, office, proposal, held)) });
  return { texts: texts.length, items };
}

/** `ambyarnya` counts with `ambyar`, as a weight for it would find both. */
function joinEndings(byWord: Map<string, JudgedText[]>): void {
  for (const [word, held] of byWord) {
    const base = withoutClitic(word, (rest) => byWord.has(rest));
    if (base === null) continue;
    byWord.set(base, [...new Set([...(byWord.get(base) ?? []), ...held])]);
    byWord.delete(word);
  }
}

interface Likely extends Omit<WordProposal, 'mended' | 'broken'> {
  readonly held: readonly JudgedText[];
}

function toLikely(term: string, held: readonly JudgedText[]): Likely | null {
  const moves = held.map(moveOf);
  const up = moves.filter((move) => move > 0).length;
  const down = moves.filter((move) => move < 0).length;
  const agree = Math.max(up, down);
  const against = held.length - agree;
  if (agree < fewestAgreeing || agree < against * leastShare) return null;
  const isGood = up > down;
  return {
    term,
    direction: isGood ? 'positive' : 'negative',
    weight: isGood ? suggestedWeight : -suggestedWeight,
    agree,
    against,
    held,
  };
}

const ranks: Readonly<Record<SentimentLabel, number>> = { negative: -1, neutral: 0, unscored: 0, positive: 1 };

/** Where a person has moved a text: below zero to the bad; 0 when the program says the same. */
function moveOf({ label, machineLabel }: JudgedText): number {
  return machineLabel === null ? 0 : ranks[label] - ranks[machineLabel];
}

async function tryOut(
  scorer: TextScorer,
  office: OfficeLexicon,
  { term, weight }: Pick<WordProposal, 'term' | 'weight'>,
  held: readonly JudgedText[],
): Promise<Pick<WordProposal, 'mended' | 'broken'>> {
  const after = scorer.scorerWith({ version: office.version + 1, entries: withEntry(office.entries, term, weight) });
  let mended = 0;
  let broken = 0;
  await inSlices(held.slice(0, mostTried), ({ mentionId, title, text, label, machineLabel }) => {
    const doc = { id: String(mentionId), title, text, publishedAt: null, platform: null };
    const said = after.score([doc])[0]?.sentiment.label;
    if (said === label && machineLabel !== label) mended += 1;
    if (said !== label && machineLabel === label) broken += 1;
  });
  return { mended, broken };
}
