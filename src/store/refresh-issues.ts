import type { Instant } from '../core/mention.ts';
import { isOfficeVoice, reachKindOf, reachNameOf } from '../core/reach.ts';
import type { Attention } from '../core/score.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** Only points at others, so it adds no voice; a `mirror` is not even counted as a mention. */
const voiceless = new Set(['mirror', 'aggregator']);

/**
 * Recomputes what issues say of their members: counts, times, first publisher, attention, topic, place, agency.
 * Title and state stay. An issue that lost all members keeps its row (alerts point at it) with counts of zero.
 */
export async function refreshIssues(trx: Db, ids: readonly number[], at: Instant): Promise<void> {
  if (ids.length === 0) return;
  const members = await loadMembers(trx, ids);
  const byHand = await trx
    .selectFrom('issues')
    .select('id')
    .where('agencyByHand', '=', 1)
    .where(isIn(trx, 'issues.id', ids))
    .execute();
  const keepsAgency = new Set(byHand.map(({ id }) => id));
  const byIssue = new Map<number, Member[]>(ids.map((id) => [id, []]));
  for (const member of members) byIssue.get(member.issueId ?? 0)?.push(member);
  for (const [id, own] of byIssue) {
    const { agency, ...summary } = summaryOf(own);
    await trx
      .updateTable('issues')
      .set({ ...summary, ...(agency === null || keepsAgency.has(id) ? {} : { agency }), updatedAt: at })
      .where('id', '=', id)
      .execute();
  }
}

export type Member = Awaited<ReturnType<typeof loadMembers>>[number];

/** What issues tell is counted from these; oldest published first. */
export function loadMembers(trx: Db, ids: readonly number[]) {
  return trx
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select([
      'mentions.id',
      'mentions.collectedAt',
      'mentions.issueId',
      'mentions.sourceId',
      'mentions.kind',
      'mentions.platform',
      'mentions.publisher',
    ])
    .select(['mentions.publishedAt', 'mentions.authorHandle', 'mentions.voiceClass', 'sources.title as sourceTitle'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .select(['scores.label', 'scores.attention', 'scores.hoaxClass', 'scores.topic', 'scores.agency'])
    .select(['scores.placeCode', 'scores.placeName'])
    .where(isIn(trx, 'mentions.issueId', ids))
    .orderBy('mentions.publishedAt')
    .orderBy('mentions.id')
    .execute();
}

/** What an issue with these members says of them. @param members oldest first */
export function summaryOf(members: readonly Member[]) {
  const counted = members.filter((member) => member.sourceClass !== 'mirror');
  // An issue known from mirrors alone still has a time, a topic and a place.
  const base = counted.length > 0 ? counted : members;
  const [first] = base;
  const last = base.at(-1);
  const topic = mostFrequent(base.map((member) => (member.topic === 'lainnya' ? null : member.topic)));
  const placeCode = mostFrequent(base.map((member) => member.placeCode));
  const agency = mostFrequent(base.map((member) => member.agency));
  return {
    mentionCount: counted.length,
    negativeCount: counted.filter((member) => member.label === 'negative').length,
    positiveCount: counted.filter((member) => member.label === 'positive').length,
    hoaxCount: counted.filter((member) => member.hoaxClass === 'claim').length,
    sourceCount: new Set(counted.filter((member) => !voiceless.has(member.sourceClass)).map(voiceOf)).size,
    ...reachOf(counted),
    attention: highestAttention(base),
    ...(first === undefined || last === undefined
      ? {}
      : {
          firstAt: first.publishedAt,
          lastAt: last.publishedAt,
          firstPublisher: first.publisher ?? first.sourceTitle,
        }),
    ...(topic === null ? {} : { topic }),
    agency,
    ...(placeCode === null
      ? {}
      : { placeCode, placeName: base.find((member) => member.placeCode === placeCode)?.placeName ?? null }),
  };
}

/** What each member adds to the reach, and under which name, `core/reach.ts` says. */
function reachOf(counted: readonly Member[]) {
  const names = { media: new Set<string>(), account: new Set<string>() };
  let commentCount = 0;
  for (const member of counted) {
    const { kind: said, platform, sourceClass } = member;
    const kind = reachKindOf({ kind: said, platform, sourceClass, isOffice: isOfficeVoice(member) });
    if (kind === 'comment') commentCount += 1;
    else if (kind !== null) names[kind].add(reachNameOf(member));
  }
  return { mediaCount: names.media.size, accountCount: names.account.size, commentCount };
}

/** A klipping sheet is one source that holds many papers. */
function voiceOf(member: Member): string {
  return member.kind === 'klipping' && member.publisher !== null
    ? `publisher:${member.publisher}`
    : `source:${member.sourceId}`;
}

/** An office's own statement is no complaint against it, however many bad words it needs. */
const offices = new Set(['government', 'village']);
const media = new Set(['online-media', 'national-media', 'broadcast', 'print', 'aggregator']);
/** Least share of red mentions in a red issue: two angry readers do not turn a crowded ceremony into a crisis. */
const minRedShare = 0.15;

/**
 * The strongest verdict with support. Red needs a report of the media or two other voices, and a share of what is said; a lone
 * post or comment raises an issue to `watch` at most.
 */
function highestAttention(members: readonly Member[]): Attention {
  const red = members.filter(
    (member) => member.attention === 'alert' && (member.kind === 'comment' || !offices.has(member.sourceClass)),
  );
  const isReported = red.some((member) => member.kind !== 'comment' && media.has(member.sourceClass));
  if ((isReported || red.length > 1) && red.length >= members.length * minRedShare) return 'alert';
  return red.length > 0 || members.some((member) => member.attention !== 'none') ? 'watch' : 'none';
}

/** The value seen most, nulls apart; of equals the one seen first. */
function mostFrequent(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  for (const [value, count] of counts) if (count === most) return value;
  return null;
}
