import type { Verdict } from './claim.ts';

/** Ratings in the words of Indonesian and English fact checkers, the first that fits: `Sebagian Benar` is not true. */
const words: readonly (readonly [RegExp, Verdict])[] = [
  [/penipuan|\bscam|\bfraud|phishing/, 'scam'],
  [/satir|parodi|parody/, 'satire'],
  [/menyesatkan|misleading|sebagian|konteks|context|\bpartly|half[ -]true|mixture|\bmixed|campuran/, 'misleading'],
  [
    /\bsalah|hoaks|\bhoax|palsu|keliru|disinformasi|misinformasi|\bfalse|\bfake|incorrect|pants on fire|manipula|(?:tidak|bukan|tak) (?:benar|tepat|fakta|valid)|\bnot true|untrue/,
    'false',
  ],
  [/(?:belum|tidak|tak) (?:dapat |bisa )?(?:ter)?bukti|unproven|unverified/, 'unrated'],
  [/\bbenar|\btrue|\bfakta\b|\bfact\b|\bcorrect|\bvalid/, 'true'],
];

/** What a printed rating says: `Salah` → `false`, `Sebagian Benar` → `misleading`; `unrated` for words of no known meaning. */
export function verdictOf(rating: string): Verdict {
  const text = rating.toLowerCase().replace(/[\s_]+/g, ' ');
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? 'unrated';
}
