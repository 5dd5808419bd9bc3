import type { Digest, DigestIssue } from '../core/digest.ts';
import type { Issue } from '../core/issue.ts';
import { substanceOf } from '../issues/substance.ts';
import { listIssues } from '../store/issues.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { Page } from '../store/paging.ts';
import type { Db } from '../store/schema.ts';
import type { Period } from '../store/stats.ts';
import { isSocial } from './digest-counts.ts';
import { publisherOf, toIssueMember } from './issue-member.ts';

type DigestLists = Pick<Digest, 'negative' | 'potential' | 'hoaxes' | 'followUps' | 'positive'>;

const pageSize = 200;
const maxLinks = 4;
const maxPlaces = 3;
/** Entries per section; what is beyond is small. */
const maxEntries = 30;
const maxPositive = 10;

/** The issues of a period, sorted into the report's sections. One can be in several: negative, with a hoax, and followed up. */
export async function loadDigestIssues(
  db: Db,
  period: Period,
  mentions: readonly MentionView[],
  mentionsBefore: readonly MentionView[],
): Promise<DigestLists> {
  const now = byIssue(mentions);
  const before = byIssue(mentionsBefore);
  const dayBefore = new Date(Date.parse(period.from) - 86_400_000).toISOString();
  const entries: { entry: DigestIssue; views: readonly MentionView[] }[] = [];
  for (const issue of await loadIssues(db, dayBefore, period.to)) {
    if (issue.state === 'bukan-isu') continue;
    const views = now.get(issue.id) ?? [];
    const viewsBefore = before.get(issue.id) ?? [];
    if (views.length + viewsBefore.length === 0) continue;
    entries.push({ entry: toEntry(issue, views, viewsBefore, period), views });
  }
  entries.sort((a, b) => b.entry.count - a.entry.count || b.entry.countBefore - a.entry.countBefore);

  const current = entries.filter(({ views }) => views.length > 0);
  const raised = current.filter(({ views }) => views.some(({ score }) => (score?.attention ?? 'none') !== 'none'));
  const negative = raised.filter(({ entry }) => entry.issue.attention === 'alert');
  const take = (list: typeof entries, limit = maxEntries) => list.slice(0, limit).map(({ entry }) => entry);
  return {
    negative: take(negative),
    potential: take(raised.filter(({ entry }) => entry.issue.attention === 'watch')),
    hoaxes: take(
      current.filter(({ views }) =>
        views.some(({ score }) => score?.hoax.class === 'claim' || score?.hoax.class === 'fact-check'),
      ),
    ),
    followUps: take(
      entries
        .filter(({ entry }) => entry.issue.attention === 'alert' && entry.countBefore > 0)
        .sort((a, b) => b.entry.countBefore - a.entry.countBefore),
    ),
    positive: take(
      current.filter(({ entry, views }) => entry.issue.attention === 'none' && isPraise(views)),
      maxPositive,
    ),
  };
}

function isPraise(views: readonly MentionView[]): boolean {
  const positive = views.filter(({ score }) => score?.sentiment.label === 'positive').length;
  const negative = views.filter(({ score }) => score?.sentiment.label === 'negative').length;
  return positive > negative;
}

async function loadIssues(db: Db, from: string, to: string): Promise<readonly Issue[]> {
  const issues: Issue[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Issue> = await listIssues(db, {
      from,
      to,
      limit: pageSize,
      ...(cursor === null ? {} : { cursor }),
    });
    issues.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return issues;
}

function toEntry(
  issue: Issue,
  views: readonly MentionView[],
  viewsBefore: readonly MentionView[],
  period: Period,
): DigestIssue {
  const shown = views.length > 0 ? views : viewsBefore;
  const texts = shown.filter(({ kind }) => kind !== 'comment');
  return {
    issue,
    substance: substanceOf(shown.map(toIssueMember)),
    spread: {
      media: new Set(texts.filter((view) => !isSocial(view)).map(publisherOf)).size,
      accounts: new Set(texts.filter(isSocial).map(publisherOf)).size,
      comments: shown.length - texts.length,
    },
    places: mostNamed(shown),
    count: views.length,
    countBefore: viewsBefore.length,
    links: linksOf(texts),
    isNew: issue.firstAt >= period.from,
  };
}

/** Names of the places that most mentions name. */
function mostNamed(views: readonly MentionView[]): readonly string[] {
  const counts = new Map<string, number>();
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

function byIssue(views: readonly MentionView[]): Map<number, MentionView[]> {
  const groups = new Map<number, MentionView[]>();
  for (const view of views) {
    if (view.issueId === null) continue;
    const group = groups.get(view.issueId);
    if (group === undefined) groups.set(view.issueId, [view]);
    else group.push(view);
  }
  return groups;
}
