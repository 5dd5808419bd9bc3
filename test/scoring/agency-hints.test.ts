import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Topic } from '../../src/core/topics.ts';
import { toAgencies } from '../../src/regions/region-names.ts';
import { createAgencyFinder } from '../../src/scoring/agency.ts';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { readText } from '../../src/text/read.ts';
import { smallLexicons } from './small-lexicons.ts';

// The list names PLN, but this region does not have it.
const agencies = toAgencies(smallLexicons.agencies);
const index = createCueIndex(smallLexicons, agencies);
const agencyOf = createAgencyFinder(agencies);
const judge = (topic: Topic, title: string | null, text: string) => {
  const doc = readText(title, text, index.vocabulary);
  return agencyOf(doc, index.find(doc.tokens), topic);
};

describe('createAgencyFinder', () => {
  it.each<[string, Topic, string, string | null]>([
    ['the first of the topic when nothing is said', 'banjir-bencana', 'Ngeri sekali', 'BPBD'],
    ['nobody without topic, name and subject', 'lainnya', 'Ngeri sekali', null],
    ['whom the subject belongs to, before the first of the topic', 'banjir-bencana', 'Tanggul retak', 'PUPR'],
    ['whom the subject belongs to when there is no topic', 'lainnya', 'air keran keruh lagi', 'PDAM'],
    ['the first of the topic before a weak subject', 'banjir-bencana', 'awas jentik di genangan', 'BPBD'],
    ['an agency named and answering for the subject', 'kesehatan', 'DPUPR lihat tanggul, pasien lewat', 'PUPR'],
    ['the first of the topic and its name before a stray subject', 'banjir-bencana', 'BPBD cek tanggul', 'BPBD'],
    ['a general office for its own subject', 'banjir-bencana', 'maling masuk posko', 'Polres'],
    ['not a general office for its name alone', 'banjir-bencana', 'polres jaga posko', 'BPBD'],
    ['a general office named when there is nobody else', 'lainnya', 'polres ramai', 'Polres'],
    ['never an agency that the region does not have', 'air-listrik', 'listrik padam', 'PDAM'],
  ])('asks %s', (_, topic, text, expected) => {
    expect(judge(topic, null, text)).toBe(expected);
  });

  it('lets the title say more than the text', () => {
    expect(judge('lainnya', 'Tanggul', 'Dinas kesehatan hadir')).toBe('PUPR');
    expect(judge('lainnya', 'Dinas kesehatan', 'Tanggul')).toBe('Dinkes');
  });

  it('does not count what stands in a link to another item', () => {
    expect(judge('banjir-bencana', null, 'Genangan tinggi.\nBaca juga: maling air keran')).toBe('BPBD');
  });
});

describe('agency-hints.tsv', () => {
  const rows = (name: string) =>
    readFileSync(new URL(`../../lexicons/${name}.tsv`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .slice(1)
      .map((line) => line.split('\t'));
  const hints = rows('agency-hints');

  it('names only agencies of agencies.tsv', () => {
    const known = new Set(rows('agencies').map(([agency]) => agency));
    expect(hints.filter(([agency]) => !known.has(agency))).toEqual([]);
  });

  it('has no word that slang turns into another one', () => {
    const slang = new Set(rows('slang').map(([form]) => form));
    expect(hints.filter(([, term]) => slang.has(term))).toEqual([]);
  });

  it.each(['jv', 'su', 'mad', 'bug'])('knows everyday words of %s', (language) => {
    expect(hints.filter(([, , , note]) => note === language).length).toBeGreaterThanOrEqual(90);
  });
});
