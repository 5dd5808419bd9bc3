import { describe, expect, it } from 'vitest';
import { topics } from '../../src/core/topics.ts';
import { toAgencies } from '../../src/regions/region-names.ts';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import type { Model } from '../../src/scoring/learned/model.ts';
import { createTopicScorer } from '../../src/scoring/topic-agency.ts';
import { readText } from '../../src/text/read.ts';
import { smallLexicons } from './small-lexicons.ts';

const agencies = toAgencies(smallLexicons.agencies);
const index = createCueIndex(smallLexicons, agencies);
/** A model that adds up the points of the listed terms, so that these tests see the rules and not the training. */
const plain: Model = {
  version: 'test',
  columns: topics.length,
  keys: new Uint32Array(),
  weights: new Float32Array(),
  lexicon: new Map(
    [...topics, 'bias' as const].map((name) => [
      name,
      Float32Array.from(topics, (topic) =>
        name === 'bias' ? (topic === 'lainnya' ? 0.4 : 0) : topic === name ? 1 : 0,
      ),
    ]),
  ),
  calibration: {
    feeling: { scale: 1, shifts: [0, 0, 0] },
    gateScale: 1,
    target: { scale: 1, shifts: [0, 0, 0] },
    attention: { scale: 1, shifts: [0, 0, 0] },
  },
};
const scoreTopic = createTopicScorer(agencies, plain);
const noWords = new Float64Array(topics.length);
const judge = (title: string | null, text: string) => {
  const doc = readText(title, text, index.vocabulary);
  const { topic, agency } = scoreTopic(doc, index.find(doc.tokens), noWords);
  return `${topic} ${agency}`;
};

describe('createTopicScorer', () => {
  it.each([
    ['the topic named most and the agency in charge of it', null, 'Jalan rusak di desa', 'infrastruktur-jalan PUPR'],
    ['the title more than the text', 'Banjir lagi', 'Puskesmas ramai', 'banjir-bencana BPBD'],
    [
      'a named agency before the one in charge',
      null,
      'Banjir, dinas kesehatan turun. Dinas kesehatan siaga.',
      'banjir-bencana Dinkes',
    ],
    [
      'the one in charge before an office named in passing',
      null,
      'Bupati melihat jalan rusak',
      'infrastruktur-jalan PUPR',
    ],
    ['an office named in passing when nobody else is', null, 'Bupati datang', 'lainnya Bupati'],
    ['nothing', null, 'Selamat pagi semua', 'lainnya null'],
  ])('chooses %s', (_, title, text, expected) => {
    expect(judge(title, text)).toBe(expected);
  });

  it('does not count what stands in a link to another item', () => {
    expect(judge(null, 'Puskesmas ramai.\nBaca juga: banjir banjir banjir')).toBe('kesehatan Dinkes');
  });
});
