import type { OfficeAccuracy, Share } from '../../core/lexicon-desk.ts';
import type { SentimentLabel } from '../../core/score.ts';
import { type JudgedText, listJudgedTexts } from '../../store/corrections-texts.ts';
import type { Db } from '../../store/schema.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { type Answer, commonestLabel, measure } from '../evaluation/measure.ts';
import { createPlainWords } from '../evaluation/plain-words.ts';
import { inSlices } from './slices.ts';

const mostTexts = 2_000;
const fewTexts = 100;

/**
 * Makes what measures the program on the texts that people have judged, beside what costs nothing. What the program says is what it said
 * when it read each text last, so nothing is scored; what plain words say is remembered by text.
 */
export function createOfficeAccuracy(db: Db, lexicons: Pick<Lexicons, 'sentiment'>) {
  const plainWords = createPlainWords(lexicons);
  let known = new Map<string, SentimentLabel>();
  return async (): Promise<OfficeAccuracy | null> => {
    const { items } = await listJudgedTexts(db, { limit: mostTexts });
    const texts = items.filter(isMeasured);
    if (texts.length === 0) return null;
    const plain = new Map<string, SentimentLabel>();
    await inSlices(texts, ({ contentHash, title, text }) => {
      plain.set(contentHash, known.get(contentHash) ?? plainWords(title, text));
    });
    known = plain;
    const usual = commonestLabel(texts.map(({ label }) => label)) as SentimentLabel;
    const shareOf = (saidOf: (text: MeasuredText) => string): Share => {
      const answers = texts.map((text): Answer => ({ truth: text.label, said: saidOf(text) }));
      const { accuracy, macroF1 } = measure(answers);
      return { accuracy, macroF1 };
    };
    return {
      texts: texts.length,
      few: texts.length < fewTexts,
      confirmed: texts.filter(({ label, machineLabel }) => label === machineLabel).length,
      ours: shareOf(({ machineLabel }) => machineLabel),
      plain: shareOf(({ contentHash }) => plain.get(contentHash) ?? 'neutral'),
      majority: { ...shareOf(() => usual), label: usual },
    };
  };
}

type MeasuredText = JudgedText & { readonly machineLabel: SentimentLabel };

/** What neither a person nor the program has judged yet measures nothing. */
function isMeasured(text: JudgedText): text is MeasuredText {
  return text.label !== 'unscored' && text.machineLabel !== null;
}
