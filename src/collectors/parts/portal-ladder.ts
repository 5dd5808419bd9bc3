import { z } from 'zod';
import type { CollectContext, CollectStep } from '../../core/collector.ts';
import { SourceError, type SourceFault } from '../../core/errors.ts';
import type { ArticleReading } from './articles.ts';
import { addVerdicts, type Expectation, isMissed } from './canary.ts';
import { parseCursor } from './cursor.ts';
import { discoverWays } from './discover.ts';
import type { Match } from './match.ts';
import { createWay } from './portal-way.ts';
import { type SitePack, Way } from './site-pack.ts';

/** What a portal source is and how it is read. */
export interface Portal {
  readonly site: string;
  /** Page of the section that alone is wanted. */
  readonly section: string | null;
  readonly pack: SitePack | null;
  readonly reading: ArticleReading;
  readonly isWanted: Match;
}

const Cursor = z.object({
  /** What was asked for: anything else makes the rest worthless. */
  configured: z.string(),
  /** Ways in, best first. */
  ways: z.array(Way),
  /** Those of a pack are known; whether the site itself was looked at too. */
  isDiscovered: z.boolean(),
  /** The way in use. */
  current: z.number().int(),
  /** Its own cursor; null before its first step. */
  inner: z.string().nullable(),
  /** Whether each of its last articles was as expected. */
  recent: z.array(z.boolean()),
  /** When a better way was given up. */
  fallenAt: z.string().nullable(),
  /** When the last way was last tried although its articles are not as expected. */
  probedAt: z.string().nullable(),
});
type Cursor = z.infer<typeof Cursor>;

const dayMs = 86_400_000;
/** After this long with a lesser way the better ones are tried again. */
const retryBetterMs = 7 * dayMs;
/** A site of which nothing has worked yet is looked at afresh after this. */
const startOverMs = 3_600_000;
/** How often a site that is read badly is read all the same, to see whether that has changed. */
const probeMs = 6 * 3_600_000;
/** Steps that follow each other closer than this belong to one run. */
const runMs = 9 * 60_000;

/** Faults that another way into the same site may not have. A way that never worked may also be one that does not exist. */
const wayFaults: ReadonlySet<SourceFault> = new Set(['changed', 'gone', 'blocked', 'too-large']);
/** Of pages that are read as a whole. */
const wholeArticle: Expectation = { characters: 400, date: true };
/** Of what a feed or WordPress itself carries. */
const someText: Expectation = { characters: 80, date: true };

/**
 * One step down or along the ladder: feed, WordPress, news sitemap, listing; those of a site pack first, then those that the site
 * itself shows. A way that gives nothing, is refused or brings articles that cannot be read makes room for the next one.
 * @throws SourceError `changed` when there is no way left, or when the articles of the last one are not as expected
 */
export async function collectPortal(ctx: CollectContext, portal: Portal): Promise<CollectStep> {
  const fresh = freshCursor(portal);
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const isOld = remembered.configured !== fresh.configured || age(ctx, remembered.fallenAt) > retryBetterMs;
  const cursor = isOld ? fresh : remembered;
  const way = cursor.ways[cursor.current];
  if (way === undefined) return discover(ctx, portal, cursor);
  const probeAge = age(ctx, cursor.probedAt);
  if (isMissed(cursor.recent) && probeAge > runMs && probeAge < probeMs) {
    throw new SourceError('changed', `most of the last articles of ${portal.site} lack headline, text or date`);
  }
  return climb(ctx, portal, cursor, way);
}

function freshCursor({ site, section, pack }: Portal): Cursor {
  return {
    configured: JSON.stringify([site, section, pack?.id ?? null]),
    ways: pack === null ? [] : packWays(pack, site, section),
    isDiscovered: false,
    current: 0,
    inner: null,
    recent: [],
    fallenAt: null,
    probedAt: null,
  };
}

/** For one section only the list is of use, with the links that the pack knows. */
function packWays(pack: SitePack, site: string, section: string | null): Way[] {
  if (section === null) {
    const { host } = new URL(site);
    return pack.ways.map((way) => ({ ...way, url: way.url.replaceAll('{host}', host) }));
  }
  const list = pack.ways.find(({ kind }) => kind === 'listing');
  return list === undefined ? [] : [{ ...list, url: section }];
}

/** Milliseconds since then; 0 when it never was. */
function age(ctx: CollectContext, at: string | null): number {
  return at === null ? 0 : ctx.now().getTime() - Date.parse(at);
}

async function discover(ctx: CollectContext, portal: Portal, cursor: Cursor): Promise<CollectStep> {
  const { ways } = await discoverWays(ctx, portal.site, portal.section);
  const known = new Set(cursor.ways.map(nameOf));
  const found = ways.filter((way) => !known.has(nameOf(way)));
  if (found.length === 0) {
    return startOver(
      ctx,
      portal,
      cursor,
      new SourceError('changed', `no way to the articles of ${portal.site} is left`),
    );
  }
  ctx.log.info({ ways: found.map(nameOf) }, 'ways into the site were found');
  return emptyStep({ ...cursor, ways: [...cursor.ways, ...found], isDiscovered: true });
}

function nameOf({ kind, url }: Way): string {
  return `${kind} ${url}`;
}

async function climb(ctx: CollectContext, portal: Portal, cursor: Cursor, way: Way): Promise<CollectStep> {
  let offered = 0;
  const isWanted: Match = (item) => {
    offered++;
    return portal.isWanted(item);
  };
  const isTrial = cursor.inner === null;
  let step: CollectStep;
  try {
    step = await createWay(way, portal.reading, isWanted).collect({ ...ctx, cursor: cursor.inner });
  } catch (error) {
    const isOfTheWay =
      error instanceof SourceError && (wayFaults.has(error.reason) || (isTrial && error.reason === 'network'));
    if (ctx.signal.aborted || !isOfTheWay) throw error;
    return isLast(cursor) ? startOver(ctx, portal, cursor, error) : fall(ctx, cursor, error.message);
  }
  const isCarried = way.kind === 'feed' || way.kind === 'wordpress';
  const posts = way.kind === 'wordpress' ? step.posts.filter(isWanted) : step.posts;
  if (isTrial && isCarried && offered === 0 && !step.more && !isLast(cursor)) return fall(ctx, cursor, 'it is empty');
  const expected = isCarried ? someText : (portal.pack?.expect ?? wholeArticle);
  const recent = addVerdicts(cursor.recent, posts, expected);
  if (isMissed(recent) && !isLast(cursor)) {
    return { ...fall(ctx, cursor, 'its articles lack headline, text or date'), posts, rejected: step.rejected };
  }
  const probedAt = isMissed(recent) ? ctx.now().toISOString() : null;
  return {
    ...step,
    posts,
    cursor: JSON.stringify({ ...cursor, inner: step.cursor, recent, probedAt } satisfies Cursor),
  };
}

/** Nothing more is known of the site: neither a further way nor, because it was looked at already, where one might be. */
function isLast({ ways, current, isDiscovered }: Cursor): boolean {
  return isDiscovered && current >= ways.length - 1;
}

function fall(ctx: CollectContext, cursor: Cursor, reason: string): CollectStep {
  const [from, to = null] = cursor.ways.slice(cursor.current, cursor.current + 2);
  ctx.log.warn({ from, to, reason }, 'a way into the site does not work, the next one is tried');
  const fallenAt = ctx.now().toISOString();
  return emptyStep({ ...cursor, current: cursor.current + 1, inner: null, recent: [], fallenAt, probedAt: null });
}

/** At the bottom: once an hour all ways are tried again, otherwise the fault is told. @throws SourceError */
function startOver(ctx: CollectContext, portal: Portal, cursor: Cursor, fault: SourceError): CollectStep {
  if (age(ctx, cursor.fallenAt) < startOverMs) throw fault;
  return emptyStep(freshCursor(portal));
}

function emptyStep(cursor: Cursor): CollectStep {
  return { posts: [], rejected: 0, cursor: JSON.stringify(cursor), more: true, waitMs: 0 };
}
