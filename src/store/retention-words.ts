import type { Digest, DigestIssue } from '../core/digest.ts';
import type { Instant } from '../core/mention.ts';
import { inWriteTransaction } from './dialect.ts';
import { findMeta, setMeta } from './meta.ts';
import type { Db } from './schema.ts';

/**
 * What was made of citizens' words outlives them only as counts: alerts keep who, when and how grave, messages who got one and when,
 * reports their figures. Each table is walked once, from where the last purge stopped.
 */

/** Stands where words stood. */
export const wordsGone = 'Isi dihapus menurut masa simpan';
const stepSize = 100;

export interface WordsStep {
  readonly emptied: number;
  readonly more: boolean;
}

/** One bounded step over alerts fired before that time. */
export function emptyAlerts(db: Db, before: Instant): Promise<WordsStep> {
  return inWriteTransaction(db, async (trx) => {
    const after = Number((await findMeta(trx, 'purged-alerts')) ?? 0);
    const rows = await trx
      .selectFrom('alerts')
      .select(['id', 'subject', 'snapshot', 'firedAt'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(stepSize)
      .execute();
    const old = takeWhileOld(rows, ({ firedAt }) => firedAt < before);
    // What is said of a source is said by the program.
    const told = old.filter(({ subject }) => !subject.startsWith('source:'));
    for (const { id, snapshot } of told) {
      const { issue } = JSON.parse(snapshot) as { issue?: { title: string } | null };
      const left = {
        issue: issue === null || issue === undefined ? null : { ...issue, title: wordsGone },
        mentions: [],
        answers: [],
      };
      await trx
        .updateTable('alerts')
        .set({ title: wordsGone, reason: wordsGone, snapshot: JSON.stringify(left) })
        .where('id', '=', id)
        .execute();
    }
    return goOn(trx, 'purged-alerts', old.at(-1)?.id, told.length, old.length === stepSize);
  });
}

/** One bounded step over messages queued before that time that have been sent, or never will be. */
export function emptyMessages(db: Db, before: Instant): Promise<WordsStep> {
  return inWriteTransaction(db, async (trx) => {
    const after = Number((await findMeta(trx, 'purged-messages')) ?? 0);
    const rows = await trx
      .selectFrom('outbox')
      .select(['id', 'createdAt', 'state'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(stepSize)
      .execute();
    const old = takeWhileOld(
      rows,
      ({ createdAt, state }) => createdAt < before && (state === 'sent' || state === 'dead'),
    );
    for (const { id } of old) {
      await trx
        .updateTable('outbox')
        .set({ subject: wordsGone, text: '', html: '', payload: null })
        .where('id', '=', id)
        .execute();
    }
    return goOn(trx, 'purged-messages', old.at(-1)?.id, old.length, old.length === stepSize);
  });
}

function takeWhileOld<T>(rows: readonly T[], isOld: (row: T) => boolean): readonly T[] {
  const end = rows.findIndex((row) => !isOld(row));
  return end === -1 ? rows : rows.slice(0, end);
}

async function goOn(
  trx: Db,
  key: string,
  last: number | undefined,
  emptied: number,
  more: boolean,
): Promise<WordsStep> {
  if (last !== undefined) await setMeta(trx, key, String(last));
  return { emptied, more };
}

/** One report made before that time, if one is left. */
export function emptyReport(db: Db, before: Instant): Promise<WordsStep> {
  return inWriteTransaction(db, async (trx) => {
    const [madeAfter = '', dateAfter = ''] = ((await findMeta(trx, 'purged-reports')) ?? '').split(' ');
    const row = await trx
      .selectFrom('digests')
      .select(['date', 'madeAt', 'data'])
      .where('madeAt', '<', before)
      .where((eb) =>
        eb.or([eb('madeAt', '>', madeAfter), eb.and([eb('madeAt', '=', madeAfter), eb('date', '>', dateAfter)])]),
      )
      .orderBy('madeAt')
      .orderBy('date')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return { emptied: 0, more: false };
    const data = JSON.stringify(withoutWords(JSON.parse(row.data) as Partial<Digest>));
    await trx.updateTable('digests').set({ data }).where('date', '=', row.date).execute();
    await trx
      .deleteFrom('digestEdits')
      .where('date', '=', row.date.split('+')[0] ?? row.date)
      .execute();
    await setMeta(trx, 'purged-reports', `${row.madeAt} ${row.date}`);
    return { emptied: 1, more: true };
  });
}

/** Rows and rejected lines of files that were brought before that time, one file at a time: names stand in them as they came. */
export function emptyImport(db: Db, before: Instant): Promise<WordsStep> {
  return inWriteTransaction(db, async (trx) => {
    const after = Number((await findMeta(trx, 'purged-imports')) ?? 0);
    const row = await trx
      .selectFrom('imports')
      .select(['id', 'preview', 'rejected'])
      .where('id', '>', after)
      .where('at', '<', before)
      .where('state', 'not in', ['ready', 'running'])
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return { emptied: 0, more: false };
    const preview = { ...(JSON.parse(row.preview) as object), rows: [], rejected: [] };
    const set = { preview: JSON.stringify(preview), rejected: null };
    await trx.updateTable('imports').set(set).where('id', '=', row.id).execute();
    await setMeta(trx, 'purged-imports', String(row.id));
    return { emptied: 1, more: true };
  });
}

/** The report without sentences, titles and quotations; figures, states, and what media printed stay. */
function withoutWords(digest: Partial<Digest>): Partial<Digest> {
  const emptied = (entries: readonly DigestIssue[] | undefined) => (entries ?? []).map(withoutTitle);
  return {
    ...digest,
    summary: [`${wordsGone}; angka-angkanya tetap.`],
    analysis: [],
    recommendations: [],
    topWords: [],
    peak: digest.peak === undefined || digest.peak === null ? null : { ...digest.peak, title: null },
    negative: emptied(digest.negative),
    potential: emptied(digest.potential),
    positive: emptied(digest.positive),
    hoaxes: (digest.hoaxes ?? []).map(({ entry, ...hoax }) => ({ ...hoax, entry: withoutTitle(entry), answer: null })),
    followUps: (digest.followUps ?? []).map(({ entry, ...rest }) => ({ ...rest, entry: withoutTitle(entry) })),
    questions: (digest.questions ?? []).map((agency) => ({ ...agency, examples: [] })),
    clippings: (digest.clippings ?? []).filter(({ sourceClass }) => media.has(sourceClass)),
  };
}

const media: ReadonlySet<string> = new Set(['online-media', 'national-media', 'broadcast', 'print']);

function withoutTitle(entry: DigestIssue): DigestIssue {
  return {
    ...entry,
    issue: { ...entry.issue, title: `Isu ${entry.issue.id}` },
    substance: '',
    links: [],
    headline: null,
    recurring: [],
    note: null,
  };
}
