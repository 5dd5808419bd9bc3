import type {
  Account,
  AccountActivity,
  ActivityReport,
  ActivityState,
  AgencyActivity,
  UnansweredQuestion,
} from '../core/account.ts';
import type { Pseudonyms } from '../core/pseudonym.ts';
import type { Region } from '../core/region.ts';
import { instantAt, localDate } from '../core/time.ts';
import { isQuestion } from '../issues/question.ts';
import {
  type AccountComment,
  type AccountPost,
  findHandle,
  lastPostAt,
  listAccountPosts,
  listCommentsUnder,
} from '../store/account-posts.ts';
import { listAccounts } from '../store/accounts.ts';
import { openNames } from '../store/authors-names.ts';
import type { Db } from '../store/schema.ts';
import { listSources } from '../store/sources.ts';

export interface ActivityDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly region: Region;
  readonly demo: boolean;
  /** Answers name people, who are behind pseudonyms: their names are opened to be compared, and not told. */
  readonly pseudonyms: Pick<Pseudonyms, 'unseal'>;
}

const weekMs = 7 * 86_400_000;
/** Posts a week from which an account counts as active. */
const activePerWeek = 1;
const maxQuestions = 20;
/** Official accounts; the others are on the list for other reasons. */
const offices: readonly string[] = ['government', 'village'];

/**
 * How the official accounts did in a month of the regency's zone. Of the running month it tells what was until now.
 * @param month `YYYY-MM`, not in the future
 */
export async function makeActivityReport(deps: ActivityDeps, month: string): Promise<ActivityReport> {
  const { db, region } = deps;
  const now = deps.now();
  const from = instantAt(`${month}-01`, 0, region.timezone);
  const end = instantAt(`${nextMonth(month)}-01`, 0, region.timezone);
  const hasEnded = now.toISOString() >= end;
  const to = hasEnded ? end : now.toISOString();
  const accounts = (await listAccounts(db)).filter((account) => account.active && offices.includes(account.class));
  // Of a month before a source was read nobody knows who was silent.
  const answering = new Set(
    (await listSources(db))
      .filter(({ firstSuccessAt, lastSuccessAt }) => lastSuccessAt !== null && (firstSuccessAt ?? '') < to)
      .map(({ id }) => id),
  );
  const activities: AccountActivity[] = [];
  for (const account of accounts) activities.push(await activityOf(deps, account, { from, to }, answering));
  const agencies = groupByAgency(activities, region);
  const statesOf = (id: string): readonly ActivityState[] =>
    agencies.find(({ agency }) => agency === id)?.accounts.map(({ state }) => state) ?? [];
  const namesWhere = (holds: (states: readonly ActivityState[]) => boolean): readonly string[] =>
    region.agencies.filter(({ id }) => holds(statesOf(id))).map(({ name }) => name);
  const isRead = (states: readonly ActivityState[]): boolean => states.some((state) => state !== 'unmonitored');
  return {
    regionName: region.name,
    month,
    from,
    to,
    madeAt: now.toISOString(),
    demo: deps.demo,
    agencies,
    agenciesWithoutActive: namesWhere((states) => isRead(states) && !states.includes('active')),
    agenciesUnmonitored: namesWhere((states) => states.length > 0 && !isRead(states)),
    agenciesWithoutAccount: namesWhere((states) => states.length === 0),
  };
}

/** The month that ended last, `YYYY-MM`. */
export function lastMonth(now: Date, zone: string): string {
  const [year = 0, month = 0] = localDate(now, zone).split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

function nextMonth(text: string): string {
  const [year = 0, month = 0] = text.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

async function activityOf(
  { db, pseudonyms }: ActivityDeps,
  listed: Account,
  { from, to }: { readonly from: string; readonly to: string },
  answering: ReadonlySet<string>,
): Promise<AccountActivity> {
  const account: Account = { ...listed, handle: await findHandle(db, listed) };
  const posts = await listAccountPosts(db, account, from, to);
  const last = posts.at(-1)?.publishedAt ?? (await lastPostAt(db, account, to));
  // One post on the first morning of a month is not seven a week.
  const postsPerWeek = posts.length / (Math.max(weekMs, Date.parse(to) - Date.parse(from)) / weekMs);
  const isMonitored = last !== null || (account.sourceId !== null && answering.has(account.sourceId));
  const comments = await openNames(
    db,
    await listCommentsUnder(
      db,
      posts.map(({ id }) => id),
    ),
    pseudonyms,
  );
  const questions = comments.filter(({ authorHandle, text }) => authorHandle !== account.handle && isQuestion(text));
  const unanswered = findUnanswered(
    questions,
    comments.filter(({ authorHandle }) => authorHandle === account.handle),
  );
  const interactions = sumOf(posts, ({ likes, comments: count, shares }) => addUp([likes, count, shares]));
  return {
    account: listed,
    state: stateOf(isMonitored, posts.length, postsPerWeek),
    posts: posts.length,
    // Rounded down: "1 a week" beside "less than one a week" would be a contradiction.
    postsPerWeek: Math.floor(postsPerWeek * 10) / 10,
    lastPostAt: last,
    interactions,
    interactionsPerPost: interactions === null ? null : Math.round((interactions / posts.length) * 10) / 10,
    views: sumOf(posts, ({ views }) => views),
    questions: questions.length,
    unanswered: unanswered.slice(0, maxQuestions).map(toUnanswered),
    unansweredCount: unanswered.length,
  };
}

/**
 * Questions that none of the account's own comments answers. A reply to a question answers it; a comment under the same post answers
 * the people it names, or else the last question before it.
 * @param answers the account's own comments, oldest first
 */
function findUnanswered(questions: readonly AccountComment[], answers: readonly AccountComment[]): AccountComment[] {
  const open = new Set(questions);
  for (const answer of answers) {
    const before = questions.filter((question) => open.has(question) && question.publishedAt <= answer.publishedAt);
    const replied = before.filter(({ id }) => id === answer.parentId);
    const beside = before.filter(({ parentId }) => parentId === answer.parentId);
    const named = beside.filter(({ author }) => namesAuthor(answer.text, author));
    const answered = replied.length > 0 ? replied : named.length > 0 ? named : beside.slice(-1);
    for (const question of answered) open.delete(question);
  }
  return [...open];
}

/** "Terima kasih Bu Lilis" names Ibu Lilis; names of one or two letters are no names. */
function namesAuthor(text: string, author: string | null): boolean {
  const said = new Set(text.toLowerCase().match(/[\p{L}\p{N}_.]{3,}/gu) ?? []);
  return (author?.toLowerCase().match(/[\p{L}\p{N}_.]{3,}/gu) ?? []).some((name) => said.has(name));
}

function stateOf(isMonitored: boolean, posts: number, perWeek: number): ActivityState {
  if (!isMonitored) return 'unmonitored';
  if (perWeek >= activePerWeek) return 'active';
  return posts > 0 ? 'rare' : 'silent';
}

/** Null when no post says anything: unknown is not zero. */
function sumOf(posts: readonly AccountPost[], count: (post: AccountPost) => number | null): number | null {
  return addUp(posts.map(count));
}

function addUp(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

function toUnanswered({ id, text, url, publishedAt }: AccountComment): UnansweredQuestion {
  return { mentionId: id, text: text.slice(0, 300), url, askedAt: publishedAt };
}

/** In the order of the agencies of the regency; agencies that it does not know after them, accounts of nobody last. */
function groupByAgency(activities: readonly AccountActivity[], region: Region): AgencyActivity[] {
  const groups = new Map<string | null, AccountActivity[]>();
  for (const activity of activities) {
    const group = groups.get(activity.account.agency) ?? [];
    group.push(activity);
    groups.set(activity.account.agency, group);
  }
  const order = new Map(region.agencies.map(({ id }, index) => [id, index]));
  const rank = (agency: string | null) => (agency === null ? 1e6 : (order.get(agency) ?? 1e5));
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a ?? '').localeCompare(b ?? '', 'id'))
    .map(([agency, accounts]) => ({
      agency,
      agencyName: region.agencies.find(({ id }) => id === agency)?.name ?? agency ?? region.name,
      accounts,
    }));
}
