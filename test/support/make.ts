import { createHash } from 'node:crypto';
import type { Digest } from '../../src/core/digest.ts';
import type { Issue } from '../../src/core/issue.ts';
import type { MentionDraft } from '../../src/core/mention.ts';
import type { ScoredDoc } from '../../src/core/score.ts';
import type { SourceConfig } from '../../src/core/source.ts';
import type { OutboxDraft } from '../../src/store/outbox.ts';

/** Plain values for tests: valid as they are, each field can be replaced. */

/** The clock of tests: a Sunday afternoon in Mojokerto. */
export const testNow = new Date('2026-11-22T08:00:00.000Z');

export function makeSource(overrides: Partial<SourceConfig> = {}): SourceConfig {
  return {
    id: 'kabar-uji',
    title: 'Kabar Uji',
    collector: 'feed',
    class: 'online-media',
    platform: 'web',
    enabled: true,
    intervalMs: 900_000,
    silentAfterMs: 86_400_000,
    options: { url: 'https://kabar-uji.test/feed' },
    credential: null,
    legal: { purpose: 'Uji', basis: 'Uji', terms: 'public', reference: null },
    ...overrides,
  };
}

/** Keys, hash and stems follow title and text unless given. Stems are the lower-case words: tests that need real stems pass them. */
export function makeDraft(overrides: Partial<MentionDraft> = {}): MentionDraft {
  const title = overrides.title === undefined ? 'Jalan berlubang di Kemlagi' : overrides.title;
  const text = overrides.text ?? 'Warga menanti perbaikan jalan.';
  const whole = `${title ?? ''}\n${text}`;
  return {
    keys: [`url:https://kabar-uji.test/${hashOf(whole).slice(0, 12)}`],
    aliases: [],
    parentKey: null,
    kind: 'article',
    platform: 'web',
    url: 'https://kabar-uji.test/berita',
    author: null,
    authorHandle: null,
    publisher: null,
    publishedAt: '2026-11-22T06:00:00.000Z',
    precision: 'exact',
    language: 'id',
    contentHash: hashOf(whole),
    stems: whole.toLowerCase().replaceAll(/\s+/g, ' '),
    voice: null,
    person: null,
    setAside: null,
    metrics: null,
    review: null,
    ...overrides,
    title,
    text,
  };
}

export interface ScoredOverrides {
  readonly about?: string | null;
  readonly label?: ScoredDoc['sentiment']['label'];
  readonly attention?: ScoredDoc['attention'];
  readonly target?: ScoredDoc['target'];
  readonly hoaxClass?: ScoredDoc['hoax']['class'];
  readonly topic?: ScoredDoc['topic'];
  readonly agency?: string | null;
  readonly places?: ScoredDoc['places'];
  readonly language?: string;
}

export function makeScored(overrides: ScoredOverrides = {}): ScoredDoc {
  const about = overrides.about === undefined ? '35.16' : overrides.about;
  return {
    id: '1',
    language: overrides.language ?? 'id',
    relevance: { about, level: about === null ? 'elsewhere' : 'regency', confidence: 0.9, why: [] },
    sentiment: { label: overrides.label ?? 'negative', value: -0.5, confidence: 0.8, evidence: [] },
    target: overrides.target ?? 'government',
    attention: overrides.attention ?? 'alert',
    reasons: [],
    hoax: { class: overrides.hoaxClass ?? 'none', value: 0, evidence: [], matches: [] },
    topic: overrides.topic ?? 'infrastruktur-jalan',
    agency: overrides.agency === undefined ? 'PUPR' : overrides.agency,
    places: overrides.places ?? [],
    versions: { sentiment: 1, lexicon: 'uji' },
  };
}

export function makeIssue(overrides: Partial<Omit<Issue, 'id'>> = {}): Omit<Issue, 'id'> {
  return {
    title: 'Jalan berlubang di Kemlagi',
    state: 'baru',
    stateAt: null,
    dueAt: null,
    mergedInto: null,
    mediaCount: 1,
    accountCount: 0,
    commentCount: 0,
    topic: 'infrastruktur-jalan',
    agency: null,
    placeCode: null,
    placeName: null,
    attention: 'none',
    firstAt: '2026-11-22T06:00:00.000Z',
    lastAt: '2026-11-22T06:00:00.000Z',
    firstPublisher: 'Kabar Uji',
    mentionCount: 0,
    negativeCount: 0,
    positiveCount: 0,
    sourceCount: 0,
    hoaxCount: 0,
    updatedAt: '2026-11-22T08:00:00.000Z',
    ...overrides,
  };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function makeOutboxDraft(overrides: Partial<OutboxDraft> = {}): OutboxDraft {
  return {
    kind: 'alert',
    about: '1',
    channel: 'email',
    recipientName: 'Humas',
    address: 'humas@uji.test',
    messageId: '<alert-1.a1b2@uji.test>',
    message: { subject: 'Isu negatif', text: 'Isi', html: '<p>Isi</p>', payload: null },
    createdAt: '2026-11-22T08:00:00.000Z',
    ...overrides,
  };
}

/** An empty day. */
export function makeDigest(overrides: Partial<Digest> = {}): Digest {
  const none = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };
  return {
    period: 'day',
    date: '2026-11-21',
    regionName: 'Kabupaten Mojokerto',
    timezone: 'Asia/Jakarta',
    from: '2026-11-20T23:00:00.000Z',
    to: '2026-11-21T23:00:00.000Z',
    madeAt: '2026-11-21T23:00:05.000Z',
    complete: true,
    afterwards: false,
    demo: false,
    preparedBy: 'Bidang IKP Diskominfo',
    addressedTo: [],
    lexicon: 'uji',
    program: '0.0.0',
    editorial: {
      editedBy: null,
      editedAt: null,
      approvedBy: null,
      approvedAt: null,
      excludedIssues: [],
      correction: 0,
    },
    summary: [],
    trust: null,
    sentiment: { media: none, social: none },
    sentimentBefore: { media: none, social: none },
    sentimentWeekAgo: null,
    peak: null,
    trend: [],
    topics: [],
    topWords: [],
    wordSample: { read: 0, of: 0 },
    totals: { negative: 0, negativeNew: 0, potential: 0, hoaxes: 0, followUps: 0, positive: 0, clippings: 0 },
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
    alerts: {
      raised: { watch: 0, alert: 0, crisis: 0 },
      acknowledged: 0,
      sent: 0,
      waiting: 0,
      failed: 0,
      keptBack: [],
      silences: [],
    },
    coverage: {
      sources: [],
      mentions: 0,
      counted: 0,
      waiting: 0,
      repeats: 0,
      rejected: 0,
      unscored: 0,
      setAside: 0,
      notRelevant: 0,
      copies: 0,
    },
    ...overrides,
  };
}
