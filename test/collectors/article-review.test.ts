import { describe, expect, it } from 'vitest';
import { createBench } from './bench.ts';

const { site, run, readKept } = createBench();
const article = `<html><head><title>Cek Fakta</title>
<script type="application/ld+json">{"@graph":[{"@type":"ClaimReview","claimReviewed":"Motor gratis dari bupati","reviewRating":{"alternateName":"Penipuan"}}]}</script>
</head><body><article><h1>Motor Gratis dari Bupati?</h1><p>${'Pemeriksaan menunjukkan tautan itu mencuri data. '.repeat(10)}</p></article></body></html>`;
const review = { claimed: 'Motor gratis dari bupati', verdict: 'scam', rating: 'Penipuan' };

describe('ClaimReview on an article page', () => {
  it('is handed on by whoever reads articles, and again from a kept page', async () => {
    const server = await site(({ path }) =>
      path === '/' ? '<a class="x" href="/cek/motor">Motor Gratis?</a>' : article,
    );
    const options = { url: `${server.origin}/`, selectors: { link: 'a.x' } };
    expect((await run('listing', options)).posts).toMatchObject([{ url: `${server.origin}/cek/motor`, review }]);
    const kept = await readKept('listing', options, article, `${server.origin}/cek/motor`);
    expect(kept.posts).toMatchObject([{ review }]);
  });
});
