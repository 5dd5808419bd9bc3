import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/reading/article.ts';

const hints = { url: 'https://cek-contoh.test/motor', contentType: 'text/html', zone: 'Asia/Jakarta' };
const text =
  'Beredar pesan bahwa bupati membagikan sepeda motor. Pemeriksaan menunjukkan pesan itu tidak berdasar. '.repeat(5);
const reviewIn = (...scripts: string[]) =>
  parseArticle(
    `<html><head><title>Cek Fakta</title>${scripts.map((json) => `<script type="application/ld+json">${json}</script>`).join('')}</head><body><h1>Bupati Bagikan Motor?</h1><p>${text}</p></body></html>`,
    hints,
  ).review;
const review = (overrides: Record<string, unknown> = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  datePublished: '2026-11-12',
  claimReviewed: 'Bupati membagikan 500 sepeda motor',
  author: { '@type': 'Organization', name: 'Cek Contoh' },
  reviewRating: { '@type': 'Rating', ratingValue: '1', bestRating: '5', worstRating: '1', alternateName: 'Salah' },
  ...overrides,
});
const found = { claimed: 'Bupati membagikan 500 sepeda motor', verdict: 'false', rating: 'Salah' };

describe('ClaimReview of a page', () => {
  it.each([
    ['alone', JSON.stringify(review())],
    ['in a list', JSON.stringify([{ '@type': 'WebSite', name: 'Cek' }, review()])],
    [
      'in @graph',
      JSON.stringify({ '@context': 'https://schema.org', '@graph': [{ '@type': 'NewsArticle' }, review()] }),
    ],
    ['with several types', JSON.stringify(review({ '@type': ['Review', 'ClaimReview'] }))],
    ['with its rating in a list', JSON.stringify(review({ reviewRating: [{ alternateName: ['Salah'] }] }))],
    ['with raw line breaks inside', JSON.stringify(review()).replace('Bupati membagikan', 'Bupati\nmembagikan')],
    ['broken', JSON.stringify(review()).replace('}}', ',,}}')],
    [
      'with HTML in the claim',
      JSON.stringify(review({ claimReviewed: 'Bupati membagikan <b>500</b> sepeda&nbsp;motor' })),
    ],
  ])('%s', (_, json) => {
    expect(reviewIn(json)).toEqual(found);
  });

  it.each([
    [{ ratingValue: 5, bestRating: 5, worstRating: 1 }, 'true', '5/5'],
    [{ ratingValue: '1' }, 'false', '1/5'],
    [{ ratingValue: -1 }, 'unrated', '-1/5'],
    [{ ratingValue: 3, bestRating: '5' }, 'unrated', '3/5'],
    [{ ratingValue: 1, bestRating: 1, worstRating: 1 }, 'unrated', '1/1'],
    [{}, 'unrated', ''],
    ['Salah', 'unrated', ''],
    [null, 'unrated', ''],
  ])('by number %j', (reviewRating, verdict, rating) => {
    expect(reviewIn(JSON.stringify(review({ reviewRating })))).toEqual({ ...found, verdict, rating });
  });

  it('the claim may stand in what is reviewed', () => {
    const itemReviewed = { '@type': 'Claim', name: 'Bupati membagikan 500 sepeda motor' };
    expect(reviewIn(JSON.stringify(review({ claimReviewed: undefined, itemReviewed })))).toEqual(found);
  });

  it('the first that says anything counts', () => {
    expect(reviewIn(JSON.stringify([{ '@type': 'ClaimReview' }, review()]))).toEqual(found);
  });

  it.each([
    ['nothing', ''],
    ['an article about ClaimReview', JSON.stringify({ '@type': 'NewsArticle', headline: 'Apa itu ClaimReview?' })],
    ['an empty one', '{"@type":"ClaimReview"}'],
    ['wrong types', '{"@type":"ClaimReview","claimReviewed":7,"reviewRating":[[]],"itemReviewed":"x"}'],
    ['a prototype', '{"@type":"ClaimReview","__proto__":{"claimReviewed":"x"}}'],
    ['something deep', `${'['.repeat(5000)}"ClaimReview"${']'.repeat(5000)}`],
  ])('%s is none', (_, json) => {
    expect(reviewIn(json)).toBeNull();
  });
});
