import { expect, test } from 'vitest';
import type { Digest, DigestIssue } from '../../src/core/digest.ts';
import { noEdits, type StoredEdits } from '../../src/core/digest-edits.ts';
import { withEdits } from '../../src/jobs/digest-edits.ts';
import { makeDigest, makeIssue } from '../support/make.ts';

function entry(id: number, overrides: Partial<DigestIssue> = {}): DigestIssue {
  return {
    issue: { id, ...makeIssue({ title: `Isu ${id}` }) },
    substance: '',
    spread: { media: 1, accounts: 0, comments: 0 },
    places: [],
    count: 1,
    countBefore: 0,
    links: [],
    isNew: true,
    headline: null,
    recurring: [],
    note: null,
    ...overrides,
  };
}

const life = {
  state: 'baru',
  stateAt: null,
  agency: null,
  dueAt: null,
  isOverdue: false,
  responseMs: null,
  effect: null,
} as const;
const digest: Digest = makeDigest({
  summary: ['Isu 1 ramai.'],
  trust: '1 dari 2 sumber gagal dibaca.',
  negative: [entry(1), entry(2, { isNew: false })],
  potential: [entry(3)],
  positive: [entry(4)],
  hoaxes: [{ entry: entry(1), status: 'unanswered', answer: null }],
  followUps: [{ entry: entry(1), ...life }],
  analysis: [
    { issueId: 1, text: 'Telaah 1' },
    { issueId: null, text: 'Umum' },
  ],
  recommendations: [{ issueId: 2, action: 'Minta klarifikasi', responsible: 'PUPR', dueAt: null }],
  totals: { negative: 40, negativeNew: 12, potential: 1, hoaxes: 1, followUps: 1, positive: 1, clippings: 0 },
});
const by = { editedBy: 'Rina', editedAt: digest.madeAt, approvedBy: null, approvedAt: null };
const stored = (edits: Partial<StoredEdits['edits']>): StoredEdits => ({ edits: { ...noEdits, ...edits }, ...by });

test('nothing changed by nobody is the report itself', () => {
  expect(withEdits(digest, null)).toBe(digest);
});

test('an excluded issue is gone from every section and from what was written of it', () => {
  const edited = withEdits(digest, stored({ excludedIssues: [1] }));
  expect(edited.negative.map(({ issue }) => issue.id)).toEqual([2]);
  expect([edited.hoaxes, edited.followUps]).toEqual([[], []]);
  expect(edited.analysis).toEqual([{ issueId: null, text: 'Umum' }]);
  expect(edited.recommendations).toEqual(digest.recommendations);
  expect(edited.totals).toEqual({ ...digest.totals, negative: 39, negativeNew: 11, hoaxes: 0, followUps: 0 });
  expect(edited.summary.join(' ')).toContain('“Isu 2”');
  expect(edited.summary.join(' ')).not.toContain('Isu 1');
  expect(edited.sentiment).toBe(digest.sentiment);
  expect(edited.editorial).toEqual({ ...by, excludedIssues: [1], correction: 0 });
});

test('sentences of the analyst replace those of the program; the sentence on trust stays', () => {
  const analysis = [{ issueId: 2, text: 'Sudah dicek ke PUPR.' }];
  const edited = withEdits(digest, stored({ summary: ['Tenang.'], analysis, recommendations: [] }));
  expect(edited).toMatchObject({ summary: ['Tenang.'], analysis, recommendations: [], trust: digest.trust });
});

test('a remark stands beside the issue wherever it is shown', () => {
  const edited = withEdits(digest, stored({ notes: [{ issueId: 1, text: 'Sudah ditangani.' }] }));
  const notes = [edited.negative[0], edited.hoaxes[0]?.entry, edited.followUps[0]?.entry].map((own) => own?.note);
  expect(notes).toEqual(['Sudah ditangani.', 'Sudah ditangani.', 'Sudah ditangani.']);
  expect(edited.negative[1]?.note).toBeNull();
  expect(edited.summary).toEqual(digest.summary);
});

test('editing twice is editing once', () => {
  const edits = stored({ excludedIssues: [1], notes: [{ issueId: 2, text: 'x' }] });
  expect(withEdits(withEdits(digest, edits), edits)).toEqual(withEdits(digest, edits));
});
