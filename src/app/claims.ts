import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Claim } from '../core/claim.ts';
import { ConfigError, type Problem } from '../core/errors.ts';
import type { HitDeps } from '../jobs/keyword-hits.ts';
import { type ClaimIndex, type ClaimMatch, createClaimIndex } from '../scoring/claims/claim-index.ts';
import { createClaimReader } from '../scoring/claims/claim-reader.ts';
import { createLateClaimIndex } from '../scoring/claims/late-claim-index.ts';
import { listClarifiedClaims } from '../store/claims.ts';
import { dialectOf } from '../store/dialect.ts';
import { findLastMentionId, listFactChecks } from '../store/fact-checks.ts';
import type { Db } from '../store/schema.ts';
import type { Lexicons } from '../text/lexicon.ts';

const pageSize = 500;

/** The claims that the stored fact checks and the office's clarifications answer. */
export async function loadStoredClaims(db: Db, lexicons: Lexicons): Promise<ClaimIndex> {
  const claims = createLateClaimIndex(lexicons);
  for await (const claim of listStoredClaims(db)) claims.add(claim);
  return claims;
}

/** The office's clarifications, then what stored fact checks answer, oldest first. */
export async function* listStoredClaims(db: Db): AsyncGenerator<Claim> {
  for (const { claim } of await listClarifiedClaims(db)) yield claim;
  for (let after = 0; ; ) {
    const page = await listFactChecks(db, after, pageSize);
    for (const { claim } of page) yield claim;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.mentionId;
  }
}

const followEveryMs = 15_000;
/** Mentions are not scored in the order of their ids: so many are looked at again. */
const outOfOrder = 2_000;

/** Adds what others have stored since the claims were loaded; at most every 15 seconds, whoever asks. */
export function createClaimFollower({ db, now, claims }: { db: Db; now: () => Date; claims: ClaimIndex }) {
  let seenId: number | null = null;
  let lookedMs = now().getTime();
  return async (): Promise<void> => {
    const at = now().getTime();
    if (dialectOf(db) === 'sqlite' || Math.abs(at - lookedMs) < followEveryMs) return;
    lookedMs = at;
    seenId ??= await findLastMentionId(db);
    for (let after = Math.max(0, seenId - outOfOrder); ; ) {
      const page = await listFactChecks(db, after, pageSize);
      for (const { claim } of page) claims.add(claim);
      after = page.at(-1)?.mentionId ?? after;
      seenId = Math.max(seenId, after);
      if (page.length < pageSize) return;
    }
  };
}

/** How a stored mention is compared once more: its title by itself and the whole, as scoring does; most similar first. */
export function createRepeatFinder(claims: Pick<ClaimIndex, 'find'>): HitDeps['repeatsOf'] {
  return ({ title, text }, limit) => {
    const whole = claims.find(title === null ? text : `${title}\n${text}`, limit);
    const head = title === null ? [] : claims.find(title, limit);
    const best = new Map<string, ClaimMatch>();
    for (const match of [...whole, ...head]) {
      if (match.similarity > (best.get(match.claimId)?.similarity ?? 0)) best.set(match.claimId, match);
    }
    return [...best.values()]
      .sort((a, b) => b.similarity - a.similarity || (a.claimId < b.claimId ? -1 : 1))
      .slice(0, limit);
  };
}

const claimRow = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string().nullish(),
  /** How sets of fact checks call the text that was spread. */
  narrative: z.string().nullish(),
  url: z.string().nullish(),
});

const mostProblems = 10;

/** The claims of a file. @throws ConfigError naming the lines that are wrong */
export function loadClaimFile(path: string, lexicons: Lexicons): ClaimIndex {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError([{ where: `--claims ${path}`, message: 'berkas tidak dapat dibaca' }], { cause });
  }
  const claims = createClaimIndex(createClaimReader(lexicons));
  for (const claim of parseClaims(path, content)) claims.add(claim);
  return claims;
}

/**
 * Claims as NDJSON `{id, title?, text, url?}`, or as CSV with those columns (`narrative` may stand for `text`). Any line that starts with
 * `{` makes it NDJSON.
 * @throws ConfigError naming the lines that are wrong
 */
export function parseClaims(where: string, content: string): readonly Claim[] {
  const plain = content.replace(/^\uFEFF/, '');
  const rows = /^\s*\{/.test(plain) ? rowsOfNdjson(where, plain) : rowsOfCsv(where, plain);
  const problems: Problem[] = [];
  const claims: Claim[] = [];
  for (const { line, value } of rows) {
    const row = claimRow.safeParse(value);
    const text = row.success ? (row.data.text ?? row.data.narrative ?? '') : '';
    if (row.success && (text.trim() !== '' || (row.data.title ?? '').trim() !== '')) {
      claims.push({ claimId: row.data.id, title: row.data.title ?? null, text, url: row.data.url || null });
    } else problems.push({ where: `${where}:${line}`, message: 'perlu id, dan text atau title' });
  }
  if (problems.length > 0) throw new ConfigError(problems.slice(0, mostProblems));
  return claims;
}

interface Row {
  readonly line: number;
  readonly value: unknown;
}

function rowsOfNdjson(where: string, content: string): readonly Row[] {
  return content.split(/\r?\n/).flatMap((text, index) => {
    if (text.trim() === '') return [];
    try {
      return [{ line: index + 1, value: JSON.parse(text) }];
    } catch (cause) {
      throw new ConfigError([{ where: `${where}:${index + 1}`, message: 'bukan JSON' }], { cause });
    }
  });
}

function rowsOfCsv(where: string, content: string): readonly Row[] {
  try {
    const rows: { record: unknown; info: { lines: number } }[] = parse(content, {
      columns: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
    return rows.map(({ record, info }) => ({ line: info.lines, value: record }));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'tidak dapat dibaca';
    throw new ConfigError([{ where, message: `bukan CSV yang dapat dibaca: ${message}` }], { cause });
  }
}
