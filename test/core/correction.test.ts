import { describe, expect, test } from 'vitest';
import {
  type MachineSaid,
  machineOf,
  type Verdict,
  withCorrection,
  withLostCorrection,
} from '../../src/core/correction.ts';
import type { ScoredDoc } from '../../src/core/score.ts';
import { makeScored, type ScoredOverrides } from '../support/make.ts';

const said: MachineSaid = { label: 'negative', value: -0.5, attention: 'alert', about: '35.16', stamp: 's1' };
const person = { who: 'Rina', at: '2026-11-22T08:00:00.000Z', said };

function corrected(verdict: Verdict, overrides: ScoredOverrides = {}, reasons: readonly string[] = []) {
  return withCorrection({ ...makeScored(overrides), reasons }, { ...person, verdict }, '35.16');
}
const shown = ({ sentiment, attention, relevance }: ScoredDoc) => [sentiment.label, attention, relevance.about];

describe('a verdict over a score', () => {
  test('says who and when, and gives the program its own words back', () => {
    const machine = { ...makeScored(), reasons: ['needs-answer', 'complaint-about-service'] };
    for (const verdict of ['negative', 'neutral', 'positive', 'irrelevant', 'correct'] as const) {
      const score = withCorrection(machine, { ...person, verdict }, '35.16');
      expect(score.corrected).toMatchObject({ verdict, who: 'Rina', at: person.at });
      expect(score.reasons).toContain('judged-by-person');
      expect(score.sentiment).toMatchObject({ value: -0.5, confidence: 0.8 });
      expect(machineOf(score)).toEqual(machine);
      expect(machineOf(JSON.parse(JSON.stringify(score)))).toEqual(machine);
    }
  });

  test('what is neither bad nor a hoax needs no attention, whatever the program guessed from its own reading', () => {
    const reasons = ['complaint-about-service', 'needs-answer', 'worth-watching', 'unsure'];
    expect(shown(corrected('positive', {}, reasons))).toEqual(['positive', 'none', '35.16']);
    expect(shown(corrected('neutral', {}, reasons))).toEqual(['neutral', 'none', '35.16']);
    expect(corrected('neutral', {}, reasons).reasons).toEqual(['complaint-about-service', 'judged-by-person']);
    expect(shown(corrected('neutral', {}, ['hoax-claim']))[1]).toBe('watch');
    expect(shown(corrected('neutral', {}, ['known-claim']))[1]).toBe('watch');
  });

  test('a bad one is red when it is aimed at the government, and at least yellow when nobody knows at whom', () => {
    const machine = { label: 'neutral', attention: 'none' } as const;
    expect(shown(corrected('negative', machine))).toEqual(['negative', 'alert', '35.16']);
    expect(shown(corrected('negative', machine, ['hazard-with-response']))[1]).toBe('watch');
    expect(shown(corrected('negative', { ...machine, target: 'other' }))[1]).toBe('none');
    const unscored = { label: 'unscored', attention: 'none', target: 'none' } as const;
    expect(shown(corrected('negative', unscored, ['unscored-language']))).toEqual(['negative', 'watch', '35.16']);
    expect(corrected('negative', unscored, ['unscored-language']).reasons).toEqual(['judged-by-person']);
    expect(shown(corrected('negative', { ...machine, about: null }))).toEqual(['negative', 'none', null]);
  });

  test('the same as the program says only puts a name to it', () => {
    const reasons = ['needs-answer'];
    expect(shown(corrected('negative', { attention: 'watch' }, reasons))).toEqual(['negative', 'watch', '35.16']);
    expect(corrected('negative', {}, reasons).reasons).toEqual(['needs-answer', 'judged-by-person']);
  });

  test('irrelevant takes it out of the regency', () => {
    const score = corrected('irrelevant');
    expect(shown(score)).toEqual(['negative', 'none', null]);
    expect(score.relevance).toMatchObject({ level: 'elsewhere', confidence: 1 });
    expect(score.relevance.why).toHaveLength(1);
  });

  test('correct holds on to what was seen, not to what a later scorer says', () => {
    expect(shown(corrected('correct'))).toEqual(['negative', 'alert', '35.16']);
    expect(shown(corrected('correct', { label: 'positive', attention: 'none' }))).toEqual([
      'negative',
      'alert',
      '35.16',
    ]);
    const elsewhere = { label: 'positive', attention: 'none', about: null } as const;
    expect(shown(corrected('correct', elsewhere))).toEqual(['negative', 'none', null]);
  });

  test('the remark about a lost verdict goes when the text is judged again', () => {
    const machine = makeScored();
    const remarked = withLostCorrection(machine);
    expect(remarked.reasons).toEqual(['judged-before-edit']);
    expect(machineOf(remarked)).toEqual(machine);
  });
});
