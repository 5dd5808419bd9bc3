// Made by scripts/make-client.ts from the API document. Do not edit.

import { Client } from './runtime.ts';

export { type Options, Problem } from './runtime.ts';

export type AcceptedLink = {
  /** The last part of the link. */
  secret: string;
  /** Only of the very first admin. */
  name?: string;
  /** Only of the very first admin. */
  email?: string;
  /** At least 15 characters that are hard to guess. */
  password: string;
};

export type Account = {
  id: number;
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  /** Lower case, without `@`; the host of a site. */
  handle: string;
  name: string;
  class:
    | 'online-media'
    | 'national-media'
    | 'broadcast'
    | 'print'
    | 'government'
    | 'village'
    | 'community'
    | 'influencer'
    | 'public'
    | 'complaint'
    | 'fact-check'
    | 'aggregator'
    | 'mirror';
  agency: string | null;
  url: string | null;
  sourceId: string | null;
  active: boolean;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  updatedAt: string;
};

export type AcknowledgementResult = {
  /** The alerts that this changed. */
  alertIds: number[];
  acknowledged: {
    by: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    note: string | null;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    until: string;
  } | null;
};

export type ActivityReport = {
  regionName: string;
  month: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  from: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  to: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  madeAt: string;
  demo: boolean;
  agencies: {
    agency: string | null;
    agencyName: string;
    accounts: {
      account: Account;
      /** `active`: at least one post a week. `unmonitored`: no source collects it, so nothing can be said. */
      state: 'active' | 'rare' | 'silent' | 'unmonitored';
      posts: number;
      postsPerWeek: number;
      lastPostAt: string | null;
      /** Likes, comments and shares; null when the platform counts none. */
      interactions: number | null;
      interactionsPerPost: number | null;
      views: number | null;
      questions: number;
      /** The first 20. */
      unanswered: {
        mentionId: number;
        text: string;
        url: string | null;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        askedAt: string;
      }[];
      unansweredCount: number;
    }[];
  }[];
  agenciesWithoutActive: string[];
  agenciesUnmonitored: string[];
  agenciesWithoutAccount: string[];
};

export type AgencyOverview = {
  agency: string;
  name: string;
  /** Open red issues that were mentioned in the period. */
  red: number;
  yellow: number;
  /** Issues that are with the agency now. */
  waiting: number;
  /** Of these, past their time. */
  overdue: number;
  /** Issues passed on to it in the period. */
  passedOn: number;
  answered: number;
  /** Answered after the time that was asked for. */
  late: number;
  /** From being asked to the answer, of those answered. */
  medianMs: number | null;
  p90Ms: number | null;
  /** Asked in the period. */
  questionsWaiting: number;
  questionsAnswered: number;
};

export type Alert = {
  id: number;
  ruleId: string;
  /** What it is about: `issue:12`, `spike:topic:air-listrik`, `source:radar`. */
  subject: string;
  issueId: number | null;
  /** watch kuning · alert merah · crisis */
  level: 'watch' | 'alert' | 'crisis';
  title: string;
  topic: string | null;
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  /** One Indonesian sentence: why it fired. */
  reason: string;
  occasion: 'first' | 'repeat' | 'rise';
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  firedAt: string;
  /** The issue as it was when the alert fired; null for an alert about something else. */
  issue: Issue | null;
  /** Evidence, strongest first, as the recipients were told. */
  mentions: AlertMention[];
  /** Published answers to what the mentions repeat. */
  answers: {
    claimId: string;
    mentionId: number;
    title: string | null;
    url: string | null;
    similarity: number;
    kind: 'match' | 'suggest';
  }[];
  acknowledged: {
    by: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    note: string | null;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    until: string;
  } | null;
};

export type AlertFate = {
  alertId: number;
  targets: TargetFate[];
  /** Oldest first. */
  decisions: Decision[];
};

export type AlertMention = {
  id: number;
  title: string | null;
  /** At most 500 characters. */
  text: string;
  url: string | null;
  publisher: string;
  platform: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  label: string;
  value: number;
  target: string;
  attention: string;
  hoaxClass: string;
  agency: string | null;
  /** Words that made the verdict, strongest first. */
  evidence: string[];
};

export type AlertReplay = {
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  from: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  to: string;
  rules: string[];
  /** Rules about sources and searches: what they saw is not stored. */
  notReplayed: string[];
  alerts: {
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    ruleId: string;
    subject: string;
    issueId: number | null;
    level: 'watch' | 'alert' | 'crisis';
    title: string;
    reason: string;
    occasion: 'first' | 'repeat' | 'rise';
    /** Outside of Monday to Friday, 07.30 to 16.00, in the zone of the regency. */
    isOffHours: boolean;
    /** Who would have been told: `humas/email`. */
    targets: string[];
    /** Of those, who only after their quiet hours. */
    held: string[];
  }[];
  offHours: number;
  perDay: {
    date: string;
    count: number;
  }[];
  /** Before grouping, limits and silences. */
  perTarget: {
    target: string;
    count: number;
    held: number;
  }[];
};

export type AlertRule = {
  id: string;
  /** Kind of rule: `negative-issue`, `agency-mention`. */
  rule: string;
  /** Indonesian title of the kind. */
  title: string;
  about: 'issue' | 'spike' | 'source' | 'search';
  options: {
    [key: string]: unknown;
  };
  enabled: boolean;
  /** `config`: from the configuration file, read-only here. */
  from: 'config' | 'api';
  author: string | null;
  updatedAt: string | null;
};

export type AlertRuleKind = {
  rule: string;
  title: string;
  about: 'issue' | 'spike' | 'source' | 'search';
  /** Options as they may be given. */
  example: unknown;
  /** JSON Schema of the options, with Indonesian descriptions. */
  options: unknown;
};

export type ApiToken = {
  id: number;
  userId: number;
  userName: string;
  name: string;
  scopes: (
    | 'own'
    | 'read'
    | 'read-agency'
    | 'export'
    | 'triage'
    | 'issues'
    | 'answer'
    | 'acknowledge'
    | 'alerting'
    | 'reports'
    | 'hoaxes'
    | 'sources'
    | 'lexicon'
    | 'people'
    | 'settings'
    | 'audit'
    | 'personal'
    | 'election'
  )[];
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  createdAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};

export type AuditRow = {
  id: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  at: string;
  /** Of the office: whose token it was; `kentongan` for the program itself. */
  who: string;
  /** `election.read`, `election.export`, `pack.save`, `claim.reject`, … */
  action: string;
  /** `pack:pilkada-kampanye`, `issue:12`, … */
  object: string;
  /** Filters, number of items, or what was decided; null for nothing. */
  detail: unknown;
};

export type AuditVerdict = {
  /** Rows that were read. */
  rows: number;
  head: {
    id: number;
    hash: string;
  };
  fault: {
    /** `changed` a row does not fit the one before · `cut` rows are missing at the end · `beyond` rows that were not written here · `other-head` the given head is not there. */
    kind: 'changed' | 'cut' | 'beyond' | 'other-head';
    /** First row that is wrong. */
    id: number;
  } | null;
};

export type ClaimDecision = {
  verdict: 'confirmed' | 'rejected';
};

export type ClaimRepeat = {
  claimId: string;
  mentionId: number;
  title: string | null;
  /** At most 500 characters. */
  text: string;
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  source: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  /** 0 … 1 */
  similarity: number;
  /** `match`: a likely repeat. `suggest`: less alike, worth a look by a person. */
  kind: 'match' | 'suggest';
  /** What a person said of it. */
  verdict: 'confirmed' | 'rejected' | null;
};

/** An office's answer (klarifikasi) to an issue or a rumour. */
export type Clarification = {
  id: number;
  issueId: number | null;
  title: string;
  /** What was spread; later mentions are compared with it. */
  claimed: string | null;
  text: string;
  url: string | null;
  agency: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  /** Who stored it. */
  who: string;
};

export type ComparedCount = {
  kind: 'all' | 'category' | 'topic';
  /** `all`, a category, or a topic. */
  name: string;
  /** In the first period. */
  now: number;
  /** In the second. */
  before: number;
};

export type Confirmation = {
  /** One's own password, when it was last asked for more than 15 minutes ago. */
  currentPassword?: string;
};

export type Credential = {
  id: string;
  kind: string;
  title: string;
  /** `refused`: the platform does not take it. `paused`: it asked us to wait. `expiring`: within 14 days. */
  status: 'ok' | 'expiring' | 'paused' | 'expired' | 'refused' | 'no-secret';
  expires: string | null;
  fault: string | null;
  faultAt: string | null;
  pausedUntil: string | null;
  /** Ids of the enabled sources that use it. */
  sources: string[];
  budgets: {
    name: string;
    title: string;
    limit: number;
    /** In the window that runs now. */
    used: number;
    /** Counts different keys (hashtags) instead of requests. */
    distinct: boolean;
    /** `calendar`: begins anew in the zone. `rolling`: any stretch of this length. */
    window:
      | {
          kind: 'calendar';
          unit: 'hour' | 'day' | 'month';
          zone: string;
        }
      | {
          kind: 'rolling';
          ms: number;
        };
    /** When it begins anew, or the first of what is used comes back; null while nothing of a rolling one is. */
    renewsAt: string | null;
  }[];
};

export type DayCount = {
  day: string;
  total: number;
  negative: number;
  /** Not negative, but watched. */
  potential: number;
  neutral: number;
  positive: number;
  unscored: number;
};

export type Decision = {
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  at: string;
  /** `humas/email`; empty when it is about the alert as a whole. */
  target: string;
  outcome: 'queued' | 'held' | 'dropped';
  /** Why it is not (yet) a message. */
  reason:
    | 'group-wait'
    | 'group-interval'
    | 'silenced'
    | 'inhibited'
    | 'quiet-hours'
    | 'rate-limit'
    | 'acknowledged'
    | 'handled'
    | 'settled'
    | 'not-escalated'
    | 'no-route'
    | 'no-recipient'
    | 'no-channel'
    | null;
  /** What exactly, in Indonesian. */
  detail: string | null;
};

export type DemoSignIn = {
  role: 'admin' | 'analis' | 'humas' | 'opd' | 'pimpinan' | 'auditor';
};

/** Laporan monitoring isu of a day (24 hours from `date` 06.00), week or month. */
export type Digest = {
  period: 'day' | 'week' | 'month';
  /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
  date: string;
  regionName: string;
  timezone: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  from: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  to: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  madeAt: string;
  /** False while the period has not ended. */
  complete: boolean;
  /** True for a past period whose report was never stored: made now, from what is known now. */
  afterwards: boolean;
  demo: boolean;
  preparedBy: string;
  addressedTo: string[];
  lexicon: string;
  program: string;
  editorial: {
    editedBy: string | null;
    editedAt: string | null;
    approvedBy: string | null;
    approvedAt: string | null;
    excludedIssues: number[];
    /** 0 as first sent, 1 for "koreksi ke-1". */
    correction: number;
  };
  summary: string[];
  trust: string | null;
  sentiment: {
    media: SentimentCounts;
    social: SentimentCounts;
  };
  sentimentBefore: {
    media: SentimentCounts;
    social: SentimentCounts;
  };
  sentimentWeekAgo: {
    media: SentimentCounts;
    social: SentimentCounts;
  } | null;
  peak: {
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    from: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    to: string;
    count: number;
    negative: number;
    title: string | null;
  } | null;
  trend: {
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    counts: SentimentCounts;
  }[];
  topics: {
    topic: string;
    count: number;
    negative: number;
  }[];
  topWords: {
    word: string;
    count: number;
  }[];
  wordSample: {
    read: number;
    of: number;
  };
  totals: {
    negative: number;
    negativeNew: number;
    potential: number;
    hoaxes: number;
    followUps: number;
    positive: number;
    clippings: number;
  };
  negative: DigestIssue[];
  analysis: {
    issueId: number | null;
    text: string;
  }[];
  recommendations: {
    issueId: number | null;
    action: string;
    responsible: string;
    dueAt: string | null;
  }[];
  potential: DigestIssue[];
  spikes: {
    key: string;
    dimension: 'topic' | 'agency' | 'place' | 'keyword';
    value: string;
    channel: 'social' | 'news';
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    from: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    to: string;
    count: number;
    expected: number;
    score: number;
    sources: number;
    topic: string | null;
    agency: string | null;
    placeCode: string | null;
    placeName: string | null;
    issueId: number | null;
    mentionIds: number[];
    sentence: string;
  }[];
  hoaxes: {
    entry: DigestIssue;
    status: 'answered' | 'suggested' | 'unanswered' | 'fact-check-only';
    answer: {
      title: string | null;
      url: string | null;
      similarity: number;
    } | null;
  }[];
  followUps: {
    entry: DigestIssue;
    state: 'baru' | 'diverifikasi' | 'diteruskan' | 'ditanggapi' | 'selesai' | 'bukan-isu';
    stateAt: string | null;
    agency: string | null;
    dueAt: string | null;
    isOverdue: boolean;
    responseMs: number | null;
    effect: {
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      answeredAt: string;
      hours: number;
      before: {
        negative: number;
        all: number;
      };
      after: {
        negative: number;
        all: number;
      };
      complete: boolean;
    } | null;
  }[];
  questions: {
    agency: string | null;
    asked: number;
    waiting: number;
    oldestWaitingAt: string | null;
    examples: {
      mentionId: number;
      text: string;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      at: string;
      url: string | null;
    }[];
  }[];
  positive: DigestIssue[];
  image: {
    name: string;
    counts: SentimentCounts;
    before: SentimentCounts;
  }[];
  clippings: {
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    /** False when only the day is known. */
    hasTime: boolean;
    publisher: string;
    sourceClass:
      | 'online-media'
      | 'national-media'
      | 'broadcast'
      | 'print'
      | 'government'
      | 'village'
      | 'community'
      | 'influencer'
      | 'public'
      | 'complaint'
      | 'fact-check'
      | 'aggregator'
      | 'mirror';
    title: string;
    label: string;
    topic: string;
    field: 'kesra' | 'ekuin' | 'polhukam';
    agency: string | null;
    url: string | null;
  }[];
  alerts: {
    raised: {
      [key: string]: number;
    };
    acknowledged: number;
    sent: number;
    waiting: number;
    failed: number;
    keptBack: {
      reason:
        | 'group-wait'
        | 'group-interval'
        | 'silenced'
        | 'inhibited'
        | 'quiet-hours'
        | 'rate-limit'
        | 'acknowledged'
        | 'handled'
        | 'settled'
        | 'not-escalated'
        | 'no-route'
        | 'no-recipient'
        | 'no-channel';
      count: number;
    }[];
    silences: {
      id: number;
      reason: string;
      author: string;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      endsAt: string;
      muted: number;
    }[];
  };
  coverage: DigestCoverage;
};

/** `mentions` = `counted` + `copies` + `notRelevant` + `waiting`; `counted` is the sum of the sentiment table. */
export type DigestCoverage = {
  sources: {
    id: string;
    title: string;
    status:
      | 'ok'
      | 'quiet'
      | 'failing'
      | 'blocked'
      | 'gone'
      | 'needs-credential'
      | 'needs-attention'
      | 'never-run'
      | 'disabled';
    lastError: string | null;
    lastNewItemAt: string | null;
  }[];
  mentions: number;
  counted: number;
  copies: number;
  notRelevant: number;
  waiting: number;
  unscored: number;
  setAside: number;
  repeats: number;
  rejected: number;
};

export type DigestEditRows = {
  /** `editedAt` of the edits that these are based on: 409 when there are newer ones. */
  basedOn?: string;
  /** One sentence a line. */
  summary?: string;
  analysis?: {
    [key: string]: {
      /** What it is about; absent for the report as a whole. */
      issueId?: number;
      text?: string;
    };
  };
  recommendations?: {
    [key: string]: {
      /** What it is about; absent for the report as a whole. */
      issueId?: number;
      action?: string;
      responsible?: string;
      /** A date means the end of that day. */
      dueAt?: string;
    };
  };
  excludedIssues?: number[];
  /** Remarks by the id of the issue that they stand beside. */
  notes?: {
    [key: string]: string;
  };
};

export type DigestEdits = {
  summary: string[] | null;
  analysis:
    | {
        issueId: number | null;
        text: string;
      }[]
    | null;
  recommendations:
    | {
        issueId: number | null;
        action: string;
        responsible: string;
        dueAt: string | null;
      }[]
    | null;
  excludedIssues: number[];
  notes: {
    issueId: number;
    text: string;
  }[];
};

export type DigestIssue = {
  issue: Issue;
  substance: string;
  spread: {
    media: number;
    accounts: number;
    comments: number;
  };
  places: string[];
  /** Mentions in the period. */
  count: number;
  /** Mentions in the period before it. */
  countBefore: number;
  links: {
    publisher: string;
    title: string;
    url: string | null;
  }[];
  isNew: boolean;
  /** Headlines against what the texts say; null when they agree. */
  headline: {
    title: 'negative' | 'neutral' | 'positive';
    body: 'negative' | 'neutral' | 'positive';
    reports: number;
    of: number;
    example: string;
  } | null;
  /** Earlier issues on the same theme. */
  recurring: {
    id: number;
    title: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    firstAt: string;
  }[];
  /** What an analyst wrote beside it. */
  note: string | null;
};

export type Directions = {
  for: number;
  against: number;
  neither: number;
};

export type Done = {
  done: true;
};

export type Enrolment = {
  /** Base32, for those who cannot scan. */
  key: string;
  /** `otpauth://…`: what the QR code holds. */
  address: string;
};

/** A span of `field` that made the verdict; offsets are UTF-16 units. */
export type Evidence = {
  field: 'title' | 'text';
  start: number;
  end: number;
  text: string;
  weight: number;
  rule: string;
};

/** An answer that the mention was made of, as it is kept. */
export type EvidenceEntry = {
  id: number;
  url: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  fetchedAt: string;
  sha256: string;
  /** Bytes of the answer as it came. */
  size: number;
};

export type Facets = {
  /** Hits that were counted: the newest. */
  counted: number;
  /** Whether these are all hits. */
  complete: boolean;
  /** The most frequent first. */
  sentiment: {
    id: string;
    count: number;
  }[];
  /** The most frequent first. */
  topic: {
    id: string;
    count: number;
  }[];
  /** The most frequent first. */
  agency: {
    id: string;
    count: number;
  }[];
  /** Codes of kecamatan. */
  district: {
    id: string;
    count: number;
  }[];
  /** The most frequent first. */
  platform: {
    id: string;
    count: number;
  }[];
  /** The most frequent first. */
  sourceClass: {
    id: string;
    count: number;
  }[];
  problems: {
    /** Where in `q`, in UTF-16 units. */
    start: number;
    end: number;
    /** Indonesian: what was left out or read otherwise. */
    message: string;
  }[];
};

/** Headlines that are harsher than what stands under them. */
export type HeadlineTone = {
  title: 'negative' | 'neutral' | 'positive';
  body: 'negative' | 'neutral' | 'positive';
  reports: number;
  of: number;
  example: string;
};

export type Health = {
  status: 'ok' | 'failing';
  /** Names of the parts that fail. */
  failing: string[];
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  checkedAt: string;
  version: string;
  demo: boolean;
  parts: {
    database: {
      ok: boolean;
      problem: string | null;
    };
    scheduler: {
      ok: boolean;
      problem: string | null;
      /** How late the longest overdue source is. */
      lagMs: number | null;
      lastRunAt: string | null;
    };
    sources: {
      ok: boolean;
      problem: string | null;
      total: number;
      byStatus: {
        [key: string]: number;
      };
    };
    credentials: {
      ok: boolean;
      problem: string | null;
      /** Without a secret, expired, or not accepted by the platform. */
      refused: number;
      /** Within 14 days. */
      expiring: number;
      /** Budgets that are used up now. */
      spent: number;
    };
    outbox: {
      ok: boolean;
      problem: string | null;
      pending: number;
      /** Given up, all time. */
      dead: number;
      oldestPendingAgeMs: number | null;
    };
    channels: {
      ok: boolean;
      problem: string | null;
      /** Channels by which nothing can be sent now. */
      stopped: ('email' | 'telegram' | 'whatsapp' | 'webhook')[];
    };
    mail: {
      ok: boolean;
      problem: string | null;
      configured: boolean;
    };
    reports: {
      ok: boolean;
      problem: string | null;
      /** Reports that wait for somebody to approve them. */
      held: string[];
    };
  };
};

export type Import = {
  id: number;
  settings: {
    name: string;
    basis: string;
    format: string | null;
    sheet: string | null;
    zone: string | null;
    date: string | null;
  };
  /** Bytes. */
  size: number;
  sha256: string;
  who: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  at: string;
  /** `ready`: looked at, waits for `run`. `running` ends as `done` or `failed`; ask again. */
  state: 'ready' | 'running' | 'done' | 'failed' | 'discarded';
  preview: {
    format: string;
    columns: string[];
    otherSheets: string[];
    rows: {
      line: number;
      title: string | null;
      text: string;
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      author: string | null;
      publishedAt: string | null;
      url: string | null;
    }[];
    /** Rows that were looked at. */
    looked: number;
    usable: number;
    /** Whether that is the whole file. */
    isWhole: boolean;
    /** The first rows that cannot be used. */
    rejected: RejectedLine[];
  };
  result: {
    accepted: number;
    duplicate: number;
    edited: number;
    rejected: number;
    undated: number;
  } | null;
  /** Why it failed, Indonesian. */
  fault: string | null;
  endedAt: string | null;
};

export type Invitation = {
  id: number;
  kind: 'first' | 'invite' | 'reset';
  name: string | null;
  email: string | null;
  role: 'admin' | 'analis' | 'humas' | 'opd' | 'pimpinan' | 'auditor';
  agency: string | null;
  election: boolean;
  status: 'open' | 'used' | 'withdrawn' | 'expired';
  createdBy: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  createdAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  expiresAt: string;
  usedAt: string | null;
  mailedAt: string | null;
};

/** All mentions of one event or theme. */
export type Issue = {
  id: number;
  title: string;
  state: 'baru' | 'diverifikasi' | 'diteruskan' | 'ditanggapi' | 'selesai' | 'bukan-isu';
  stateAt: string | null;
  /** Until when the agency should answer. */
  dueAt: string | null;
  /** The issue that it was joined to. */
  mergedInto: number | null;
  topic:
    | 'infrastruktur-jalan'
    | 'banjir-bencana'
    | 'sampah-lingkungan'
    | 'kesehatan'
    | 'pendidikan'
    | 'bansos-sosial'
    | 'korupsi-hukum'
    | 'kriminal'
    | 'lalu-lintas'
    | 'ekonomi-umkm'
    | 'pertanian'
    | 'air-listrik'
    | 'pelayanan-publik'
    | 'politik-pemilu'
    | 'pemerintahan-seremonial'
    | 'olahraga-budaya-wisata'
    | 'agama'
    | 'tambang'
    | 'ketenagakerjaan'
    | 'lainnya';
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  /** none hijau · watch kuning · alert merah */
  attention: 'none' | 'watch' | 'alert';
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  firstAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  lastAt: string;
  firstPublisher: string;
  mentionCount: number;
  negativeCount: number;
  positiveCount: number;
  /** Distinct voices: mirrors and aggregators are not counted. */
  sourceCount: number;
  /** Newsrooms that reported, each once. */
  mediaCount: number;
  /** Groups and accounts that posted, each once. */
  accountCount: number;
  commentCount: number;
  /** Mentions that repeat a claim or spread a hoax. */
  hoaxCount: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  updatedAt: string;
};

export type IssueClarification = {
  title?: string;
  /** What was spread, in your words: later repeats are found by it. */
  claimed?: string;
  text?: string;
  url?: string;
  /** Who answered: short name of an agency. */
  agency?: string;
  /** Now if absent. */
  publishedAt?: string;
  /** Instead of title and text: an official post or article of the issue that is the answer. */
  mentionId?: number;
  /** Why; shown in the history. */
  why?: string;
  /** Lets the issue become `ditanggapi`. */
  answers?: boolean;
};

/** One line of the history: who did what, when and why. */
export type IssueEvent = {
  id: number;
  issueId: number;
  kind: 'state' | 'merge' | 'split' | 'note' | 'clarification' | 'agency' | 'title' | 'due';
  from: string | null;
  /** By kind: state, agency, title, due time, or the id of an issue or clarification. */
  to: string | null;
  who: string;
  why: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  at: string;
};

export type IssueExplanation = {
  issueId: number;
  /** The last alert on it by any rule. */
  last: {
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    level: 'watch' | 'alert' | 'crisis';
  } | null;
  rules: {
    ruleId: string;
    title: string;
    fires: boolean;
    level: 'watch' | 'alert' | 'crisis' | null;
    /** Indonesian: why it fires now, or why not. */
    why: string;
  }[];
};

export type IssueSpread = {
  first: {
    publisher: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
  } | null;
  /** Newsrooms, groups and accounts in the order of their first mention. */
  voices: {
    name: string;
    kind: 'media' | 'account';
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    count: number;
  }[];
  unit: 'hour' | 'day';
  /** Running totals at the end of each hour or day in which anything came. */
  timeline: {
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    media: number;
    accounts: number;
    comments: number;
    negative: number;
  }[];
};

export type IssueStateChange = {
  to: 'baru' | 'diverifikasi' | 'diteruskan' | 'ditanggapi' | 'selesai' | 'bukan-isu';
  /** Needed for closing without an answer, going back, and opening again. */
  why?: string;
  /** For `diteruskan`: short name of the agency; the issue's own if absent. */
  agency?: string;
  /** For `diteruskan`: one working day from now if absent. A date means the end of that day. */
  dueAt?: string;
};

export type IssueStatesChange = {
  issueIds: number[];
  to: 'baru' | 'diverifikasi' | 'diteruskan' | 'ditanggapi' | 'selesai' | 'bukan-isu';
  /** Needed for closing without an answer, going back, and opening again. */
  why?: string;
  /** For `diteruskan`: short name of the agency; the issue's own if absent. */
  agency?: string;
  /** For `diteruskan`: one working day from now if absent. A date means the end of that day. */
  dueAt?: string;
};

export type IssueWithMentions = {
  id: number;
  title: string;
  state: 'baru' | 'diverifikasi' | 'diteruskan' | 'ditanggapi' | 'selesai' | 'bukan-isu';
  stateAt: string | null;
  /** Until when the agency should answer. */
  dueAt: string | null;
  /** The issue that it was joined to. */
  mergedInto: number | null;
  topic:
    | 'infrastruktur-jalan'
    | 'banjir-bencana'
    | 'sampah-lingkungan'
    | 'kesehatan'
    | 'pendidikan'
    | 'bansos-sosial'
    | 'korupsi-hukum'
    | 'kriminal'
    | 'lalu-lintas'
    | 'ekonomi-umkm'
    | 'pertanian'
    | 'air-listrik'
    | 'pelayanan-publik'
    | 'politik-pemilu'
    | 'pemerintahan-seremonial'
    | 'olahraga-budaya-wisata'
    | 'agama'
    | 'tambang'
    | 'ketenagakerjaan'
    | 'lainnya';
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  /** none hijau · watch kuning · alert merah */
  attention: 'none' | 'watch' | 'alert';
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  firstAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  lastAt: string;
  firstPublisher: string;
  mentionCount: number;
  negativeCount: number;
  positiveCount: number;
  /** Distinct voices: mirrors and aggregators are not counted. */
  sourceCount: number;
  /** Newsrooms that reported, each once. */
  mediaCount: number;
  /** Groups and accounts that posted, each once. */
  accountCount: number;
  commentCount: number;
  /** Mentions that repeat a claim or spread a hoax. */
  hoaxCount: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  updatedAt: string;
  /** Oldest first. */
  history: IssueEvent[];
  /** Oldest first. */
  clarifications: Clarification[];
  answeredAt: string | null;
  /** From the first mention to the answer, in milliseconds. */
  responseMs: number | null;
  effect: ResponseEffect | null;
  spread: IssueSpread;
  /** Null when headlines and texts agree. */
  headline: HeadlineTone | null;
  mentions: Mention[];
};

export type JudgedText = {
  title: string;
  text: string;
  sentiment: 'negative' | 'neutral' | 'positive' | 'unscored';
};

export type KeywordPack = {
  id: string;
  title: string;
  stage?: 'none' | 'pencalonan' | 'kampanye' | 'masa-tenang' | 'pemungutan-suara' | 'penghitungan' | 'penetapan';
  /** First day, in the regency's time zone; null for no beginning. */
  from?: string | null;
  /** Last day, included; null for no end. */
  to?: string | null;
  /** Why the office may watch this. */
  purpose: string;
  /** Who decided it, and on what legal ground. */
  basis: string;
  keywords: {
    /** Words as people write them; found at word boundaries, whatever the case. */
    text: string;
    /** How hits are counted: `kecurangan`, `politik-uang`, `sara`. */
    theme: string;
    /** Only with one of these words in the same text. */
    near?: string[];
  }[];
  /** All candidates or none: the same words and thresholds hold for each. */
  candidates?: {
    /** Number on the ballot: `01`. */
    id: string;
    name: string;
    aliases?: string[];
  }[];
};

/** A keyword pack as people type it. */
export type KeywordPackLines = {
  /** Made from the title if absent. */
  id?: string;
  /** Changes the pack of this id; else there must be none yet. */
  replace?: boolean;
  title: string;
  stage?: 'none' | 'pencalonan' | 'kampanye' | 'masa-tenang' | 'pemungutan-suara' | 'penghitungan' | 'penetapan';
  from?: string;
  to?: string;
  purpose: string;
  basis: string;
  /** A keyword a line: `serangan fajar | politik-uang | pilkada, paslon`. */
  keywords: string;
  /** A candidate a line: `01 | Nama Calon | paslon 01, paslon satu`. */
  candidates?: string;
};

export type KeywordPackSummary = {
  id: string;
  title: string;
  stage: 'none' | 'pencalonan' | 'kampanye' | 'masa-tenang' | 'pemungutan-suara' | 'penghitungan' | 'penetapan';
  from: string | null;
  to: string | null;
  purpose: string;
  basis: string;
  /** Whether today, in the regency, is one of its days. */
  inForce: boolean;
  /** How many. */
  keywords: number;
  /** How many. */
  candidates: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  updatedAt: string;
};

export type KnownClaim = {
  /** `mention:12` for a stored fact check, `klarifikasi:3` for a clarification of the office. */
  claimId: string;
  kind: 'fact-check' | 'clarification';
  title: string | null;
  /** Where the answer stands. */
  url: string | null;
  by: string | null;
  /** As the checker prints it. */
  rating: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  /** Likely repeats about the regency: above the match threshold, or confirmed by a person. */
  matches: number;
  /** Above the suggest threshold only, and not looked at yet. */
  suggestions: number;
  lastRepeatAt: string | null;
};

export type LexiconEntryBody = {
  /** A word, phrase or emoji; capitals do not matter. */
  term: string;
  /** −5 (very bad) … 5 (very good), in tenths, not 0. */
  weight: number;
  /** Why, for those who look at the versions later. */
  why: string;
};

export type LexiconPreview = {
  term: string;
  before: number | null;
  /** Null: the word is taken out. */
  after: number | null;
  days: number;
  /** Mentions that may hold the word: of every three days the newest 150 at most. */
  found: number;
  /** There were more in some of these days. */
  cut: boolean;
  /** Of those found, so many were looked at in the time, evenly spread. */
  looked: number;
  /** Of those looked at, hold the word. */
  holding: number;
  /** Of those holding it, judged by a person: they stay. */
  byHand: number;
  flipped: number;
  flips: {
    before: 'negative' | 'neutral' | 'positive' | 'unscored';
    after: 'negative' | 'neutral' | 'positive' | 'unscored';
    count: number;
  }[];
  examples: {
    id: number;
    head: string;
    before: 'negative' | 'neutral' | 'positive' | 'unscored';
    after: 'negative' | 'neutral' | 'positive' | 'unscored';
  }[];
};

export type LexiconRemovalBody = {
  /** A word, phrase or emoji; capitals do not matter. */
  term: string;
  /** Why, for those who look at the versions later. */
  why: string;
};

export type LexiconRestoreBody = {
  /** Why, for those who look at the versions later. */
  why: string;
};

export type LexiconVersion = {
  version: number;
  who: string;
  why: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  at: string;
  /** Words that it holds. */
  size: number;
};

export type MadeToken = {
  id: number;
  /** Shown only here. */
  token: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  expiresAt: string;
};

export type Me = {
  kind: 'user' | 'token' | 'operator' | 'guest';
  name: string;
  role: 'admin' | 'analis' | 'humas' | 'opd' | 'pimpinan' | 'auditor' | null;
  agency: string | null;
  permissions: (
    | 'own'
    | 'read'
    | 'read-agency'
    | 'export'
    | 'triage'
    | 'issues'
    | 'answer'
    | 'acknowledge'
    | 'alerting'
    | 'reports'
    | 'hoaxes'
    | 'sources'
    | 'lexicon'
    | 'people'
    | 'settings'
    | 'audit'
    | 'personal'
    | 'election'
  )[];
};

export type Mention = {
  id: number;
  source: {
    id: string;
    title: string;
    class:
      | 'online-media'
      | 'national-media'
      | 'broadcast'
      | 'print'
      | 'government'
      | 'village'
      | 'community'
      | 'influencer'
      | 'public'
      | 'complaint'
      | 'fact-check'
      | 'aggregator'
      | 'mirror';
  };
  kind: 'article' | 'page' | 'post' | 'comment' | 'klipping';
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  url: string | null;
  title: string | null;
  text: string;
  /** Only of articles: who writes posts and comments is personal data, which this API leaves out. */
  author: string | null;
  /** Who printed it when that is not the source itself. */
  publisher: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  precision: 'exact' | 'minute' | 'day' | 'guessed';
  language: string;
  /** The mention that this one answers. */
  parentId: number | null;
  issueId: number | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  collectedAt: string;
  editedAt: string | null;
  setAside: 'gambling-spam' | 'restricted' | null;
  /** The latest count; null when the source counts nothing. */
  metrics: Metrics | null;
  /** Null until it is scored. Where a person has judged the text, that is what it says. */
  score: Score | null;
  /** What a person has said of the text as it stands; null where nobody has. */
  correction: {
    verdict: 'negative' | 'neutral' | 'positive' | 'irrelevant' | 'correct';
    note: string | null;
    who: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    /** What the program said when the person looked; null when it had not yet. */
    machine: 'negative' | 'neutral' | 'positive' | 'unscored' | null;
  } | null;
};

export type MentionVersion = {
  title: string | null;
  text: string;
  /** When the next text replaced it. */
  seenAt: string;
};

export type MentionWithVersions = {
  id: number;
  source: {
    id: string;
    title: string;
    class:
      | 'online-media'
      | 'national-media'
      | 'broadcast'
      | 'print'
      | 'government'
      | 'village'
      | 'community'
      | 'influencer'
      | 'public'
      | 'complaint'
      | 'fact-check'
      | 'aggregator'
      | 'mirror';
  };
  kind: 'article' | 'page' | 'post' | 'comment' | 'klipping';
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  url: string | null;
  title: string | null;
  text: string;
  /** Only of articles: who writes posts and comments is personal data, which this API leaves out. */
  author: string | null;
  /** Who printed it when that is not the source itself. */
  publisher: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  precision: 'exact' | 'minute' | 'day' | 'guessed';
  language: string;
  /** The mention that this one answers. */
  parentId: number | null;
  issueId: number | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  collectedAt: string;
  editedAt: string | null;
  setAside: 'gambling-spam' | 'restricted' | null;
  /** The latest count; null when the source counts nothing. */
  metrics: Metrics | null;
  /** Null until it is scored. Where a person has judged the text, that is what it says. */
  score: Score | null;
  /** What a person has said of the text as it stands; null where nobody has. */
  correction: {
    verdict: 'negative' | 'neutral' | 'positive' | 'irrelevant' | 'correct';
    note: string | null;
    who: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    /** What the program said when the person looked; null when it had not yet. */
    machine: 'negative' | 'neutral' | 'positive' | 'unscored' | null;
  } | null;
  versions: MentionVersion[];
  /** Every count that differed from the one before. */
  metricsOverTime: Metrics[];
};

/** What people did with a post, as the platform counts it; null where it does not say. */
export type Metrics = {
  /** When it was counted. */
  at: string;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  views: number | null;
  /** Counts of this platform alone, by its own names. */
  others: {
    [key: string]: number;
  };
};

export type NeutralityReport = {
  packId: string;
  from: string | null;
  to: string | null;
  mentions: number;
  themes: {
    theme: string;
    mentions: number;
  }[];
  days: {
    date: string;
    mentions: number;
  }[];
  /** Every candidate of the pack, also with nothing but zeros. */
  candidates: {
    id: string;
    name: string;
    /** Mentions with a keyword that name the candidate. */
    mentions: Directions;
    /** Of these, those that spread a hoax or repeat a known claim. */
    claims: Directions;
  }[];
  /** What a direction takes; the same for every candidate. */
  thresholds: string;
};

export type NewAcknowledgement = {
  /** What is being done. */
  note?: string;
  /** How long it holds; as configured (`alerting.acknowledgeFor`) if absent. */
  hours?: number;
};

export type NewAlertRule = {
  /** What its alerts carry as `ruleId`. */
  id: string;
  /** Kind of rule. */
  rule: string;
  options?: {
    [key: string]: unknown;
  };
  enabled?: boolean;
};

export type NewClarification = {
  title: string;
  /** What was spread, in your words: later repeats are found by it. */
  claimed?: string;
  text: string;
  url?: string;
  /** Who answered: short name of an agency. */
  agency?: string;
  /** Now if absent. */
  publishedAt?: string;
};

export type NewPassword = {
  /** One's own password, when it was last asked for more than 15 minutes ago. */
  currentPassword?: string;
  /** At least 15 characters that are hard to guess. */
  password: string;
};

export type NewSilence = {
  /** An alert is silenced if every list that is not empty holds its value. At least one list must not be empty. */
  match: {
    levels?: ('watch' | 'alert' | 'crisis')[];
    /** Ids of alert rules. */
    rules?: string[];
    /** Short names of agencies (OPD). */
    agencies?: string[];
    topics?: (
      | 'infrastruktur-jalan'
      | 'banjir-bencana'
      | 'sampah-lingkungan'
      | 'kesehatan'
      | 'pendidikan'
      | 'bansos-sosial'
      | 'korupsi-hukum'
      | 'kriminal'
      | 'lalu-lintas'
      | 'ekonomi-umkm'
      | 'pertanian'
      | 'air-listrik'
      | 'pelayanan-publik'
      | 'politik-pemilu'
      | 'pemerintahan-seremonial'
      | 'olahraga-budaya-wisata'
      | 'agama'
      | 'tambang'
      | 'ketenagakerjaan'
      | 'lainnya'
    )[];
    /** Codes of districts or villages; a district holds its villages. */
    places?: string[];
    issues?: number[];
  };
  /** Shown wherever the silence keeps something back. */
  reason: string;
  /** Now if absent or past. */
  startsAt?: string;
  /** At most 7 days after it starts. */
  endsAt?: string;
  /** Instead of `endsAt`: how long it holds. */
  hours?: number;
};

export type NewToken = {
  /** What it is for. */
  name: string;
  /** A subset of one's own permissions, without `own`. */
  scopes: (
    | 'own'
    | 'read'
    | 'read-agency'
    | 'export'
    | 'triage'
    | 'issues'
    | 'answer'
    | 'acknowledge'
    | 'alerting'
    | 'reports'
    | 'hoaxes'
    | 'sources'
    | 'lexicon'
    | 'people'
    | 'settings'
    | 'audit'
    | 'personal'
    | 'election'
  )[];
  /** How long it works. */
  days: number;
  /** One's own password, when it was last asked for more than 15 minutes ago. */
  currentPassword?: string;
};

export type OfficeAccuracy = {
  texts: number;
  /** Fewer than 100: the figures may be chance. */
  few: boolean;
  /** Texts of which the program says what the person said. */
  confirmed: number;
  ours: {
    accuracy: number;
    macroF1: number;
  };
  /** Our single words by the plain `sentiment` package. */
  plain: {
    accuracy: number;
    macroF1: number;
  };
  /** Always the commonest label. */
  majority: {
    accuracy: number;
    macroF1: number;
    label: 'negative' | 'neutral' | 'positive' | 'unscored';
  };
};

/** All words to which the office gives a weight of its own, by term. */
export type OfficeLexicon = {
  /** 0 while the office has never changed anything. */
  version: number;
  entries: {
    term: string;
    weight: number;
  }[];
};

export type OneTimeLink = {
  id: number;
  name: string;
  /** Null when it was mailed. Shown only here. */
  link: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  expiresAt: string;
};

export type PastedItem = {
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  /** A comment is known by its text: its address leads to the post that it answers. */
  kind?: 'post' | 'comment';
  title?: string | null;
  /** Needed when there is no title. */
  text?: string | null;
  url?: string | null;
  author?: string | null;
  /** Paper, group or account in which it stood. */
  publisher?: string | null;
  /** Taken as now when it is absent. */
  publishedAt?: string | null;
};

export type PastedResult = {
  accepted: number;
  /** Known already; nothing was stored. */
  duplicate: number;
  /** Known with another text, which is kept as the older version. */
  edited: number;
  rejected: {
    index: number;
    reason: string;
  }[];
};

export type PastedTable = {
  /** Name of the file; its ending helps to tell what it is. */
  name?: string;
  /** What allows the office to use the data: an agreement, a letter, its own account. */
  basis: string;
  /** Id of a format (`kentongan import --help`); found out if absent. */
  format?: string;
  /** Sheet of a workbook; the first if absent. */
  sheet?: string;
  /** IANA zone of dates that name none; the regency's if absent. */
  zone?: string;
  /** Of items without a date; the time of the import if absent. */
  date?: string;
  /** CSV with its heading, or NDJSON. */
  text: string;
};

export type PlaceCount = {
  code: string;
  name: string | null;
  total: number;
  negative: number;
  /** Not negative, but watched. */
  potential: number;
  neutral: number;
  positive: number;
  unscored: number;
};

/** A mention that asks the government something. */
export type Question = {
  mentionId: number;
  /** `question` asks to be told something, `aspiration` asks for something to be done. */
  kind: 'question' | 'aspiration';
  agency: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  askedAt: string;
  answeredAt: string | null;
  /** The office's reply. */
  answerMentionId: number | null;
  answeredBy: string | null;
  /** Where the answer stands, as a person said. */
  answerUrl: string | null;
  text: string;
  url: string | null;
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  sourceTitle: string;
  issueId: number | null;
};

export type RecoveryCodes = {
  /** Each works once, in place of a code. Shown only here. */
  recoveryCodes: string[];
};

export type RejectedLine = {
  line: number;
  reason: string;
};

/** Mentions in equally long spans before and after the answer. */
export type ResponseEffect = {
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  answeredAt: string;
  /** Length of both spans. */
  hours: number;
  before: {
    negative: number;
    all: number;
  };
  after: {
    negative: number;
    all: number;
  };
  /** False while the span after the answer has not ended. */
  complete: boolean;
};

export type SavedSearch = {
  id: number;
  name: string;
  query: string;
  sort: 'newest' | 'relevance';
  everywhere: boolean;
  shared: boolean;
  owner: string;
  /** Whether it is yours. */
  own: boolean;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  createdAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  updatedAt: string;
};

export type SavedSearchBody = {
  name: string;
  /** In the language of `q` of `/api/v1/mentions`. */
  query: string;
  sort?: 'newest' | 'relevance';
  /** Also what is not about this regency. */
  everywhere?: boolean;
  /** Others of the office see it too; only its owner changes it. */
  shared?: boolean;
};

export type Score = {
  language: string;
  relevance: {
    /** Regency code, `35.16`. */
    about: string | null;
    level: 'regency' | 'city' | 'elsewhere';
    confidence: number;
    why: string[];
  };
  sentiment: {
    label: 'negative' | 'neutral' | 'positive' | 'unscored';
    /** −1 … 1 */
    value: number;
    /** 0 … 1; low means not enough signal, not neutral. */
    confidence: number;
    evidence: Evidence[];
  };
  target: 'government' | 'other' | 'none';
  /** none hijau · watch kuning ("berpotensi negatif") · alert merah */
  attention: 'none' | 'watch' | 'alert';
  reasons: string[];
  hoax: {
    class: 'none' | 'claim' | 'fact-check' | 'mention';
    value: number;
    evidence: Evidence[];
    matches: {
      claimId: string;
      similarity: number;
      url: string | null;
    }[];
  };
  topic:
    | 'infrastruktur-jalan'
    | 'banjir-bencana'
    | 'sampah-lingkungan'
    | 'kesehatan'
    | 'pendidikan'
    | 'bansos-sosial'
    | 'korupsi-hukum'
    | 'kriminal'
    | 'lalu-lintas'
    | 'ekonomi-umkm'
    | 'pertanian'
    | 'air-listrik'
    | 'pelayanan-publik'
    | 'politik-pemilu'
    | 'pemerintahan-seremonial'
    | 'olahraga-budaya-wisata'
    | 'agama'
    | 'tambang'
    | 'ketenagakerjaan'
    | 'lainnya';
  agency: string | null;
  places: {
    code: string;
    name: string;
    field: 'title' | 'text';
    start: number;
    end: number;
  }[];
  versions: {
    sentiment: number;
    lexicon: string;
  };
};

export type SearchAlertBody = {
  /** Tell when at least so many match … */
  minMentions?: number;
  /** … that were published in the last so many hours. */
  windowHours?: number;
};

export type SearchSaid = {
  /** `q` as it was understood, in its canonical spelling. */
  read: string | null;
  problems: {
    /** Where in `q`, in UTF-16 units. */
    start: number;
    end: number;
    /** Indonesian: what was left out or read otherwise. */
    message: string;
  }[];
  /** The order of the items; without words there is no best. */
  sort: 'newest' | 'relevance';
  /** Not null when the search stopped early, after so many matches of the words: `next` goes on there. */
  lookedAt: number | null;
  /** An upgrade is still indexing older mentions: not all of them are found by words yet. */
  indexing: boolean;
};

export type SecondFactorCode = {
  /** Of the authenticator, or a recovery code. */
  code: string;
};

export type SentimentCount = {
  date: string;
  class:
    | 'online-media'
    | 'national-media'
    | 'broadcast'
    | 'print'
    | 'government'
    | 'village'
    | 'community'
    | 'influencer'
    | 'public'
    | 'complaint'
    | 'fact-check'
    | 'aggregator'
    | 'mirror';
  kind: 'article' | 'page' | 'post' | 'comment' | 'klipping';
  label: 'negative' | 'neutral' | 'positive' | 'unscored';
  attention: 'none' | 'watch' | 'alert';
  count: number;
};

/** `potential` is "berpotensi negatif". */
export type SentimentCounts = {
  positive: number;
  neutral: number;
  negative: number;
  potential: number;
  unscored: number;
};

export type Session = {
  id: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  signedInAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  seenAt: string;
  /** Network that it came from. */
  client: string;
  agent: string | null;
};

export type Sighting = {
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  publishedAt: string;
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  /** Newsroom or office, on its own site; null for everybody else. */
  medium: string | null;
  /** Only of a newsroom or office: other addresses name accounts. */
  url: string | null;
  hoaxClass: 'none' | 'claim' | 'fact-check' | 'mention';
  keywords: {
    keyword: string;
    theme: string;
    field: 'title' | 'text';
    start: number;
    end: number;
    /** Up to 80 characters; account names, addresses and long numbers are left out. */
    before: string;
    hit: string;
    after: string;
  }[];
  /** Candidates named in the same text; `neither` when unsure. */
  candidates: {
    id: string;
    direction: 'for' | 'against' | 'neither';
  }[];
  answers: {
    title: string | null;
    url: string | null;
    similarity: number;
    kind: 'match' | 'suggest';
  }[];
};

export type SignIn = {
  email: string;
  password: string;
};

export type SignInResult = {
  /** `code`: send the second factor to `/api/v1/session/code`; `enrol`: it must be set up first. */
  next: 'done' | 'code' | 'enrol';
  name: string;
};

export type Silence = {
  id: number;
  match: {
    levels: ('watch' | 'alert' | 'crisis')[];
    rules: string[];
    agencies: string[];
    topics: string[];
    places: string[];
    issues: number[];
  };
  reason: string;
  author: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  createdAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  startsAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  endsAt: string;
  /** When somebody ended it early. */
  endedAt: string | null;
  endedBy: string | null;
};

export type Source = {
  id: string;
  title: string;
  collector: string;
  class:
    | 'online-media'
    | 'national-media'
    | 'broadcast'
    | 'print'
    | 'government'
    | 'village'
    | 'community'
    | 'influencer'
    | 'public'
    | 'complaint'
    | 'fact-check'
    | 'aggregator'
    | 'mirror';
  platform:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  /** `quiet`: runs succeed but nothing new came for long. `failing`: the last run failed, the next may succeed. `blocked`: the site refuses. `gone`: not asked again. `needs-credential`: no key, or one that is not accepted. `needs-attention`: will not get better by itself. `paused`: by a person, until resumed. `archived`: removed from the registry. */
  status:
    | 'ok'
    | 'quiet'
    | 'failing'
    | 'blocked'
    | 'gone'
    | 'needs-credential'
    | 'needs-attention'
    | 'never-run'
    | 'disabled'
    | 'paused'
    | 'archived';
  /** `file`: set in `kentongan.yaml` and changed there. `page`: added here. `import`: filled by imported files. */
  origin: 'file' | 'page' | 'import';
  /** Who added it here. */
  made: {
    by: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
  } | null;
  paused: {
    by: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
    reason: string;
  } | null;
  archived: {
    by: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    at: string;
  } | null;
  /** Why it waits although nothing is wrong, Indonesian. */
  notice: string | null;
  /** Why the office may read it; null only while it is disabled. */
  legal: {
    purpose: string;
    basis: string;
    terms: 'public' | 'api' | 'own' | 'contract' | 'permitted' | 'unchecked';
    reference: string | null;
  } | null;
  /** Id of the key it is read with. */
  credential: string | null;
  /** As configured. */
  intervalMs: number;
  /** At its present pace: quiet sources are read less often, busy ones more often. */
  pacedIntervalMs: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  nextRunAt: string;
  lastRunAt: string | null;
  lastSuccessAt: string | null;
  lastNewItemAt: string | null;
  /** Failed runs in a row. */
  errorCount: number;
  /** What kind of fault the last failure was. */
  lastFault:
    | 'rate-limited'
    | 'budget'
    | 'blocked'
    | 'gone'
    | 'credential'
    | 'permission'
    | 'query'
    | 'changed'
    | 'too-large'
    | 'network'
    | 'internal'
    | null;
  lastError: string | null;
  lastErrorAt: string | null;
  stoppedReason: string | null;
  itemCount: number;
  rejectedCount: number;
};

export type SourceBody = {
  /** kebab-case, never changed; made from the title if absent. */
  id?: string;
  title: string;
  collector: string;
  class:
    | 'online-media'
    | 'national-media'
    | 'broadcast'
    | 'print'
    | 'government'
    | 'village'
    | 'community'
    | 'influencer'
    | 'public'
    | 'complaint'
    | 'fact-check'
    | 'aggregator'
    | 'mirror';
  platform?:
    | 'web'
    | 'google-news'
    | 'print'
    | 'facebook'
    | 'instagram'
    | 'whatsapp'
    | 'x'
    | 'youtube'
    | 'tiktok'
    | 'telegram'
    | 'mastodon'
    | 'bluesky'
    | 'threads'
    | 'complaint'
    | 'other';
  /** As in the configuration: `15m`, `1h`, `1d`. Not below the floor of the collector. */
  every?: string;
  /** As in the configuration: `15m`, `1h`, `1d`. Not below the floor of the collector. */
  silentAfter?: string;
  /** Of the collector: an object, or the same as a text of lines `key: value` as a form sends it. */
  options?:
    | {
        [key: string]: unknown;
      }
    | string;
  /** Id of the key that it is read with. */
  credential?: string;
  legal?: {
    /** What it is read for; that of the configuration if absent. */
    purpose?: string;
    /** The law, decree or agreement that allows it; that of the configuration if absent. */
    basis?: string;
    terms?: 'public' | 'api' | 'own' | 'contract' | 'permitted' | 'unchecked';
    /** Number of the contract or letter of permission. */
    reference?: string;
  };
};

export type SourceChange = {
  title?: string;
  class?:
    | 'online-media'
    | 'national-media'
    | 'broadcast'
    | 'print'
    | 'government'
    | 'village'
    | 'community'
    | 'influencer'
    | 'public'
    | 'complaint'
    | 'fact-check'
    | 'aggregator'
    | 'mirror';
  /** As in the configuration: `15m`, `1h`, `1d`. Not below the floor of the collector. */
  every?: string;
  /** As in the configuration: `15m`, `1h`, `1d`. Not below the floor of the collector. */
  silentAfter?: string;
  /** Of the collector: an object, or the same as a text of lines `key: value` as a form sends it. */
  options?:
    | {
        [key: string]: unknown;
      }
    | string;
  credential?: string;
  legal?: {
    /** What it is read for; that of the configuration if absent. */
    purpose?: string;
    /** The law, decree or agreement that allows it; that of the configuration if absent. */
    basis?: string;
    terms?: 'public' | 'api' | 'own' | 'contract' | 'permitted' | 'unchecked';
    /** Number of the contract or letter of permission. */
    reference?: string;
  };
};

export type SourceDay = {
  /** `2026-11-22` */
  day: string;
  runs: number;
  failures: number;
  /** New items. */
  stored: number;
  /** To the site or platform, without those for robots.txt; 0 for days before they were counted. */
  requests: number;
  /** Of the answers, unpacked. */
  bytes: number;
};

export type SourcePause = {
  /** Shown with the source, and kept on the audit trail. */
  reason: string;
};

export type SourceRun = {
  id: number;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  startedAt: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  endedAt: string;
  stored: number;
  repeats: number;
  edits: number;
  rejected: number;
  setAside: number;
  /** Null when it succeeded. */
  error: string | null;
};

export type SourceTrial = {
  id: number;
  who: string;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  at: string;
  durationMs: number;
  /** As it was typed; the title of a source that was asked. */
  input: string;
  sourceId: string | null;
  /** What the address leads to: `feed`, `wordpress`, `news-sitemap`, `listing`, `article`, `account`, `search`. */
  kind: string | null;
  /** Null when nothing was read: a key is missing, or there is a fault. */
  reading: {
    items: number;
    rejected: number;
    undated: number;
    /** Five at the most, newest first. */
    newest: {
      title: string | null;
      url: string | null;
      publishedAt: string | null;
      /** `und` when it cannot be told. */
      language: string;
    }[];
  } | null;
  /** Why it cannot be read and what to try instead, Indonesian. */
  fault: {
    reason:
      | 'rate-limited'
      | 'budget'
      | 'blocked'
      | 'gone'
      | 'credential'
      | 'permission'
      | 'query'
      | 'changed'
      | 'too-large'
      | 'network'
      | 'input'
      | 'internal';
    sentence: string;
    advice: string;
    technical: string | null;
  } | null;
  /** Indonesian. */
  warnings: string[];
  /** Best first; each is the body of a new source, nearly. */
  proposals: {
    id: string;
    title: string;
    collector: string;
    class:
      | 'online-media'
      | 'national-media'
      | 'broadcast'
      | 'print'
      | 'government'
      | 'village'
      | 'community'
      | 'influencer'
      | 'public'
      | 'complaint'
      | 'fact-check'
      | 'aggregator'
      | 'mirror';
    platform:
      | 'web'
      | 'google-news'
      | 'print'
      | 'facebook'
      | 'instagram'
      | 'whatsapp'
      | 'x'
      | 'youtube'
      | 'tiktok'
      | 'telegram'
      | 'mastodon'
      | 'bluesky'
      | 'threads'
      | 'complaint'
      | 'other';
    options: {
      [key: string]: unknown;
    };
    /** Indonesian. */
    note: string;
    every: string;
    terms: 'public' | 'api' | 'own' | 'contract' | 'permitted' | 'unchecked';
    /** The key that it needs. */
    key: {
      kind: string;
      howTo: string;
      /** Configured keys that fit. */
      ids: string[];
    } | null;
    /** The source that reads the same already. */
    knownAs: {
      id: string;
      title: string;
    } | null;
  }[];
};

export type SourceTrialBody = {
  /** Of a site, a feed or an account; words become a search of Google News. */
  address?: string;
  /** Id of a source that is to be asked once. */
  source?: string;
};

export type StoredKeywordPack = {
  id: string;
  title: string;
  stage: 'none' | 'pencalonan' | 'kampanye' | 'masa-tenang' | 'pemungutan-suara' | 'penghitungan' | 'penetapan';
  /** First day, in the regency's time zone; null for no beginning. */
  from: string | null;
  /** Last day, included; null for no end. */
  to: string | null;
  /** Why the office may watch this. */
  purpose: string;
  /** Who decided it, and on what legal ground. */
  basis: string;
  keywords: {
    /** Words as people write them; found at word boundaries, whatever the case. */
    text: string;
    /** How hits are counted: `kecurangan`, `politik-uang`, `sara`. */
    theme: string;
    /** Only with one of these words in the same text. */
    near: string[];
  }[];
  /** All candidates or none: the same words and thresholds hold for each. */
  candidates: {
    /** Number on the ballot: `01`. */
    id: string;
    name: string;
    aliases: string[];
  }[];
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  updatedAt: string;
  updatedBy: string;
  inForce: boolean;
};

export type SubjectCount = {
  topic: string;
  agency: string | null;
  total: number;
  negative: number;
  /** Not negative, but watched. */
  potential: number;
  neutral: number;
  positive: number;
  unscored: number;
};

export type TargetFate = {
  recipient: string;
  name: string;
  channel: 'email' | 'telegram' | 'whatsapp' | 'webhook';
  route: string;
  /** `escalate`: told because nobody reacted. */
  purpose: 'notify' | 'escalate';
  state: 'waiting' | 'held' | 'queued' | 'dropped';
  /** Why it is not (yet) a message. */
  reason:
    | 'group-wait'
    | 'group-interval'
    | 'silenced'
    | 'inhibited'
    | 'quiet-hours'
    | 'rate-limit'
    | 'acknowledged'
    | 'handled'
    | 'settled'
    | 'not-escalated'
    | 'no-route'
    | 'no-recipient'
    | 'no-channel'
    | null;
  /** When it is looked at next, while it waits or is held. */
  dueAt: string;
  /** What became of it, in Indonesian. */
  summary: string;
  /** Its message in the outbox; null while there is none. */
  message: {
    state: 'pending' | 'sending' | 'sent' | 'dead';
    attempts: number;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    queuedAt: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    nextAttemptAt: string;
    sentAt: string | null;
    lastError: string | null;
  } | null;
};

export type User = {
  id: number;
  name: string;
  email: string;
  role: 'admin' | 'analis' | 'humas' | 'opd' | 'pimpinan' | 'auditor';
  agency: string | null;
  election: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  disabledAt: string | null;
  /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
  createdAt: string;
  createdBy: string;
  lastSignInAt: string | null;
};

export type UserFacts = {
  /** As changes record it; nobody else has it. */
  name: string;
  email: string;
  role: 'admin' | 'analis' | 'humas' | 'opd' | 'pimpinan' | 'auditor';
  /** Required for role `opd`, and only for it. */
  agency?: string;
  /** May open the election desk. */
  election?: boolean;
  /** One's own password, when it was last asked for more than 15 minutes ago. */
  currentPassword?: string;
};

export type VerdictBody = {
  /** `irrelevant`: not about the own regency. `correct`: as shown now, whatever a later scorer says. */
  verdict: 'negative' | 'neutral' | 'positive' | 'irrelevant' | 'correct';
  note?: string;
};

export type VoiceCount = {
  class:
    | 'online-media'
    | 'national-media'
    | 'broadcast'
    | 'print'
    | 'government'
    | 'village'
    | 'community'
    | 'influencer'
    | 'public'
    | 'complaint'
    | 'fact-check'
    | 'aggregator'
    | 'mirror';
  total: number;
  negative: number;
  /** Not negative, but watched. */
  potential: number;
  neutral: number;
  positive: number;
  unscored: number;
};

export type WordLookup = {
  term: string;
  /** As the program reads it: slang written out, endings of known words cut. */
  reading: string[];
  lists: {
    /** File of the shipped lists: `id-core`. */
    list: string;
    term: string;
    /** −5 … 5; null in lists whose words carry no feeling. */
    weight: number | null;
    kind: string;
    language: string | null;
  }[];
  /** Phrases of the lists that hold it. */
  phrases: {
    /** File of the shipped lists: `id-core`. */
    list: string;
    term: string;
    /** −5 … 5; null in lists whose words carry no feeling. */
    weight: number | null;
    kind: string;
    language: string | null;
  }[];
  /** Other spellings that are read as it. */
  spellings: string[];
  learned: {
    word: string;
    /** False: only its letters tell the model something. */
    known: boolean;
    /** In points of an office's weight, in a text of 20 words about public matters. */
    points: number;
  }[];
  office: number | null;
  examples: {
    id: number;
    head: string;
    /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
    publishedAt: string;
    label: 'negative' | 'neutral' | 'positive' | 'unscored';
  }[];
};

export type WordProposal = {
  term: string;
  direction: 'negative' | 'positive';
  weight: number;
  /** Judged texts with the word that people moved that way. */
  agree: number;
  /** Judged texts with the word that they moved the other way, or left. */
  against: number;
  /** Of these, would come to what people said. */
  mended: number;
  /** Of these, would leave it. */
  broken: number;
};

/** Every operation by method and address. */

export interface Operations {
  /** Alerts, newest first, each with what it is about and the evidence as the recipients were told. */
  'GET /api/v1/alerts': {
    params: {
      level?: 'watch' | 'alert' | 'crisis';
      /** Id of an issue. */
      issue?: number;
      /** Id of an alert rule. */
      rule?: string;
      /** What alerts are about: `issue`, `spike`, `source`, or one of them as `source:radar`. */
      subject?: string;
      /** Short name of an agency (OPD): `PUPR`. */
      agency?: string;
      /** Whether somebody has said that they see to it. */
      acknowledged?: boolean;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Alert[];
      next: string | null;
    };
    item: Alert;
  };
  /** One alert with its evidence, as the recipients were told. */
  'GET /api/v1/alerts/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Alert;
    item: never;
  };
  /** The newest 50 alerts as an Atom feed, for feed readers and other systems. */
  'GET /api/v1/alerts.atom': { params: object; body: undefined; answer: string; item: never };
  /** The alert rules in use: those of the configuration, and those made here. */
  'GET /api/v1/alert-rules': {
    params: object;
    body: undefined;
    answer: {
      items: AlertRule[];
      next: string | null;
    };
    item: AlertRule;
  };
  /** Makes an alert rule under a name that is not in use yet. */
  'POST /api/v1/alert-rules': { params: object; body: NewAlertRule; answer: AlertRule; item: never };
  /** The kinds of alert rules, each with an example of its options. */
  'GET /api/v1/alert-rules/kinds': {
    params: object;
    body: undefined;
    answer: {
      items: AlertRuleKind[];
      next: string | null;
    };
    item: AlertRuleKind;
  };
  /** What a rule would have raised over the last days; changes nothing. */
  'POST /api/v1/alert-rules/replay': {
    params: object;
    body: {
      /** How many days back. */
      days?: number;
      /** Id of a rule, or a kind of rule that is not in use yet. */
      rule: string;
      /** Other options than the rule has now. */
      options?: {
        [key: string]: unknown;
      };
    };
    answer: AlertReplay;
    item: never;
  };
  /** One alert rule with its options. */
  'GET /api/v1/alert-rules/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: AlertRule;
    item: never;
  };
  /** Makes or replaces an alert rule. It is in force at once; alerts carry its id. */
  'PUT /api/v1/alert-rules/{id}': {
    params: {
      id: string;
    };
    body: {
      /** Kind of rule. */
      rule: string;
      options?: {
        [key: string]: unknown;
      };
      enabled?: boolean;
    };
    answer: AlertRule;
    item: never;
  };
  /** Removes an alert rule. Alerts that it has raised stay. */
  'DELETE /api/v1/alert-rules/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: {
      deleted: true;
    };
    item: never;
  };
  /** Switches an alert rule on or off; a rule that is off is kept, and not run. */
  'POST /api/v1/alert-rules/{id}/enabled': {
    params: {
      id: string;
    };
    body: {
      enabled: boolean;
    };
    answer: AlertRule;
    item: never;
  };
  /** Why an issue does, or does not, raise an alert now: what every rule says of it. */
  'GET /api/v1/issues/{id}/why': {
    params: {
      id: number;
    };
    body: undefined;
    answer: IssueExplanation;
    item: never;
  };
  /** Says that somebody sees to it: no repeats and no escalation for a while, unless the level rises. */
  'POST /api/v1/alerts/{id}/acknowledgement': {
    params: {
      id: number;
    };
    body: NewAcknowledgement;
    answer: AcknowledgementResult;
    item: never;
  };
  /** Takes an acknowledgement back; escalations that it stopped are due again. */
  'DELETE /api/v1/alerts/{id}/acknowledgement': {
    params: {
      id: number;
    };
    body: undefined;
    answer: AcknowledgementResult;
    item: never;
  };
  /** Why was (no) mail sent? What became of the alert for each target, and every decision on the way. */
  'GET /api/v1/alerts/{id}/decisions': {
    params: {
      id: number;
    };
    body: undefined;
    answer: AlertFate;
    item: never;
  };
  /** Silences in force and those still to begin, the one that ends first first. */
  'GET /api/v1/silences': {
    params: {
      /** Also those that have ended. */
      all?: boolean;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Silence[];
      next: string | null;
    };
    item: Silence;
  };
  /** Keeps back what matches until the silence ends; then it is sent if it is still going on. */
  'POST /api/v1/silences': { params: object; body: NewSilence; answer: Silence; item: never };
  /** Ends a silence now. Its row stays, and what it kept back is looked at again. */
  'DELETE /api/v1/silences/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Silence;
    item: never;
  };
  /** Issues, latest mentioned first. */
  'GET /api/v1/issues': {
    params: {
      /** Words of the title. */
      q?: string;
      state?: 'baru' | 'diverifikasi' | 'diteruskan' | 'ditanggapi' | 'selesai' | 'bukan-isu';
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
      /** Short name of an agency (OPD): `PUPR`. */
      agency?: string;
      attention?: 'none' | 'watch' | 'alert';
      /** Only issues whose agency should have answered by now. */
      overdue?: boolean;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Issue[];
      next: string | null;
    };
    item: Issue;
  };
  /** One issue with its mentions, newest first, and what became of it. */
  'GET /api/v1/issues/{id}': {
    params: {
      id: number;
      /** Mentions at most. */
      limit?: number;
    };
    body: undefined;
    answer: IssueWithMentions;
    item: never;
  };
  /** Moves several issues on, as `/issues/{id}/state` moves one; all of them or none. */
  'POST /api/v1/issues/states': {
    params: object;
    body: IssueStatesChange;
    answer: {
      issueIds: number[];
    };
    item: never;
  };
  /** Joins several issues to one of them, or to another. Answers the one that stays. */
  'POST /api/v1/issues/merges': {
    params: object;
    body: {
      issueIds: number[];
      /** The issue that stays; of those named the one with most mentions if absent. */
      into?: number;
      /** Why; shown in the history. */
      why: string;
    };
    answer: Issue;
    item: never;
  };
  /** Moves an issue on: baru, diverifikasi, diteruskan, ditanggapi, selesai, or bukan-isu. */
  'POST /api/v1/issues/{id}/state': {
    params: {
      id: number;
    };
    body: IssueStateChange;
    answer: Issue;
    item: never;
  };
  /** Names an issue by hand; the program leaves its title alone from then on. */
  'POST /api/v1/issues/{id}/title': {
    params: {
      id: number;
    };
    body: {
      title: string;
      /** Why; shown in the history. */
      why?: string;
    };
    answer: Issue;
    item: never;
  };
  /** Says which agency is to be asked about an issue. */
  'POST /api/v1/issues/{id}/agency': {
    params: {
      id: number;
    };
    body: {
      /** Short name of an agency (OPD), or null for none. */
      agency: string | null;
      /** Why; shown in the history. */
      why?: string;
    };
    answer: Issue;
    item: never;
  };
  /** Gives the agency that an issue was passed on to another due time. */
  'POST /api/v1/issues/{id}/due': {
    params: {
      id: number;
    };
    body: {
      /** A date means the end of that day. */
      dueAt: string;
      /** Why; shown in the history. */
      why?: string;
    };
    answer: Issue;
    item: never;
  };
  /** Adds a remark to the history of an issue. */
  'POST /api/v1/issues/{id}/notes': {
    params: {
      id: number;
    };
    body: {
      note: string;
    };
    answer: Issue;
    item: never;
  };
  /** Joins this issue to another, whose mentions they become. Answers the other. */
  'POST /api/v1/issues/{id}/merge': {
    params: {
      id: number;
    };
    body: {
      /** The issue that stays. */
      into: number;
      /** Why; shown in the history. */
      why: string;
    };
    answer: Issue;
    item: never;
  };
  /** Takes mentions, with the comments under them, out of an issue into a new one. Answers the new one. */
  'POST /api/v1/issues/{id}/split': {
    params: {
      id: number;
    };
    body: {
      mentionIds: number[];
      /** Named after the first of the mentions if absent. */
      title?: string;
      /** Why; shown in the history. */
      why: string;
    };
    answer: Issue;
    item: never;
  };
  /** Stores the office's answer to an issue: a text, or one of the issue's own official mentions. */
  'POST /api/v1/issues/{id}/clarifications': {
    params: {
      id: number;
    };
    body: IssueClarification;
    answer: Issue;
    item: never;
  };
  /** The offices' answers (klarifikasi), latest published first. */
  'GET /api/v1/clarifications': {
    params: {
      /** Id of an issue. */
      issue?: number;
      /** Short name of an agency (OPD): `PUPR`. */
      agency?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Clarification[];
      next: string | null;
    };
    item: Clarification;
  };
  /** Stores an answer to a rumour that no issue is known of. */
  'POST /api/v1/clarifications': { params: object; body: NewClarification; answer: Clarification; item: never };
  /** What people ask the government or ask it to do, latest first. */
  'GET /api/v1/questions': {
    params: {
      /** Short name of an agency (OPD): `PUPR`; `-` for those that no agency is known for. */
      agency?: string;
      kind?: 'question' | 'aspiration';
      /** `true`: only what waits for an answer; `false`: only what has one. */
      waiting?: boolean;
      /** What was asked longest ago first. */
      oldestFirst?: boolean;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Question[];
      next: string | null;
    };
    item: Question;
  };
  /** Says that a question was answered where this program does not see it. */
  'POST /api/v1/questions/{id}/answered': {
    params: {
      /** Id of the mention. */
      id: number;
    };
    body: {
      /** How it was answered: `dijawab lewat telepon`. */
      note?: string;
      /** Where the answer stands. */
      url?: string;
    };
    answer: Question;
    item: never;
  };
  /** Search over all mentions, newest first or best first. */
  'GET /api/v1/mentions': {
    params: {
      /** Words that all occur, in any form (`keluhan` finds "dikeluhkan"); `"a phrase"`, `a OR b`, `-a`, `a NEAR/5 b`, parentheses, and filters: `platform:` `opd:` `kecamatan:` `sentimen:` `topik:` `sumber:` `kelas:` `tingkat:` `hoaks:` `isu:` `dari:` `sampai:`. What cannot be understood is left out and named in `search.problems`. */
      q?: string;
      label?: 'negative' | 'neutral' | 'positive' | 'unscored';
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
      /** Short name of an agency (OPD): `PUPR`. */
      agency?: string;
      /** Code of a kecamatan (finds its desa too) or desa. */
      place?: string;
      attention?: 'none' | 'watch' | 'alert';
      target?: 'government' | 'other' | 'none';
      hoax?: 'none' | 'claim' | 'fact-check' | 'mention';
      /** Regency that the text is about. */
      about?: string;
      /** Only what is about this installation's regency. */
      relevantOnly?: boolean;
      platform?:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      /** Id of a source. */
      source?: string;
      /** Id of an issue. */
      issue?: number;
      /** Only what nobody has judged. */
      unchecked?: boolean;
      /** Also what was set aside, for instance gambling spam. */
      includeSetAside?: boolean;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      /** `relevance`: of the newest hits, the best first; needs words in `q`. */
      sort?: 'newest' | 'relevance';
    };
    body: undefined;
    answer: {
      items: Mention[];
      next: string | null;
      search: SearchSaid;
    };
    item: Mention;
  };
  /** Stores what somebody read and pasted: one item, or up to 100. */
  'POST /api/v1/mentions': { params: object; body: PastedItem | PastedItem[]; answer: PastedResult; item: never };
  /** How the newest hits of a search divide by feeling, topic, agency, kecamatan, platform and class of source. */
  'GET /api/v1/mentions/facets': {
    params: {
      /** Words that all occur, in any form (`keluhan` finds "dikeluhkan"); `"a phrase"`, `a OR b`, `-a`, `a NEAR/5 b`, parentheses, and filters: `platform:` `opd:` `kecamatan:` `sentimen:` `topik:` `sumber:` `kelas:` `tingkat:` `hoaks:` `isu:` `dari:` `sampai:`. What cannot be understood is left out and named in `search.problems`. */
      q?: string;
      label?: 'negative' | 'neutral' | 'positive' | 'unscored';
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
      /** Short name of an agency (OPD): `PUPR`. */
      agency?: string;
      /** Code of a kecamatan (finds its desa too) or desa. */
      place?: string;
      attention?: 'none' | 'watch' | 'alert';
      target?: 'government' | 'other' | 'none';
      hoax?: 'none' | 'claim' | 'fact-check' | 'mention';
      /** Regency that the text is about. */
      about?: string;
      /** Only what is about this installation's regency. */
      relevantOnly?: boolean;
      platform?:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      /** Id of a source. */
      source?: string;
      /** Id of an issue. */
      issue?: number;
      /** Only what nobody has judged. */
      unchecked?: boolean;
      /** Also what was set aside, for instance gambling spam. */
      includeSetAside?: boolean;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
    };
    body: undefined;
    answer: Facets;
    item: never;
  };
  /** One mention with the texts it had before later edits and its counts over time, both oldest first. */
  'GET /api/v1/mentions/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: MentionWithVersions;
    item: never;
  };
  /** The answers that a mention was made of, oldest first. */
  'GET /api/v1/mentions/{id}/evidence': {
    params: {
      id: number;
    };
    body: undefined;
    answer: {
      items: EvidenceEntry[];
    };
    item: EvidenceEntry;
  };
  /** Says what a mention's feeling is, that it is not about the regency, or that the program is right. */
  'POST /api/v1/mentions/{id}/verdict': {
    params: {
      id: number;
    };
    body: VerdictBody;
    answer: Mention;
    item: never;
  };
  /** Takes a verdict back: what the program says holds again. */
  'DELETE /api/v1/mentions/{id}/verdict': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Mention;
    item: never;
  };
  /** The words to which the office gives weights of its own. */
  'GET /api/v1/lexicon': { params: object; body: undefined; answer: OfficeLexicon; item: never };
  /** All that lists, model and office know of a word or phrase, with mentions of the last 30 days that hold it. */
  'GET /api/v1/lexicon/words/{term}': {
    params: {
      term: string;
    };
    body: undefined;
    answer: WordLookup;
    item: never;
  };
  /** Which mentions of the last 30 days would get another feeling if a word had this weight. Changes nothing. */
  'GET /api/v1/lexicon/preview': {
    params: {
      /** A word, phrase or emoji; capitals do not matter. */
      term: string;
      /** Absent: the word is taken out. */
      weight?: number;
    };
    body: undefined;
    answer: LexiconPreview;
    item: never;
  };
  /** Gives a word a weight. Everything is scored again in the background. */
  'POST /api/v1/lexicon/words': {
    params: object;
    body: LexiconEntryBody;
    answer: {
      version: number;
      size: number;
    };
    item: never;
  };
  /** Takes the office's weight of a word away, as a new version. */
  'DELETE /api/v1/lexicon/words': {
    params: object;
    body: LexiconRemovalBody;
    answer: {
      version: number;
      size: number;
    };
    item: never;
  };
  /** Versions of the office's words, newest first. */
  'GET /api/v1/lexicon/versions': {
    params: {
      /** Items per page. */
      limit?: number;
      cursor?: number;
    };
    body: undefined;
    answer: {
      items: LexiconVersion[];
      next: string | null;
    };
    item: LexiconVersion;
  };
  /** What is different from one version to another. */
  'GET /api/v1/lexicon/versions/{version}/changes': {
    params: {
      version: number;
      /** The version before if absent; 0 holds no words. */
      from?: number;
    };
    body: undefined;
    answer: {
      items: {
        term: string;
        before: number | null;
        after: number | null;
      }[];
    };
    item: {
      term: string;
      before: number | null;
      after: number | null;
    };
  };
  /** Uses the words of an earlier version again, as a new version; 0 takes all out. */
  'POST /api/v1/lexicon/versions/{version}/restore': {
    params: {
      version: number;
    };
    body: LexiconRestoreBody;
    answer: {
      version: number;
      size: number;
    };
    item: never;
  };
  /** Words that the verdicts of people speak for, with what a weight would do to the texts that they judged. */
  'GET /api/v1/lexicon/proposals': {
    params: object;
    body: undefined;
    answer: {
      /** Judged texts that were read. */
      texts: number;
      items: WordProposal[];
    };
    item: never;
  };
  /** The office's own evaluation set: texts with the feeling that people found in them, newest verdict first. */
  'GET /api/v1/lexicon/evaluation': {
    params: {
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: JudgedText[];
      next: string | null;
    };
    item: JudgedText;
  };
  /** How the program does on the texts that people have judged, beside what costs nothing. */
  'GET /api/v1/lexicon/accuracy': {
    params: object;
    body: undefined;
    answer: {
      /** Null while nobody has judged a text. */
      accuracy: OfficeAccuracy | null;
    };
    item: never;
  };
  /** Searches that you keep, and those that others share. */
  'GET /api/v1/saved-searches': {
    params: object;
    body: undefined;
    answer: {
      items: SavedSearch[];
      next: string | null;
    };
    item: SavedSearch;
  };
  /** Keeps a search. */
  'POST /api/v1/saved-searches': { params: object; body: SavedSearchBody; answer: SavedSearch; item: never };
  /** One search that is kept: your own, or one that is shared. */
  'GET /api/v1/saved-searches/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: SavedSearch;
    item: never;
  };
  /** Changes a search of your own. */
  'PUT /api/v1/saved-searches/{id}': {
    params: {
      id: number;
    };
    body: SavedSearchBody;
    answer: SavedSearch;
    item: never;
  };
  /** Removes a search of your own. An alert rule that was made of it stays. */
  'DELETE /api/v1/saved-searches/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: {
      deleted: true;
    };
    item: never;
  };
  /** Makes an alert rule of a kept search, or makes it anew. */
  'POST /api/v1/saved-searches/{id}/alert-rule': {
    params: {
      id: number;
    };
    body: SearchAlertBody;
    answer: {
      ruleId: string;
      replaced: boolean;
    };
    item: never;
  };
  /** Every source and its health, by id; a thousand fit into one page. */
  'GET /api/v1/sources': {
    params: {
      status?:
        | 'ok'
        | 'quiet'
        | 'failing'
        | 'blocked'
        | 'gone'
        | 'needs-credential'
        | 'needs-attention'
        | 'never-run'
        | 'disabled'
        | 'paused'
        | 'archived';
      class?:
        | 'online-media'
        | 'national-media'
        | 'broadcast'
        | 'print'
        | 'government'
        | 'village'
        | 'community'
        | 'influencer'
        | 'public'
        | 'complaint'
        | 'fact-check'
        | 'aggregator'
        | 'mirror';
      platform?:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      /** Also those that were removed. */
      archived?: boolean;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Source[];
      next: string | null;
    };
    item: Source;
  };
  /** Adds a source, which is due at once. */
  'POST /api/v1/sources': { params: object; body: SourceBody; answer: Source; item: never };
  /** One source and its health. Its options are shown to those who may change sources. */
  'GET /api/v1/sources/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: {
      id: string;
      title: string;
      collector: string;
      class:
        | 'online-media'
        | 'national-media'
        | 'broadcast'
        | 'print'
        | 'government'
        | 'village'
        | 'community'
        | 'influencer'
        | 'public'
        | 'complaint'
        | 'fact-check'
        | 'aggregator'
        | 'mirror';
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      /** `quiet`: runs succeed but nothing new came for long. `failing`: the last run failed, the next may succeed. `blocked`: the site refuses. `gone`: not asked again. `needs-credential`: no key, or one that is not accepted. `needs-attention`: will not get better by itself. `paused`: by a person, until resumed. `archived`: removed from the registry. */
      status:
        | 'ok'
        | 'quiet'
        | 'failing'
        | 'blocked'
        | 'gone'
        | 'needs-credential'
        | 'needs-attention'
        | 'never-run'
        | 'disabled'
        | 'paused'
        | 'archived';
      /** `file`: set in `kentongan.yaml` and changed there. `page`: added here. `import`: filled by imported files. */
      origin: 'file' | 'page' | 'import';
      /** Who added it here. */
      made: {
        by: string;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        at: string;
      } | null;
      paused: {
        by: string;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        at: string;
        reason: string;
      } | null;
      archived: {
        by: string;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        at: string;
      } | null;
      /** Why it waits although nothing is wrong, Indonesian. */
      notice: string | null;
      /** Why the office may read it; null only while it is disabled. */
      legal: {
        purpose: string;
        basis: string;
        terms: 'public' | 'api' | 'own' | 'contract' | 'permitted' | 'unchecked';
        reference: string | null;
      } | null;
      /** Id of the key it is read with. */
      credential: string | null;
      /** As configured. */
      intervalMs: number;
      /** At its present pace: quiet sources are read less often, busy ones more often. */
      pacedIntervalMs: number;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      nextRunAt: string;
      lastRunAt: string | null;
      lastSuccessAt: string | null;
      lastNewItemAt: string | null;
      /** Failed runs in a row. */
      errorCount: number;
      /** What kind of fault the last failure was. */
      lastFault:
        | 'rate-limited'
        | 'budget'
        | 'blocked'
        | 'gone'
        | 'credential'
        | 'permission'
        | 'query'
        | 'changed'
        | 'too-large'
        | 'network'
        | 'internal'
        | null;
      lastError: string | null;
      lastErrorAt: string | null;
      stoppedReason: string | null;
      itemCount: number;
      rejectedCount: number;
      /** Null for those who may not change sources. */
      options: unknown;
    };
    item: never;
  };
  /** Changes a source that was added here. With other options it starts afresh. */
  'PUT /api/v1/sources/{id}': {
    params: {
      id: string;
    };
    body: SourceChange;
    answer: Source;
    item: never;
  };
  /** Removes a source that was added here. Its mentions stay, and its id stays taken. */
  'DELETE /api/v1/sources/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: Source;
    item: never;
  };
  /** The last 50 runs of a source, newest first, in one page. */
  'GET /api/v1/sources/{id}/runs': {
    params: {
      id: string;
    };
    body: undefined;
    answer: {
      items: SourceRun[];
      next: string | null;
    };
    item: SourceRun;
  };
  /** What a source brought and cost on each of the last 30 days, oldest first; days without a run are left out. */
  'GET /api/v1/sources/{id}/days': {
    params: {
      id: string;
    };
    body: undefined;
    answer: {
      items: SourceDay[];
      next: string | null;
    };
    item: SourceDay;
  };
  /** Leaves a source alone until it is resumed, whatever the configuration says. */
  'POST /api/v1/sources/{id}/pause': {
    params: {
      id: string;
    };
    body: SourcePause;
    answer: Source;
    item: never;
  };
  /** Reads a paused source again, or takes a removed one back. */
  'POST /api/v1/sources/{id}/resume': {
    params: {
      id: string;
    };
    body: undefined;
    answer: Source;
    item: never;
  };
  /** Makes a source due now. */
  'POST /api/v1/sources/{id}/run': {
    params: {
      id: string;
    };
    body: undefined;
    answer: Source;
    item: never;
  };
  /** Reads an address, or asks a source once, and says what could be collected. Stores no mention. */
  'POST /api/v1/source-trials': { params: object; body: SourceTrialBody; answer: SourceTrial; item: never };
  /** What a trial of the last seven days came to. */
  'GET /api/v1/source-trials/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: SourceTrial;
    item: never;
  };
  /** Takes a file (CSV, XLSX, NDJSON, PDF) as the raw body, and reads its first rows. */
  'PUT /api/v1/imports': {
    params: {
      /** Name of the file; its ending helps to tell what it is. */
      name: string;
      /** What allows the office to use the data: an agreement, a letter, its own account. */
      basis: string;
      /** Sheet of a workbook; the first if absent. */
      sheet?: string;
      /** IANA zone of dates that name none; the regency's if absent. */
      zone?: string;
      /** Of items without a date; the time of the import if absent. */
      date?: string;
    };
    body: string;
    answer: Import;
    item: never;
  };
  /** Takes a pasted table (CSV or NDJSON), and reads its first rows. */
  'POST /api/v1/imports': { params: object; body: PastedTable; answer: Import; item: never };
  /** Files that were brought, newest first. */
  'GET /api/v1/imports': {
    params: {
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Import[];
      next: string | null;
    };
    item: Import;
  };
  /** Imports a file that was received. What is known already is stored only once. */
  'POST /api/v1/imports/{id}/run': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Import;
    item: never;
  };
  /** Drops a file that was received and not imported. */
  'DELETE /api/v1/imports/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Import;
    item: never;
  };
  /** One file that was brought, and what became of it. */
  'GET /api/v1/imports/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Import;
    item: never;
  };
  /** The lines of a file that were rejected, the first 10,000, in one page. */
  'GET /api/v1/imports/{id}/rejected': {
    params: {
      id: number;
    };
    body: undefined;
    answer: {
      items: RejectedLine[];
      next: string | null;
    };
    item: RejectedLine;
  };
  /** Every key with its state and the use of its budgets, in one page; never a secret. */
  'GET /api/v1/credentials': {
    params: object;
    body: undefined;
    answer: {
      items: Credential[];
      next: string | null;
    };
    item: Credential;
  };
  /** Accounts and sites that the office knows: official ones, influencers, media, mirrors; in one page. */
  'GET /api/v1/accounts': {
    params: {
      platform?:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      class?:
        | 'online-media'
        | 'national-media'
        | 'broadcast'
        | 'print'
        | 'government'
        | 'village'
        | 'community'
        | 'influencer'
        | 'public'
        | 'complaint'
        | 'fact-check'
        | 'aggregator'
        | 'mirror';
      agency?: string;
    };
    body: undefined;
    answer: {
      items: Account[];
      next: string | null;
    };
    item: Account;
  };
  /** How active the official accounts were in a month, by agency; of the running month, until now. */
  'GET /api/v1/accounts/activity/{month}': {
    params: {
      month: string;
    };
    body: undefined;
    answer: ActivityReport;
    item: never;
  };
  /** Stored reports, those made last first, in one page. */
  'GET /api/v1/digests': {
    params: {
      /** Only days, weeks or months. */
      period?: 'day' | 'week' | 'month';
      /** Reports at most. */
      limit?: number;
    };
    body: undefined;
    answer: {
      items: {
        /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
        date: string;
        period: 'day' | 'week' | 'month';
        /** `otomatis`: made, waits for approval; `disetujui`: approved, not sent yet; `terkirim`: its messages are queued or sent. */
        status: 'otomatis' | 'disetujui' | 'terkirim';
        /** Null with `terkirim`: it was sent as "otomatis, belum diverifikasi". */
        approvedBy: string | null;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        madeAt: string;
        queuedAt: string | null;
        corrections: number;
      }[];
      next: string | null;
    };
    item: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
      date: string;
      period: 'day' | 'week' | 'month';
      /** `otomatis`: made, waits for approval; `disetujui`: approved, not sent yet; `terkirim`: its messages are queued or sent. */
      status: 'otomatis' | 'disetujui' | 'terkirim';
      /** Null with `terkirim`: it was sent as "otomatis, belum diverifikasi". */
      approvedBy: string | null;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      madeAt: string;
      queuedAt: string | null;
      corrections: number;
    };
  };
  /** The report (laporan monitoring isu) of a day, week or month: as it was sent, or made now from what is stored. */
  'GET /api/v1/digests/{date}': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`: the newest version. `2026-11-21+1` is its first correction, `+0` as first sent. */
      date: string;
    };
    body: undefined;
    answer: Digest;
    item: never;
  };
  /** What people have changed in a report, and who approved it. */
  'GET /api/v1/digests/{date}/edits': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
      date: string;
    };
    body: undefined;
    answer: {
      edits: DigestEdits;
      editedBy: string | null;
      editedAt: string | null;
      approvedBy: string | null;
      approvedAt: string | null;
    };
    item: never;
  };
  /** Replaces what people have changed in a report: sentences, excluded issues, remarks. */
  'PUT /api/v1/digests/{date}/edits': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
      date: string;
    };
    body: DigestEdits;
    answer: {
      edits: DigestEdits;
      editedBy: string | null;
      editedAt: string | null;
      approvedBy: string | null;
      approvedAt: string | null;
    };
    item: never;
  };
  /** The same as a form writes it; a part that is sent back unchanged stays as the program wrote it. */
  'PUT /api/v1/digests/{date}/edits/rows': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
      date: string;
    };
    body: DigestEditRows;
    answer: {
      edits: DigestEdits;
      editedBy: string | null;
      editedAt: string | null;
      approvedBy: string | null;
      approvedAt: string | null;
    };
    item: never;
  };
  /** Approves a report as it stands, with what was changed so far. */
  'POST /api/v1/digests/{date}/approval': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
      date: string;
    };
    body: undefined;
    answer: {
      edits: DigestEdits;
      editedBy: string | null;
      editedAt: string | null;
      approvedBy: string | null;
      approvedAt: string | null;
    };
    item: never;
  };
  /** Queues the messages of a report now, once; after edits, those of a correction. */
  'POST /api/v1/digests/{date}/send': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`. */
      date: string;
    };
    body: undefined;
    answer: {
      /** `2026-11-21`, or `2026-11-21+1` for its first correction. */
      version: string;
      recipients: number;
      approved: boolean;
    };
    item: never;
  };
  /** The report of a day, week or month as a file: to print, to edit, to send on. */
  'GET /api/v1/digests/{date}/files/{format}': {
    params: {
      /** A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`: the newest version. `2026-11-21+1` is its first correction, `+0` as first sent. */
      date: string;
    };
    body: undefined;
    answer: string;
    item: never;
  };
  /** Scored mentions counted by day, class of source, kind, sentiment and attention. */
  'GET /api/v1/stats': {
    params: {
      /** First day. */
      from?: string;
      /** Last day. */
      to?: string;
      /** A regency; this installation's if absent. */
      about?: string;
    };
    body: undefined;
    answer: {
      items: SentimentCount[];
      next: string | null;
      from: string;
      to: string;
      /** Days with changes that are not counted yet; empty when all is up to date. */
      staleDays: string[];
      about: string;
      timezone: string;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      madeAt: string;
    };
    item: SentimentCount;
  };
  /** Mentions about the regency by day and sentiment, mirrors left out. */
  'GET /api/v1/stats/days': {
    params: {
      /** First day; 13 days before the last if absent. */
      from?: string;
      /** Last day, included; today if absent. */
      to?: string;
      /** Only what concerns this agency. */
      agency?: string;
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
    };
    body: undefined;
    answer: {
      items: DayCount[];
      next: string | null;
      from: string;
      to: string;
      /** Days with changes that are not counted yet; empty when all is up to date. */
      staleDays: string[];
    };
    item: DayCount;
  };
  /** Share of voice: mentions about the regency by class of who spoke, mirrors too. */
  'GET /api/v1/stats/voices': {
    params: {
      /** First day; 13 days before the last if absent. */
      from?: string;
      /** Last day, included; today if absent. */
      to?: string;
      /** Only what concerns this agency. */
      agency?: string;
    };
    body: undefined;
    answer: {
      items: VoiceCount[];
      next: string | null;
      from: string;
      to: string;
      /** Days with changes that are not counted yet; empty when all is up to date. */
      staleDays: string[];
    };
    item: VoiceCount;
  };
  /** Mentions about the regency by topic and agency, mirrors left out. */
  'GET /api/v1/stats/subjects': {
    params: {
      /** First day; 13 days before the last if absent. */
      from?: string;
      /** Last day, included; today if absent. */
      to?: string;
      /** Only what concerns this agency. */
      agency?: string;
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
    };
    body: undefined;
    answer: {
      items: SubjectCount[];
      next: string | null;
      from: string;
      to: string;
      /** Days with changes that are not counted yet; empty when all is up to date. */
      staleDays: string[];
    };
    item: SubjectCount;
  };
  /** Mentions about the regency by kecamatan and desa that they name, mirrors left out. */
  'GET /api/v1/stats/places': {
    params: {
      /** First day; 13 days before the last if absent. */
      from?: string;
      /** Last day, included; today if absent. */
      to?: string;
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
      /** Code of a kecamatan: only it and its desa. */
      place?: string;
    };
    body: undefined;
    answer: {
      items: PlaceCount[];
      next: string | null;
      from: string;
      to: string;
      /** Days with changes that are not counted yet; empty when all is up to date. */
      staleDays: string[];
    };
    item: PlaceCount;
  };
  /** Mentions about the regency in two periods, by sentiment and topic; mirrors left out. */
  'GET /api/v1/stats/comparison': {
    params: {
      /** First day; 13 days before the last if absent. */
      from?: string;
      /** Last day, included; today if absent. */
      to?: string;
      /** First day of the period that it is compared with; as many days as the first has if absent. */
      from2?: string;
      /** Its last day; the one before the first period if absent. */
      to2?: string;
      /** Only what concerns this agency. */
      agency?: string;
      topic?:
        | 'infrastruktur-jalan'
        | 'banjir-bencana'
        | 'sampah-lingkungan'
        | 'kesehatan'
        | 'pendidikan'
        | 'bansos-sosial'
        | 'korupsi-hukum'
        | 'kriminal'
        | 'lalu-lintas'
        | 'ekonomi-umkm'
        | 'pertanian'
        | 'air-listrik'
        | 'pelayanan-publik'
        | 'politik-pemilu'
        | 'pemerintahan-seremonial'
        | 'olahraga-budaya-wisata'
        | 'agama'
        | 'tambang'
        | 'ketenagakerjaan'
        | 'lainnya';
    };
    body: undefined;
    answer: {
      items: ComparedCount[];
      next: string | null;
    };
    item: ComparedCount;
  };
  /** How the agencies deal with what is said: open issues, response times, what is overdue, questions. */
  'GET /api/v1/stats/agencies': {
    params: {
      /** First day. */
      from?: string;
      /** Last day, included. */
      to?: string;
    };
    body: undefined;
    answer: {
      items: AgencyOverview[];
      next: string | null;
      from: string;
      to: string;
    };
    item: AgencyOverview;
  };
  /** Mentions that spread a claim, check one or speak of one, newest first. */
  'GET /api/v1/hoaxes': {
    params: {
      /** `claim`: spreads it. `fact-check`: refutes or confirms it. `mention`: speaks of hoaxes. */
      class?: 'claim' | 'fact-check' | 'mention';
      /** Only what is about this installation's regency. */
      relevantOnly?: boolean;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Mention[];
      next: string | null;
    };
    item: Mention;
  };
  /** Every keyword pack: what is watched, since when, and why. */
  'GET /api/v1/keyword-packs': {
    params: object;
    body: undefined;
    answer: {
      items: KeywordPackSummary[];
      next: string | null;
    };
    item: KeywordPackSummary;
  };
  /** Stores a keyword pack that is written as lines of text; not one of an election. */
  'POST /api/v1/keyword-packs': {
    params: object;
    body: KeywordPackLines;
    answer: {
      id: string;
      result: 'added' | 'changed' | 'unchanged';
    };
    item: never;
  };
  /** One keyword pack with its words, as a file that another office can import. */
  'GET /api/v1/keyword-packs/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: StoredKeywordPack;
    item: never;
  };
  /** Stores a keyword pack that has nothing to do with an election. */
  'PUT /api/v1/keyword-packs/{id}': {
    params: {
      id: string;
    };
    body: KeywordPack;
    answer: {
      result: 'added' | 'changed' | 'unchanged';
    };
    item: never;
  };
  /** Removes a pack that has nothing to do with an election, and its hits. */
  'DELETE /api/v1/keyword-packs/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: {
      removed: true;
    };
    item: never;
  };
  /** Keyword packs of election stages. */
  'GET /api/v1/election/packs': {
    params: object;
    body: undefined;
    answer: {
      items: KeywordPackSummary[];
      next: string | null;
    };
    item: KeywordPackSummary;
  };
  /** Stores a pack of an election stage that is written as lines of text. */
  'POST /api/v1/election/packs': {
    params: object;
    body: KeywordPackLines;
    answer: {
      id: string;
      result: 'added' | 'changed' | 'unchanged';
    };
    item: never;
  };
  /** One pack with its words and candidates, as a file that another office can import. */
  'GET /api/v1/election/packs/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: StoredKeywordPack;
    item: never;
  };
  /** Stores a pack of an election stage; what was published in its days and the last 92 is held against it again. */
  'PUT /api/v1/election/packs/{id}': {
    params: {
      id: string;
    };
    body: KeywordPack;
    answer: {
      result: 'added' | 'changed' | 'unchanged';
    };
    item: never;
  };
  /** Removes a pack of an election stage and its hits; the audit trail keeps what it was. */
  'DELETE /api/v1/election/packs/{id}': {
    params: {
      id: string;
    };
    body: undefined;
    answer: {
      removed: true;
    };
    item: never;
  };
  /** What the pack has found, newest first: the claim with its context, and never who wrote it. */
  'GET /api/v1/election/packs/{id}/hits': {
    params: {
      id: string;
      theme?: string;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: Sighting[];
      next: string | null;
    };
    item: Sighting;
  };
  /** Counts by theme and day, and for, against and neither per candidate, with the same thresholds for all. */
  'GET /api/v1/election/packs/{id}/neutrality': {
    params: {
      id: string;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
    };
    body: undefined;
    answer: NeutralityReport;
    item: never;
  };
  /** Known claims that are repeated here, the one repeated last first, and the clarifications of the office. */
  'GET /api/v1/claims': {
    params: {
      /** Repeats of so many days count. */
      days?: number;
      /** Items per page. */
      limit?: number;
    };
    body: undefined;
    answer: {
      items: KnownClaim[];
      next: string | null;
    };
    item: KnownClaim;
  };
  /** Mentions that repeat a known claim or seem to, newest first, with their similarity. */
  'GET /api/v1/claims/{claimId}/repeats': {
    params: {
      claimId: string;
      /** Also those that a person has rejected. */
      rejected?: boolean;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: ClaimRepeat[];
      next: string | null;
    };
    item: ClaimRepeat;
  };
  /** Confirms or rejects a repeat; a rejected one is left out of alerts and reports from then on. */
  'POST /api/v1/claims/{claimId}/mentions/{mentionId}': {
    params: {
      claimId: string;
      mentionId: number;
    };
    body: ClaimDecision;
    answer: {
      claimId: string;
      mentionId: number;
      verdict: 'confirmed' | 'rejected';
    };
    item: never;
  };
  /** Who read, exported, decided or changed what, newest first. Nothing can be changed or removed here. */
  'GET /api/v1/audit': {
    params: {
      who?: string;
      object?: string;
      /** What actions begin with: `election.` */
      action?: string;
      /** At or after. A date means the beginning of that day in the regency's time zone. */
      from?: string;
      /** Before. A date means the end of that day in the regency's time zone. */
      to?: string;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: AuditRow[];
      next: string | null;
    };
    item: AuditRow;
  };
  /** Reads the whole trail and says whether any row was changed, removed, put in or moved. */
  'GET /api/v1/audit/verification': {
    params: {
      /** Number and hash of the last row, as a daily mail prints them: `1240:3f2a…`. */
      head?: string;
    };
    body: undefined;
    answer: AuditVerdict;
    item: never;
  };
  /** Signs in with e-mail address and password; the answer sets a cookie. */
  'POST /api/v1/session': { params: object; body: SignIn; answer: SignInResult; item: never };
  /** Signs out of this browser. */
  'DELETE /api/v1/session': { params: object; body: undefined; answer: Done; item: never };
  /** The second factor, after the password: a code of the authenticator, or a recovery code. */
  'POST /api/v1/session/code': { params: object; body: SecondFactorCode; answer: SignInResult; item: never };
  /** Sets up the second factor that a sign-in waits for, by its first code. */
  'POST /api/v1/session/second-factor': { params: object; body: SecondFactorCode; answer: RecoveryCodes; item: never };
  /** The password once more, so that delicate changes are open for another 15 minutes. */
  'POST /api/v1/session/confirmation': { params: object; body: Confirmation; answer: Done; item: never };
  /** Uses an invitation or another one-time link: sets the password and signs in. */
  'POST /api/v1/session/link': { params: object; body: AcceptedLink; answer: SignInResult; item: never };
  /** Says that what was shown once (recovery codes, a token, a link) is kept. */
  'DELETE /api/v1/session/once': { params: object; body: undefined; answer: Done; item: never };
  /** Signs in as an invented person with this role. Only in the demo. */
  'POST /api/v1/session/demo': { params: object; body: DemoSignIn; answer: SignInResult; item: never };
  /** Who one is here, and what one may do. */
  'GET /api/v1/me': { params: object; body: undefined; answer: Me; item: never };
  /** Changes one's password, and signs out everywhere else. */
  'PUT /api/v1/me/password': { params: object; body: NewPassword; answer: Done; item: never };
  /** Begins to set up a second factor, or another one; the one in use stays until a code of the new one is sent. */
  'POST /api/v1/me/second-factor': { params: object; body: Confirmation; answer: Enrolment; item: never };
  /** Ends setting up a second factor, by its first code. */
  'PUT /api/v1/me/second-factor': { params: object; body: SecondFactorCode; answer: RecoveryCodes; item: never };
  /** Gives the second factor up, where it is not required. */
  'DELETE /api/v1/me/second-factor': { params: object; body: Confirmation; answer: Done; item: never };
  /** Ten new recovery codes; the ones before no longer work. */
  'POST /api/v1/me/recovery-codes': { params: object; body: Confirmation; answer: RecoveryCodes; item: never };
  /** The browsers in which one is signed in; none for who has no account. */
  'GET /api/v1/me/sessions': {
    params: object;
    body: undefined;
    answer: {
      items: Session[];
      next: null;
    };
    item: Session;
  };
  /** Signs out everywhere else. */
  'DELETE /api/v1/me/sessions': { params: object; body: undefined; answer: Done; item: never };
  /** Ends one of one's sessions. */
  'DELETE /api/v1/me/sessions/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Done;
    item: never;
  };
  /** One's own tokens, newest first; none for who has no account. */
  'GET /api/v1/me/tokens': {
    params: object;
    body: undefined;
    answer: {
      items: ApiToken[];
      next: null;
    };
    item: ApiToken;
  };
  /** A new token for a program, with some of the own rights and an end. */
  'POST /api/v1/me/tokens': { params: object; body: NewToken; answer: MadeToken; item: never };
  /** Revokes one of one's own tokens. */
  'DELETE /api/v1/me/tokens/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Done;
    item: never;
  };
  /** Everybody with an account; those who may sign in first. */
  'GET /api/v1/users': {
    params: object;
    body: undefined;
    answer: {
      items: User[];
      next: null;
    };
    item: User;
  };
  /** Name, address, role, agency and election desk. Whose rights change is signed out everywhere. */
  'PUT /api/v1/users/{id}': {
    params: {
      id: number;
    };
    body: UserFacts;
    answer: Done;
    item: never;
  };
  /** Disables an account at once: its sessions end, its tokens are revoked. */
  'POST /api/v1/users/{id}/disabled': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Done;
    item: never;
  };
  /** Opens a disabled account again. Its tokens stay revoked. */
  'DELETE /api/v1/users/{id}/disabled': {
    params: {
      id: number;
    };
    body: Confirmation;
    answer: Done;
    item: never;
  };
  /** Takes a lost second factor away, and ends all sessions of the account. */
  'DELETE /api/v1/users/{id}/second-factor': {
    params: {
      id: number;
    };
    body: Confirmation;
    answer: Done;
    item: never;
  };
  /** A one-time link for a new password: mailed, or in the answer where no mail is configured. */
  'POST /api/v1/users/{id}/link': {
    params: {
      id: number;
    };
    body: Confirmation;
    answer: OneTimeLink;
    item: never;
  };
  /** The last 200 invitations and other one-time links, newest first. */
  'GET /api/v1/invitations': {
    params: object;
    body: undefined;
    answer: {
      items: Invitation[];
      next: null;
    };
    item: Invitation;
  };
  /** Invites somebody by mail; where no mail is configured the link is in the answer. It works once, for 72 hours. */
  'POST /api/v1/invitations': { params: object; body: UserFacts; answer: OneTimeLink; item: never };
  /** Sends the invitation again with a new link; the one before ends. */
  'POST /api/v1/invitations/{id}/link': {
    params: {
      id: number;
    };
    body: Confirmation;
    answer: OneTimeLink;
    item: never;
  };
  /** Takes an invitation back: its link ends. */
  'DELETE /api/v1/invitations/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Done;
    item: never;
  };
  /** Everybody's tokens, newest first. The tokens themselves are not kept. */
  'GET /api/v1/tokens': {
    params: object;
    body: undefined;
    answer: {
      items: ApiToken[];
      next: null;
    };
    item: ApiToken;
  };
  /** Revokes anybody's token at once. */
  'DELETE /api/v1/tokens/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: Done;
    item: never;
  };
  /** Messages of all channels and what became of them, newest first; without addresses and texts. */
  'GET /api/v1/outbox': {
    params: {
      state?: 'pending' | 'sending' | 'sent' | 'dead';
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: number;
    };
    body: undefined;
    answer: {
      items: {
        id: number;
        kind: 'alert' | 'digest' | 'operations';
        /** First notice of the message (`n12`), report date, or what an operations message is about. */
        about: string;
        channel: 'email' | 'telegram' | 'whatsapp' | 'webhook';
        /** Name as configured; addresses are not told. */
        recipient: string;
        subject: string;
        messageId: string;
        /** pending waits · sending is under way · sent was accepted · dead was given up, see `lastError`. */
        state: 'pending' | 'sending' | 'sent' | 'dead';
        attempts: number;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        createdAt: string;
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        nextAttemptAt: string;
        sentAt: string | null;
        /** What the other side said last, without addresses. */
        lastError: string | null;
        lastErrorAt: string | null;
      }[];
      next: string | null;
    };
    item: {
      id: number;
      kind: 'alert' | 'digest' | 'operations';
      /** First notice of the message (`n12`), report date, or what an operations message is about. */
      about: string;
      channel: 'email' | 'telegram' | 'whatsapp' | 'webhook';
      /** Name as configured; addresses are not told. */
      recipient: string;
      subject: string;
      messageId: string;
      /** pending waits · sending is under way · sent was accepted · dead was given up, see `lastError`. */
      state: 'pending' | 'sending' | 'sent' | 'dead';
      attempts: number;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      createdAt: string;
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      nextAttemptAt: string;
      sentAt: string | null;
      /** What the other side said last, without addresses. */
      lastError: string | null;
      lastErrorAt: string | null;
    };
  };
  /** Sends again what was given up, under the same Message-ID. */
  'POST /api/v1/outbox/retry': {
    params: object;
    body: {
      /** Messages that were given up. */
      ids?: number[];
      /** All that were given up. */
      all?: true;
    };
    answer: {
      /** Those that will be tried at once. */
      retried: number[];
    };
    item: never;
  };
  /** Tells who is behind the pseudonym of a mention, for a reason that goes on the audit trail. */
  'POST /api/v1/mentions/{id}/author': {
    params: {
      id: number;
    };
    body: {
      /** Why the name is needed; it goes on the audit trail. */
      reason: string;
    };
    answer: {
      mention: number;
      pseudonym: string;
      handle: string | null;
      name: string | null;
    };
    item: never;
  };
  /** Requests of people about their own data, last received first; or those that wait, the one due first in front. */
  'GET /api/v1/subject-requests': {
    params: {
      /** Only those that wait. */
      open?: boolean;
      /** Items per page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    body: undefined;
    answer: {
      items: {
        id: number;
        kind: 'access' | 'correction' | 'erase' | 'restrict';
        /** Only for those who may handle requests; null for everybody else. */
        requester: string | null;
        contact: string | null;
        note: string | null;
        /** As pages show it: `Warga 7F3K2A`. */
        pseudonym: string | null;
        platform:
          | 'web'
          | 'google-news'
          | 'print'
          | 'facebook'
          | 'instagram'
          | 'whatsapp'
          | 'x'
          | 'youtube'
          | 'tiktok'
          | 'telegram'
          | 'mastodon'
          | 'bluesky'
          | 'threads'
          | 'complaint'
          | 'other'
          | null;
        mentions: number[];
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        receivedAt: string;
        /** 3 × 24 hours after it was received. */
        dueAt: string;
        overdue: boolean;
        endedAt: string | null;
        outcome: 'done' | 'refused' | null;
        legalGround: string | null;
        answer: string | null;
        /** What was done, in counts. */
        result: {
          [key: string]: number;
        } | null;
        createdBy: string;
        endedBy: string | null;
      }[];
      next: string | null;
    };
    item: {
      id: number;
      kind: 'access' | 'correction' | 'erase' | 'restrict';
      /** Only for those who may handle requests; null for everybody else. */
      requester: string | null;
      contact: string | null;
      note: string | null;
      /** As pages show it: `Warga 7F3K2A`. */
      pseudonym: string | null;
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other'
        | null;
      mentions: number[];
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      receivedAt: string;
      /** 3 × 24 hours after it was received. */
      dueAt: string;
      overdue: boolean;
      endedAt: string | null;
      outcome: 'done' | 'refused' | null;
      legalGround: string | null;
      answer: string | null;
      /** What was done, in counts. */
      result: {
        [key: string]: number;
      } | null;
      createdBy: string;
      endedBy: string | null;
    };
  };
  /** Notes a request; 3 × 24 hours to answer it run from when it was received. */
  'POST /api/v1/subject-requests': {
    params: object;
    body: {
      kind: 'access' | 'correction' | 'erase' | 'restrict';
      /** Who asks, after their identity was checked. */
      requester: string;
      /** Where the answer goes. */
      contact?: string;
      /** Of the account, with `handle`. */
      platform?:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other';
      /** Account that the person writes with. Only its pseudonym is stored. */
      handle?: string;
      /** Single mentions that the request is about. */
      mentions?: number[];
      note?: string;
      /** When it came in, if that was earlier; the time to answer runs from then. */
      receivedAt?: string;
    };
    answer: {
      id: number;
      kind: 'access' | 'correction' | 'erase' | 'restrict';
      /** Only for those who may handle requests; null for everybody else. */
      requester: string | null;
      contact: string | null;
      note: string | null;
      /** As pages show it: `Warga 7F3K2A`. */
      pseudonym: string | null;
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other'
        | null;
      mentions: number[];
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      receivedAt: string;
      /** 3 × 24 hours after it was received. */
      dueAt: string;
      overdue: boolean;
      endedAt: string | null;
      outcome: 'done' | 'refused' | null;
      legalGround: string | null;
      answer: string | null;
      /** What was done, in counts. */
      result: {
        [key: string]: number;
      } | null;
      createdBy: string;
      endedBy: string | null;
    };
    item: never;
  };
  /** One request of a person about their own data. */
  'GET /api/v1/subject-requests/{id}': {
    params: {
      id: number;
    };
    body: undefined;
    answer: {
      id: number;
      kind: 'access' | 'correction' | 'erase' | 'restrict';
      /** Only for those who may handle requests; null for everybody else. */
      requester: string | null;
      contact: string | null;
      note: string | null;
      /** As pages show it: `Warga 7F3K2A`. */
      pseudonym: string | null;
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other'
        | null;
      mentions: number[];
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      receivedAt: string;
      /** 3 × 24 hours after it was received. */
      dueAt: string;
      overdue: boolean;
      endedAt: string | null;
      outcome: 'done' | 'refused' | null;
      legalGround: string | null;
      answer: string | null;
      /** What was done, in counts. */
      result: {
        [key: string]: number;
      } | null;
      createdBy: string;
      endedBy: string | null;
    };
    item: never;
  };
  /** Does what is asked and ends the request: `erase` erases, `restrict` freezes; the others were done by hand. */
  'POST /api/v1/subject-requests/{id}/done': {
    params: {
      id: number;
    };
    body: {
      /** What the person was told. */
      answer?: string;
    };
    answer: {
      id: number;
      kind: 'access' | 'correction' | 'erase' | 'restrict';
      /** Only for those who may handle requests; null for everybody else. */
      requester: string | null;
      contact: string | null;
      note: string | null;
      /** As pages show it: `Warga 7F3K2A`. */
      pseudonym: string | null;
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other'
        | null;
      mentions: number[];
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      receivedAt: string;
      /** 3 × 24 hours after it was received. */
      dueAt: string;
      overdue: boolean;
      endedAt: string | null;
      outcome: 'done' | 'refused' | null;
      legalGround: string | null;
      answer: string | null;
      /** What was done, in counts. */
      result: {
        [key: string]: number;
      } | null;
      createdBy: string;
      endedBy: string | null;
    };
    item: never;
  };
  /** Refuses a request, with the article that allows it. */
  'POST /api/v1/subject-requests/{id}/refusal': {
    params: {
      id: number;
    };
    body: {
      /** Article that the refusal stands on: `UU 27/2022 Pasal 33 huruf b`. */
      legalGround: string;
      /** What the person was told. */
      answer: string;
    };
    answer: {
      id: number;
      kind: 'access' | 'correction' | 'erase' | 'restrict';
      /** Only for those who may handle requests; null for everybody else. */
      requester: string | null;
      contact: string | null;
      note: string | null;
      /** As pages show it: `Warga 7F3K2A`. */
      pseudonym: string | null;
      platform:
        | 'web'
        | 'google-news'
        | 'print'
        | 'facebook'
        | 'instagram'
        | 'whatsapp'
        | 'x'
        | 'youtube'
        | 'tiktok'
        | 'telegram'
        | 'mastodon'
        | 'bluesky'
        | 'threads'
        | 'complaint'
        | 'other'
        | null;
      mentions: number[];
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      receivedAt: string;
      /** 3 × 24 hours after it was received. */
      dueAt: string;
      overdue: boolean;
      endedAt: string | null;
      outcome: 'done' | 'refused' | null;
      legalGround: string | null;
      answer: string | null;
      /** What was done, in counts. */
      result: {
        [key: string]: number;
      } | null;
      createdBy: string;
      endedBy: string | null;
    };
    item: never;
  };
  /** Ends the restriction that a request has brought; the mentions are judged afresh. */
  'POST /api/v1/subject-requests/{id}/lift': {
    params: {
      id: number;
    };
    body: undefined;
    answer: {
      mentions: number;
    };
    item: never;
  };
  /** Everything that is held about the person, with who looked at it; signs of other people are replaced. */
  'GET /api/v1/subject-requests/{id}/export': {
    params: {
      id: number;
    };
    body: undefined;
    answer: string;
    item: never;
  };
  /** What the daily purge deleted, newest first. */
  'GET /api/v1/purges': {
    params: {
      /** Items per page. */
      limit?: number;
    };
    body: undefined;
    answer: {
      items: {
        /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
        at: string;
        tookMs: number;
        counts: {
          [key: string]: number;
        };
      }[];
      next: string | null;
    };
    item: {
      /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
      at: string;
      tookMs: number;
      counts: {
        [key: string]: number;
      };
    };
  };
  /** What waits for the workers, and what was given up after every retry. */
  'GET /api/v1/jobs': {
    params: object;
    body: undefined;
    answer: {
      /** False where one process does everything itself (SQLite). */
      hasQueues: boolean;
      queues: {
        /** `collect`, `process-3`, `deliver`, … */
        queue: string;
        waiting: number;
        running: number;
        /** Since when the job that waits longest could have run. */
        oldestDueAt: string | null;
        /** Given up after every retry. */
        dead: number;
      }[];
      dead: {
        id: string;
        job: string;
        source: string | null;
        since: string;
        error: string;
      }[];
    };
    item: never;
  };
  /** Hands out again what was given up. Jobs look for their work themselves: running one twice changes nothing. */
  'POST /api/v1/jobs/redrive': {
    params: object;
    body: {
      /** Ids of dead tasks; all if absent. */
      tasks?: string[];
    };
    answer: {
      redriven: number;
    };
    item: never;
  };
  /** Server-sent events: `alert`, `issue` and `collected`, as they happen; ids only. */
  'GET /api/v1/stream': {
    params: object;
    body: undefined;
    answer:
      | {
          type: 'alert';
          /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
          at: string;
          alertId: number;
          issueId: number | null;
        }
      | {
          type: 'issue';
          /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
          at: string;
          issueIds: number[];
        }
      | {
          type: 'collected';
          /** UTC, milliseconds: `2026-11-22T06:00:00.000Z`. */
          at: string;
          sourceId: string;
          stored: number;
        };
    item: never;
  };
  /** Whether everything works: 200, or 503 with the failing parts. */
  'GET /health': { params: object; body: undefined; answer: Health; item: never };
  /** Counters, gauges and histograms for Prometheus. */
  'GET /metrics': { params: object; body: undefined; answer: string; item: never };
  /** This document. */
  'GET /api/v1/openapi.json': { params: object; body: undefined; answer: Record<string, unknown>; item: never };
}

/** `new Kentongan({ baseUrl, token })` */

export class Kentongan extends Client<Operations> {}
