import { describe, expect, test } from 'vitest';
import { loadModels } from '../../src/app/models.ts';
import { noOfficeLexicon, type OfficeLexicon } from '../../src/core/office-lexicon.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { createLateScorer } from '../../src/scoring/late-scorer.ts';
import type { Lexicons } from '../../src/text/lexicon.ts';
import { smallLexicons } from './small-lexicons.ts';

const models = loadModels();
const doc = { id: '1', title: null, text: 'jalan rusak sekali, gercep dong', publishedAt: null, platform: null };
const changed: OfficeLexicon = { version: 4, entries: [{ term: 'gercep', weight: 5 }] };

/** The lists, and which of them were asked for. */
function watchedLists() {
  const asked = new Set<string>();
  const lexicons = new Proxy(smallLexicons, {
    get: (lists, name: keyof Lexicons) => {
      asked.add(name);
      return lists[name];
    },
  });
  return { asked, lexicons };
}

function makeBoth() {
  const { asked, lexicons } = watchedLists();
  let office = noOfficeLexicon;
  const parts = { models, region: null, otherRegencies: emptyGazetteer, office: () => office };
  return {
    asked,
    late: createLateScorer({ ...parts, lexicons }),
    atOnce: createScorer({ ...parts, lexicons: smallLexicons }),
    teach: (words: OfficeLexicon) => {
      office = words;
    },
  };
}

describe('createLateScorer', () => {
  test('tells by what it judges without reading a list, also when the office changes its words', () => {
    const { asked, late, atOnce, teach } = makeBoth();
    expect([late.stamp, late.lexiconVersion]).toEqual([atOnce.stamp, atOnce.lexiconVersion]);
    expect(late.score([])).toEqual([]);
    teach(changed);
    expect([late.stamp, late.lexiconVersion]).toEqual([atOnce.stamp, atOnce.lexiconVersion]);
    expect(late.lexiconVersion).toMatch(/\+k4$/);
    expect([...asked]).toEqual(['version']);
  });

  test('reads them with the first text, once, and scores as the other', () => {
    const { asked, late, atOnce, teach } = makeBoth();
    expect(late.score([doc])).toEqual(atOnce.score([doc]));
    expect(asked).toContain('sentiment');
    asked.clear();
    teach(changed);
    expect(late.score([doc, { ...doc, id: '2' }])).toEqual(atOnce.score([doc, { ...doc, id: '2' }]));
    expect(late.stamp).toBe(atOnce.stamp);
    expect(asked).not.toContain('sentiment');
  });

  test('answers all that the other is asked', () => {
    const { late, atOnce } = makeBoth();
    expect(late.wordsOf(null, doc.text)).toEqual(atOnce.wordsOf(null, doc.text));
    expect(late.scorerWith(changed).score([doc])).toEqual(atOnce.scorerWith(changed).score([doc]));
    expect(late.finderOf(changed)(null, doc.text)).toBe(true);
    expect(late.finderOf(changed)(null, 'jalan rusak')).toBe(false);
    const before = { lexicons: smallLexicons, office: changed.entries };
    expect(makeBoth().late.changesSince(before)?.(null, doc.text)).toBe(true);
  });
});
