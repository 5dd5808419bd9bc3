import { describe, expect, it } from 'vitest';
import { loadModels } from '../../src/app/models.ts';
import type { ScoredDoc } from '../../src/core/score.ts';
import { loadGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { withSourceContext } from '../../src/scoring/source-context.ts';
import { regionFiles } from '../regions/region-files.ts';
import { smallLexicons } from './small-lexicons.ts';

const models = loadModels();
const gazetteer = loadGazetteer(regionFiles, []);
const region = gazetteer.findRegion('35.16');
if (region === null) throw new Error('no region');
const scorer = createScorer({ lexicons: smallLexicons, models, region, otherRegencies: gazetteer });
const score = (text: string): ScoredDoc => {
  const [scored] = scorer.score([{ id: '1', title: null, text, publishedAt: null, platform: null }]);
  if (scored === undefined) throw new Error('nothing scored');
  return scored;
};
const complaint = score('Warga mengeluh, jalan rusak parah, tidak ada tindakan');
const local = { region, sourceIsLocal: true, parent: null };

describe('withSourceContext', () => {
  it('leaves a text without a place alone when the source is not local', () => {
    expect(withSourceContext(complaint, { ...local, sourceIsLocal: false })).toBe(complaint);
    expect(complaint.attention).toBe('none');
  });

  it('fills in a local source and decides the attention again', () => {
    const filled = withSourceContext(complaint, local);
    expect(filled.relevance).toMatchObject({ about: '35.16', level: 'regency', why: ['sumber lokal'] });
    expect(filled.attention).toBe('alert');
    expect(Object.keys(filled)).toEqual(Object.keys(complaint));
  });

  it('fills in what a comment answers', () => {
    const parent = score('Bupati Mojokerto meninjau jalan');
    const filled = withSourceContext(complaint, { region, sourceIsLocal: false, parent });
    expect(filled.relevance).toMatchObject({ about: '35.16', level: 'regency', why: ['menanggapi: Bupati Mojokerto'] });
    expect(filled.relevance.confidence).toBeLessThan(parent.relevance.confidence);
    expect(filled.attention).toBe('alert');
  });

  it('carries over that what a comment answers is elsewhere', () => {
    const parent = score('Wali Kota Surabaya dan Pemkot Surabaya rapat');
    const filled = withSourceContext(complaint, { region, sourceIsLocal: true, parent });
    expect(filled.relevance.about).toBe('35.78');
    expect(filled.attention).toBe('none');
  });

  it.each(['Jalan rusak di Kota Surabaya, warga mengeluh', 'Bupati Mojokerto bagus'])(
    'does not touch a text that names a place itself: %s',
    (text) => {
      const scored = score(text);
      expect(withSourceContext(scored, local)).toBe(scored);
    },
  );
});
