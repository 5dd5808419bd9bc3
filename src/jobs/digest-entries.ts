import { createThemeIndex } from '../alerts/themes.ts';
import type { DigestIssue } from '../core/digest.ts';
import type { Issue } from '../core/issue.ts';
import { headlineToneOf } from '../issues/headline-tone.ts';
import { substanceOf } from '../issues/substance.ts';
import { listIssuesOnTopics } from '../store/alert-facts.ts';
import { listIssueReports } from '../store/issue-voices.ts';
import { loadMentionViews, type MentionView } from '../store/mention-rows.ts';
import type { CopyRow } from '../store/report-counts.ts';
import { countReach, type PeriodReach } from '../store/report-reach.ts';
import { listIssueTexts } from '../store/report-texts.ts';
import type { Db } from '../store/schema.ts';
import type { Period } from '../store/stats.ts';
import { isSocial } from './digest-counts.ts';
import { publisherOf, toIssueMember } from './issue-member.ts';

const dayMs = 86_400_000;
const maxLinks = 4;
const maxPlaces = 3;
const maxRecurring = 10;
/** Reports that are read for their headlines. */
const maxReports = 40;

/** The same negative theme so often in so many days is passed up. */
export interface Themes {
  readonly days: number;
  readonly count: number;
}

export interface EntryContext {
  readonly period: Period;
  readonly before: Period;
  /** Mentions of both periods that only copy others. */
  readonly copies: readonly CopyRow[];
  readonly themes: Themes;
}

/** An issue as reports show it, and whether an office has spoken in it. */
export interface Entry {
  readonly entry: DigestIssue;
  readonly offices: number;
}

const noReach: PeriodReach = { media: 0, accounts: 0, comments: 0, offices: 0, count: 0 };

/** Entries for issues of a report, by issue. Those not spoken of in the period are told from the period before. */
export async function loadEntries(
  db: Db,
  issues: readonly Issue[],
  context: EntryContext,
): Promise<ReadonlyMap<number, Entry>> {
  const { period, before, copies, themes } = context;
  const unique = [...new Map(issues.map((issue) => [issue.id, issue])).values()];
  const now = await countReach(db, unique, period, copies);
  const then = await countReach(db, unique, before, copies);
  const earlierOf = createThemeIndex(
    await loadEarlier(
      db,
      unique.filter(({ lastAt }) => lastAt >= period.from),
      themes.days,
    ),
  );
  const texts = await loadTexts(
    db,
    unique.map(({ id }) => ({ id, ...((now.get(id)?.count ?? 0) > 0 ? period : before) })),
    new Set(copies.map(({ id }) => id)),
  );
  const entries = new Map<number, Entry>();
  for (const issue of unique) {
    const reach = now.get(issue.id) ?? noReach;
    const reachBefore = then.get(issue.id) ?? noReach;
    const views = texts.get(issue.id) ?? [];
    const { media, accounts, comments } = reach.count > 0 ? reach : reachBefore;
    entries.set(issue.id, {
      offices: reach.offices + reachBefore.offices,
      entry: {
        issue,
        substance: substanceOf(views.map(toIssueMember)),
        spread: { media, accounts, comments },
        places: placesOf(issue, views),
        count: reach.count,
        countBefore: reachBefore.count,
        links: linksOf(views.filter(({ kind }) => kind !== 'comment')),
        isNew: issue.firstAt >= period.from,
        headline:
          issue.attention !== 'alert' || issue.mediaCount === 0
            ? null
            : headlineToneOf(await listIssueReports(db, issue.id, maxReports)),
        recurring: (issue.attention === 'alert' ? earlierOf(issue, themes.days) : [])
          .slice(0, maxRecurring)
          .map(({ id, title, firstAt }) => ({ id, title, firstAt })),
        note: null,
      },
    });
  }
  return entries;
}

/** The texts that stand for each issue, newest first. */
async function loadTexts(
  db: Db,
  issues: readonly (Period & { readonly id: number })[],
  copies: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly MentionView[]>> {
  const ids: number[] = [];
  for (const { id, ...period } of issues) ids.push(...(await listIssueTexts(db, id, period)));
  const views = await loadMentionViews(
    db,
    ids.filter((id) => !copies.has(id)),
  );
  const texts = new Map<number, MentionView[]>();
  for (const view of views) {
    const own = texts.get(view.issueId ?? 0);
    if (own === undefined) texts.set(view.issueId ?? 0, [view]);
    else own.push(view);
  }
  for (const own of texts.values()) own.sort((a, b) => b.publishedAt.localeCompare(a.publishedAt) || b.id - a.id);
  return texts;
}

/** Issues among which earlier ones on the theme of the red ones are. */
async function loadEarlier(db: Db, issues: readonly Issue[], days: number): Promise<readonly Issue[]> {
  const raised = issues.filter(({ attention, topic }) => attention === 'alert' && topic !== 'lainnya');
  if (raised.length === 0) return [];
  const oldest = Math.min(...raised.map(({ firstAt }) => Date.parse(firstAt)));
  const topics = [...new Set(raised.map(({ topic }) => topic))];
  return listIssuesOnTopics(db, topics, new Date(oldest - days * dayMs).toISOString());
}

/** Names of the places that most of these texts name; the issue's own place comes first. */
function placesOf(issue: Issue, views: readonly MentionView[]): readonly string[] {
  const counts = new Map<string, number>();
  if (issue.placeName !== null) counts.set(issue.placeName, views.length);
  for (const { score } of views) {
    for (const name of new Set((score?.places ?? []).map((place) => place.name))) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, maxPlaces)
    .map(([name]) => name);
}

/** One link per publisher, media before citizens, those who wrote first before the others. */
function linksOf(views: readonly MentionView[]): DigestIssue['links'] {
  const oldestFirst = [...views].reverse().filter(({ url }) => url !== null);
  const links = new Map<string, DigestIssue['links'][number]>();
  for (const view of oldestFirst.sort((a, b) => Number(isSocial(a)) - Number(isSocial(b)))) {
    const publisher = publisherOf(view);
    if (!links.has(publisher)) {
      links.set(publisher, { publisher, title: view.title ?? view.text.slice(0, 100), url: view.url });
    }
  }
  return [...links.values()].slice(0, maxLinks);
}
