import type { StoredScore } from '../core/correction.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** How new verdicts differ from those that are stored: what depends on them need not be done again where they do not. */
export interface VerdictChanges {
  /** Nothing is different but the versions of scorer and lexicon. */
  readonly same: ReadonlySet<number>;
  /** Of these, the matcher has seen the verdict. */
  readonly clustered: ReadonlySet<number>;
  /** What an issue tells of its members may be different. */
  readonly counted: ReadonlySet<number>;
}

/** @param fresh the new verdicts, by mention */
export async function compareVerdicts(trx: Db, fresh: ReadonlyMap<number, StoredScore>): Promise<VerdictChanges> {
  const rows = await trx
    .selectFrom('scores')
    .select(['mentionId', 'detail', 'clustered'])
    .where(isIn(trx, 'scores.mentionId', [...fresh.keys()]))
    .execute();
  const same = new Set<number>();
  const clustered = new Set<number>();
  const counted = new Set(fresh.keys());
  const note = (mentionId: number, isClustered: number) => {
    same.add(mentionId);
    if (isClustered === 1) clustered.add(mentionId);
  };
  for (const row of rows) {
    const now = fresh.get(row.mentionId);
    if (now === undefined) continue;
    if (isAlikeToTheLetter(row.detail, JSON.stringify(now))) {
      counted.delete(row.mentionId);
      note(row.mentionId, row.clustered);
      continue;
    }
    const before = JSON.parse(row.detail) as StoredScore;
    if (countedOf(before) === countedOf(now)) counted.delete(row.mentionId);
    if (withoutVersions(before) !== withoutVersions(now)) continue;
    note(row.mentionId, row.clustered);
  }
  return { same, clustered, counted };
}

const versions = /,"versions":\{[^{}]*\}/g;

/** Most verdicts are: comparing their text spares taking it apart. (Inside a text, quotes are escaped.) */
function isAlikeToTheLetter(before: string, now: string): boolean {
  const [was, ...others] = before.match(versions) ?? [];
  const [is] = now.match(versions) ?? [];
  if (was === undefined || is === undefined || others.length > 0) return false;
  return before.length - was.length === now.length - is.length && before.replace(was, '') === now.replace(is, '');
}

function withoutVersions({ versions: _, ...score }: StoredScore): string {
  return JSON.stringify(score);
}

/** What `refreshIssues` counts, and whether the mention belongs to an issue at all. */
function countedOf({ sentiment, attention, hoax, topic, agency, places, relevance }: StoredScore): string {
  return JSON.stringify([sentiment.label, attention, hoax.class, topic, agency, places, relevance.about]);
}
