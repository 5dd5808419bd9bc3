import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Claim } from '../core/claim.ts';
import { ConfigError, type Problem } from '../core/errors.ts';
import { type ClaimIndex, createClaimIndex } from '../scoring/claims/claim-index.ts';
import { createClaimReader } from '../scoring/claims/claim-reader.ts';
import type { Lexicons } from '../text/lexicon.ts';

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
