import type { Pseudonyms } from '../core/pseudonym.ts';
import { redactOthers } from '../core/redact.ts';
import type { SubjectRequest } from '../core/subject.ts';
import { loadSeals } from './authors-sealed.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';
import { findSubjectMentions } from './subjects.ts';

/** One thing that is held about a person, or that was done with it. */
export interface SubjectFact {
  /** `author`, `mention`, `version`, `verdict`, `metrics`, `issue`, `evidence`, `alert`, `access`. */
  readonly section: string;
  /** What it is about: `mention:12`. */
  readonly about: string;
  readonly at: string | null;
  readonly field: string;
  readonly value: string | null;
}

export interface SubjectExport {
  readonly request: number;
  readonly madeAt: string;
  readonly facts: readonly SubjectFact[];
}

/**
 * Everything that is held about a person, with who looked at it or changed it (UU 27/2022 art. 7, 32). Signs of other people in the texts
 * are replaced (art. 33); who in the office did something is named by the record, as the law asks.
 */
export async function exportSubject(
  db: Db,
  request: SubjectRequest,
  pseudonyms: Pick<Pseudonyms, 'unseal'>,
  now: Date,
): Promise<SubjectExport> {
  const ids = await findSubjectMentions(db, request);
  const facts = [
    ...(await authorFacts(db, request, pseudonyms)),
    ...(await mentionFacts(db, ids)),
    ...(await versionFacts(db, ids)),
    ...(await metricFacts(db, ids)),
    ...(await evidenceFacts(db, ids)),
    ...(await alertFacts(db, ids)),
    ...(await accessFacts(db, ids, request)),
  ];
  return { request: request.id, madeAt: now.toISOString(), facts };
}

type Values = Readonly<Record<string, string | number | null>>;

function toFacts(section: string, about: string, at: string | null, values: Values): SubjectFact[] {
  return Object.entries(values).map(([field, value]) => ({
    section,
    about,
    at,
    field,
    value: value === null ? null : String(value),
  }));
}

async function authorFacts(
  db: Db,
  { pseudonym, platform }: SubjectRequest,
  pseudonyms: Pick<Pseudonyms, 'unseal'>,
): Promise<SubjectFact[]> {
  if (pseudonym === null) return [];
  const sealed = (await loadSeals(db, [pseudonym])).get(pseudonym);
  const author = sealed === undefined ? null : pseudonyms.unseal(pseudonym, sealed);
  const values = { platform, handle: author?.handle ?? null, name: author?.name ?? null };
  return toFacts('author', `author:${pseudonym}`, null, values);
}

async function mentionFacts(db: Db, ids: readonly number[]): Promise<SubjectFact[]> {
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .leftJoin('issues', 'issues.id', 'mentions.issueId')
    .select(['mentions.id', 'mentions.kind', 'mentions.platform', 'mentions.url', 'mentions.title', 'mentions.text'])
    .select(['mentions.publishedAt', 'mentions.collectedAt', 'mentions.setAside', 'sources.title as source'])
    .select(['scores.label', 'scores.value', 'scores.topic', 'scores.agency', 'scores.attention', 'scores.scoredAt'])
    .select(['issues.id as issueId', 'issues.title as issueTitle'])
    .where(isIn(db, 'mentions.id', ids))
    .orderBy('mentions.id')
    .execute();
  return rows.flatMap((row) => {
    const about = `mention:${row.id}`;
    const { kind, platform, url, source, setAside, publishedAt, collectedAt } = row;
    const title = row.title === null ? null : redactOthers(row.title);
    const own = { kind, platform, source, url, title, text: redactOthers(row.text), publishedAt, setAside };
    const { label, value, topic, agency, attention } = row;
    return [
      ...toFacts('mention', about, collectedAt, own),
      ...(label === null ? [] : toFacts('verdict', about, row.scoredAt, { label, value, topic, agency, attention })),
      ...(row.issueId === null
        ? []
        : toFacts('issue', about, null, { id: row.issueId, title: redactOthers(row.issueTitle ?? '') })),
    ];
  });
}

async function versionFacts(db: Db, ids: readonly number[]): Promise<SubjectFact[]> {
  const rows = await db
    .selectFrom('mentionVersions')
    .select(['mentionId', 'title', 'text', 'seenAt'])
    .where(isIn(db, 'mentionVersions.mentionId', ids))
    .execute();
  return rows.flatMap(({ mentionId, title, text, seenAt }) =>
    toFacts('version', `mention:${mentionId}`, seenAt, {
      title: title === null ? null : redactOthers(title),
      text: redactOthers(text),
    }),
  );
}

async function metricFacts(db: Db, ids: readonly number[]): Promise<SubjectFact[]> {
  const rows = await db
    .selectFrom('metricSnapshots')
    .select(['mentionId', 'at', 'likes', 'comments', 'shares', 'views'])
    .where(isIn(db, 'metricSnapshots.mentionId', ids))
    .execute();
  return rows.flatMap(({ mentionId, at, ...counts }) => toFacts('metrics', `mention:${mentionId}`, at, counts));
}

/** The raw answers hold other people's posts too, so they are named and not handed out. */
async function evidenceFacts(db: Db, ids: readonly number[]): Promise<SubjectFact[]> {
  const rows = await db
    .selectFrom('mentionEvidence')
    .innerJoin('evidence', 'evidence.id', 'mentionEvidence.evidenceId')
    .select(['mentionEvidence.mentionId', 'evidence.fetchedAt', 'evidence.sha256', 'evidence.size'])
    .where(isIn(db, 'mentionEvidence.mentionId', ids))
    .execute();
  return rows.flatMap(({ mentionId, fetchedAt, sha256, size }) =>
    toFacts('evidence', `mention:${mentionId}`, fetchedAt, { sha256, size }),
  );
}

async function alertFacts(db: Db, ids: readonly number[]): Promise<SubjectFact[]> {
  const issues = await db
    .selectFrom('mentions')
    .select('issueId')
    .distinct()
    .where('issueId', 'is not', null)
    .where(isIn(db, 'mentions.id', ids))
    .execute();
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'firedAt', 'level', 'ruleId', 'mentionIds'])
    .where(
      isIn(
        db,
        'alerts.issueId',
        issues.flatMap(({ issueId }) => issueId ?? []),
      ),
    )
    .orderBy('id')
    .execute();
  const own = new Set(ids);
  return rows
    .filter(({ mentionIds }) => (JSON.parse(mentionIds) as readonly number[]).some((id) => own.has(id)))
    .flatMap(({ id, firedAt, level, ruleId }) => toFacts('alert', `alert:${id}`, firedAt, { level, rule: ruleId }));
}

/** Who looked at names, exported or changed what is held: the processing trail. */
async function accessFacts(db: Db, ids: readonly number[], { id, pseudonym }: SubjectRequest): Promise<SubjectFact[]> {
  const objects = [
    ...ids.map((mentionId) => `mention:${mentionId}`),
    `subject-request:${id}`,
    ...(pseudonym === null ? [] : [`author:${pseudonym}`]),
  ];
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'who', 'action', 'object'])
    .where(isIn(db, 'audit.object', objects))
    .orderBy('id')
    .execute();
  return rows.flatMap(({ at, who, action, object }) => toFacts('access', object, at, { who, action }));
}
