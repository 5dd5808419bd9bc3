import type { Digest } from '../../src/core/digest.ts';
import { makeClipping, makeEntry } from './digests.ts';
import { makeFullDigest } from './rich-digest.ts';

export const attack =
  '"><script>alert(1)</script><img src=x onerror=alert(1)>\r\nBcc: x@jahat.test\u0000\u202Elitup\u2066 =HYPERLINK("http://jahat.test")';
export const bracketed = ']]></w:t></w:r><w:altChunk r:id="x"/>';
export const arabic = 'بيان رسمي من الحكومة حول المياه';
export const javanese = 'ꦧꦚꦸꦫꦒ ꦲꦪꦸ';
export const emoji = '👨‍👩‍👧‍👦🏳️‍🌈 🚱 banyu mati 🇮🇩';
export const huge = 'Panjang'.repeat(4_000);

const titles = [
  attack,
  bracketed,
  arabic,
  javanese,
  emoji,
  huge,
  '=1+1',
  '\ud800 pecah',
  '*tebal* _miring_ ```kode```',
  '\ufffe',
];

/** A day on which everything that can be written by strangers was written with ill intent, and much of it. */
export function makeHostileDigest(): Digest {
  const entries = Array.from({ length: 40 }, (_, index) => {
    const title = titles[index % titles.length] ?? attack;
    return makeEntry(
      title,
      {
        substance: `${title} ${attack}`,
        places: [title, attack],
        links: [
          { publisher: title, title: attack, url: 'javascript:alert(1)' },
          { publisher: attack, title, url: `https://a.test/${'x'.repeat(3_000)}` },
          { publisher: attack, title, url: 'https://user:pass@a.test/' },
        ],
        headline: { title: 'negative', body: 'neutral', reports: 2, of: 3, example: title },
        recurring: [{ id: 1, title, firstAt: '2026-11-02T03:00:00.000Z' }],
        note: title,
      },
      { id: index + 1, agency: title, firstPublisher: attack, placeName: title },
    );
  });
  const clippings = Array.from({ length: 400 }, (_, index) => {
    const title = titles[index % titles.length] ?? attack;
    return makeClipping(title, {
      publisher: title,
      agency: attack,
      topic: title,
      label: title,
      url: 'data:text/html,x',
    });
  });
  const full = makeFullDigest();
  return makeFullDigest({
    regionName: `Kabupaten ${attack}`,
    preparedBy: attack,
    addressedTo: titles,
    lexicon: attack,
    program: attack,
    editorial: {
      editedBy: attack,
      editedAt: '2026-11-21T23:10:00.000Z',
      approvedBy: attack,
      approvedAt: '2026-11-21T23:20:00.000Z',
      excludedIssues: [],
      correction: 2,
    },
    summary: titles,
    trust: attack,
    peak: full.peak === null ? null : { ...full.peak, title: attack },
    topics: titles.map((topic) => ({ topic, count: 3, negative: 1 })),
    topWords: titles.map((word) => ({ word, count: 3 })),
    negative: entries,
    analysis: entries.map(({ issue }) => ({ issueId: issue.id, text: issue.title })),
    recommendations: entries.map(({ issue }) => ({
      issueId: issue.id,
      action: issue.title,
      responsible: attack,
      dueAt: null,
    })),
    potential: entries,
    spikes: full.spikes.map((spike) => ({ ...spike, sentence: attack })),
    hoaxes: entries.map((entry) => ({
      entry,
      status: 'suggested',
      answer: { title: attack, url: 'javascript:alert(1)', similarity: 0.7 },
    })),
    followUps: full.followUps.flatMap((followUp) => entries.map((entry) => ({ ...followUp, entry, agency: attack }))),
    questions: titles.map((title) => ({
      agency: title,
      asked: 2,
      waiting: 2,
      oldestWaitingAt: null,
      examples: [{ mentionId: 1, text: title, at: '2026-11-21T04:00:00.000Z', url: 'javascript:alert(1)' }],
    })),
    positive: entries,
    image: titles.map((name) => ({ name, counts: full.sentiment.media, before: full.sentiment.media })),
    clippings,
    alerts: {
      ...full.alerts,
      silences: titles.map((title, id) => ({
        id,
        reason: title,
        author: attack,
        endsAt: '2026-11-22T23:00:00.000Z',
        muted: 2,
      })),
    },
    coverage: {
      ...full.coverage,
      sources: titles.map((title, index) => ({
        id: `s${index}`,
        title,
        status: 'failing',
        lastError: attack,
        lastNewItemAt: null,
      })),
    },
  });
}
