import type { ClaimReview } from '../core/claim.ts';
import { verdictOf } from '../core/verdict.ts';
import { quoted, readJsonLdObjects, toText } from './article-meta.ts';
import type { Page } from './page.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** ClaimReview (schema.org) of a page that checks a claim: what was spread, and the rating in the checker's words. */
export function findReview(page: Page, html: string): ClaimReview | null {
  // Hardly any page has one: the others are not parsed for it.
  if (!html.includes('ClaimReview')) return null;
  const { objects, broken } = readJsonLdObjects(page);
  for (const object of objects) {
    if (![object['@type']].flat().includes('ClaimReview')) continue;
    const review = toReview(object);
    if (review !== null) return review;
  }
  if (!/"@type"\s*:\s*\[?\s*"ClaimReview"/.test(broken)) return null;
  return asReview(quoted(broken, 'claimReviewed'), quoted(broken, 'alternateName'), null);
}

function toReview(object: JsonObject): ClaimReview | null {
  const rating = [object.reviewRating].flat().find(isObject) ?? {};
  const item = [object.itemReviewed].flat().find(isObject) ?? {};
  const claimed = toText(object.claimReviewed) ?? toText(item.name) ?? toText(item.headline);
  return asReview(claimed, toText(rating.alternateName) ?? toText(rating.name), rating);
}

/** The words are what was meant; the number only says something where there are none. */
function asReview(claimed: string | null, words: string | null, rating: JsonObject | null): ClaimReview | null {
  if (words !== null) return { claimed, verdict: verdictOf(words), rating: words };
  const value = toNumber(rating?.ratingValue);
  if (value === null) return claimed === null ? null : { claimed, verdict: 'unrated', rating: '' };
  const worst = toNumber(rating?.worstRating) ?? 1;
  const best = toNumber(rating?.bestRating) ?? 5;
  const verdict = value === worst && worst < best ? 'false' : value === best && worst < best ? 'true' : 'unrated';
  return { claimed, verdict, rating: `${value}/${best}` };
}

function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
