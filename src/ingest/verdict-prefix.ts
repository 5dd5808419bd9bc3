import type { ClaimReview } from '../core/claim.ts';
import { verdictOf } from '../core/verdict.ts';

/** Words in square brackets that name a rating; others (`[VIDEO]`, `[UPDATE]`, `[EDUKASI]`) are no verdict. */
const ratingWord =
  /^(?:salah|hoaks?|hoax|palsu|keliru|penipuan|disinformasi|misinformasi|malinformasi|menyesatkan|sebagian benar|klarifikasi|satir|satire|parodi|benar|fakta|belum terbukti|tidak terbukti)$/i;

/**
 * The verdict that a fact checker puts before the title: `[SALAH] …`, `[HOAKS] …`.
 *
 * Brackets at the very start are taken from any publisher, whatever the class of the source: nobody writes so who does not report a check,
 * portals repeat such titles word for word, and a page of klarifikasi is often one list of an office's ordinary news. What was spread
 * is mostly the title without the prefix; the publisher's own text tells more, so `claimed` stays open.
 */
export function reviewOfTitle(title: string | null): ClaimReview | null {
  const printed = /^\s*\[\s*([^\][]{4,40}?)\s*\]\s*\S/.exec(title ?? '')?.[1]?.replace(/\s+/g, ' ');
  if (printed === undefined || !ratingWord.test(printed)) return null;
  return { claimed: null, verdict: verdictOf(printed), rating: printed };
}

/** What the publisher says in data, or else before the title; data without a verdict takes the one of the title. */
export function withVerdictPrefix(review: ClaimReview | null, title: string | null): ClaimReview | null {
  if (review !== null && review.verdict !== 'unrated') return review;
  const printed = reviewOfTitle(title);
  return printed === null ? review : { ...printed, claimed: review?.claimed ?? null };
}
