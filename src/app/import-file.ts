import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '../core/errors.ts';
import type { RawPost } from '../core/mention.ts';
import { parsePastedPage } from '../ingest/pasted-page.ts';
import { postsFromNdjson } from '../ingest/posts-from-ndjson.ts';
import { parseDate } from '../reading/dates.ts';
import { decodeText } from '../reading/decode.ts';
import { parseKlipping } from '../reading/klipping.ts';
import { repairText } from '../reading/repair.ts';
import { saveStep } from '../store/save-step.ts';
import { findSource, syncSources } from '../store/sources.ts';
import { readInputFile } from './input-file.ts';
import { type Installation, importSource } from './installation.ts';

export interface ImportResult {
  readonly accepted: number;
  readonly duplicate: number;
  /** Later edits of mentions that were imported before. */
  readonly edited: number;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

const stepSize = 500;

/**
 * Imports what analysts bring: a klipping sheet (CSV), posts (NDJSON), or one pasted page (TXT). Importing the same file again stores
 * nothing new.
 * @throws ConfigError for a file that cannot be read or has another form
 */
export async function importFile(installation: Installation, file: string): Promise<ImportResult> {
  const bytes = await readInputFile(file).catch((cause: unknown) => {
    throw new ConfigError([{ where: file, message: cause instanceof Error ? cause.message : 'cannot be read' }], {
      cause,
    });
  });
  const { posts, rejected } = readPosts(file, bytes, installation.region.timezone);
  const { db, config, now } = installation;
  if ((await findSource(db, importSource.id)) === null) await syncSources(db, [...config.sources, importSource], now());
  const result = { accepted: 0, duplicate: 0, edited: 0 };
  for (let start = 0; start < posts.length; start += stepSize) {
    const drafts = posts.slice(start, start + stepSize).flatMap((post) => installation.toDraft(post) ?? []);
    const saved = await saveStep(db, {
      sourceId: importSource.id,
      drafts,
      cursor: null,
      rejected: 0,
      now: now(),
    });
    result.accepted += saved.stored.length;
    result.duplicate += saved.repeats;
    result.edited += saved.edits.length;
  }
  return { ...result, rejected };
}

interface ReadPosts {
  readonly posts: readonly RawPost[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

function readPosts(file: string, bytes: Uint8Array, zone: string): ReadPosts {
  switch (extname(file).toLowerCase()) {
    case '.csv':
    case '.tsv':
      return readKlipping(file, bytes, zone);
    case '.ndjson':
    case '.jsonl':
      return postsFromNdjson(repairText(decodeText(bytes, null)));
    case '.txt':
      return { posts: [toPost(file, repairText(decodeText(bytes, null)), zone)], rejected: [] };
    default:
      throw new ConfigError([{ where: file, message: 'bentuk yang dikenal: .csv, .tsv, .ndjson, .jsonl, .txt' }]);
  }
}

function readKlipping(file: string, bytes: Uint8Array, zone: string): ReadPosts {
  const hints = { url: pathToFileURL(file).href, contentType: null, zone };
  return parseKlipping(repairText(decodeText(bytes, null)), hints);
}

/** A pasted page; its date is the one in the file's name (`…-2025-10-21.txt`), else the first in the text. */
function toPost(file: string, text: string, zone: string): RawPost {
  const page = parsePastedPage(text);
  const inName = /(\d{4}-\d\d-\d\d)(?=\D*$)/.exec(basename(file))?.[1];
  const date = parseDate(inName ?? page.text, zone);
  return {
    kind: 'article',
    platform: 'web',
    externalId: null,
    idScope: null,
    url: null,
    title: page.title,
    text: page.text,
    author: null,
    publishedAt: date?.at ?? null,
    precision: date?.precision ?? 'guessed',
    language: null,
    parentKey: null,
    publisher: null,
  };
}
