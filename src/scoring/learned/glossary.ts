import type { Lexicons } from '../../text/lexicon.ts';

/** Local words and the Indonesian word each is read as; words that Indonesian has too are left as they are. */
export function glossaryOf(
  lexicons: Pick<Lexicons, 'glossary' | 'languageWords' | 'sentiment'>,
): ReadonlyMap<string, string> {
  const indonesian = new Set(lexicons.languageWords.id ?? []);
  for (const { language, terms } of lexicons.sentiment) {
    if (language === 'id') for (const { term } of terms) indonesian.add(term.toLowerCase());
  }
  const found = new Map<string, string>();
  for (const { form, indonesian: word } of lexicons.glossary ?? []) {
    const local = form.toLowerCase();
    if (!indonesian.has(local) && !found.has(local)) found.set(local, word.toLowerCase());
  }
  return found;
}
