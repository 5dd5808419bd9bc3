import type { Digest, DigestFollowUp, DigestHoax, DigestIssue, SentimentTable } from '../core/digest.ts';

/** A report as an earlier version stored it: what was added since is missing. */
type Stored = { readonly [Key in keyof Digest]?: unknown };

const noCounts = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };
const noTable: SentimentTable = { media: noCounts, social: noCounts };

const blank = {
  period: 'day',
  afterwards: false,
  demo: false,
  complete: true,
  preparedBy: 'Bidang IKP Diskominfo',
  addressedTo: [],
  lexicon: '',
  program: '',
  summary: [],
  trust: null,
  sentiment: noTable,
  sentimentBefore: noTable,
  sentimentWeekAgo: null,
  peak: null,
  trend: [],
  topics: [],
  topWords: [],
  negative: [],
  analysis: [],
  recommendations: [],
  potential: [],
  spikes: [],
  hoaxes: [],
  followUps: [],
  questions: [],
  positive: [],
  image: [],
  clippings: [],
} as const;

/**
 * Fills in what an earlier version of the program did not store, so that every stored report can be shown. What was not known then
 * stays empty; nothing is reckoned anew but totals of what is there.
 */
export function completeDigest(stored: Stored): Digest {
  const digest = { ...blank, ...stored } as unknown as Digest;
  const negative = digest.negative.map(completeIssue);
  const potential = digest.potential.map(completeIssue);
  const positive = digest.positive.map(completeIssue);
  const hoaxes = (digest.hoaxes as readonly (DigestHoax | DigestIssue)[]).map(completeHoax);
  const followUps = (digest.followUps as readonly (DigestFollowUp | DigestIssue)[]).map(completeFollowUp);
  const { media, social } = digest.sentiment;
  const counted = [media, social].flatMap((counts) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
  return {
    ...digest,
    ...{ negative, potential, positive, hoaxes, followUps },
    editorial: {
      ...{ editedBy: null, editedAt: null, approvedBy: null, approvedAt: null, excludedIssues: [], correction: 0 },
      ...digest.editorial,
    },
    wordSample: digest.wordSample ?? { read: counted, of: counted },
    totals: digest.totals ?? {
      negative: negative.length,
      negativeNew: negative.filter(({ isNew }) => isNew).length,
      potential: potential.length,
      hoaxes: hoaxes.length,
      followUps: followUps.length,
      positive: positive.length,
      clippings: digest.clippings.length,
    },
    clippings: digest.clippings.map((clipping) => ({ ...{ hasTime: true, field: 'polhukam' as const }, ...clipping })),
    alerts: digest.alerts ?? {
      ...{ raised: { watch: 0, alert: 0, crisis: 0 }, acknowledged: 0, sent: 0, waiting: 0, failed: 0 },
      ...{ keptBack: [], silences: [] },
    },
    coverage: {
      ...{ sources: [], mentions: counted, counted, copies: 0, notRelevant: 0, waiting: 0, unscored: 0 },
      ...{ setAside: 0, repeats: 0, rejected: 0 },
      ...digest.coverage,
    },
  };
}

const noLife = { stateAt: null, dueAt: null, mergedInto: null, mediaCount: 0, accountCount: 0, commentCount: 0 };

function completeIssue(entry: DigestIssue): DigestIssue {
  const told: Partial<DigestIssue> = entry;
  return { headline: null, recurring: [], note: null, ...told, issue: { ...noLife, ...entry.issue } } as DigestIssue;
}

/** Earlier versions listed bare issues here; whether anything answered them was not written down. */
function completeHoax(hoax: DigestHoax | DigestIssue): DigestHoax {
  if ('entry' in hoax) return { ...hoax, entry: completeIssue(hoax.entry) };
  const entry = completeIssue(hoax);
  return { entry, status: entry.issue.hoaxCount > 0 ? 'unanswered' : 'fact-check-only', answer: null };
}

function completeFollowUp(followUp: DigestFollowUp | DigestIssue): DigestFollowUp {
  if ('entry' in followUp) return { ...followUp, entry: completeIssue(followUp.entry) };
  const entry = completeIssue(followUp);
  const { state, stateAt, agency, dueAt } = entry.issue;
  return { entry, state, stateAt, agency, dueAt, isOverdue: false, responseMs: null, effect: null };
}
