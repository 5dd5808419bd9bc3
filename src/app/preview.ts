import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { SourceError } from '../core/errors.ts';
import type { NetClient } from '../core/net.ts';
import type { DetectedDocument, Reader } from '../core/reader.ts';
import { type FileKind, kindOfBytes } from '../reading/file-kind.ts';
import { readInputFile } from './input-file.ts';

/** One line of `kentongan preview` for an item that would be collected. */
export interface PreviewItem {
  readonly input: string;
  readonly kind: DetectedDocument['kind'];
  readonly externalId: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
}

export interface PreviewFault {
  readonly input: string;
  readonly error: string;
}

export interface PreviewDeps {
  readonly net: NetClient;
  readonly reader: Reader;
  readonly zone: string;
  /** Address that a file's relative links are resolved against; the file's own address if null. */
  readonly baseUrl: string | null;
  readonly detectLanguage: (text: string) => string;
}

export interface Preview {
  /** What goes to stdout. */
  readonly lines: readonly (PreviewItem | PreviewFault)[];
  /** What the input is; null when it cannot be read. */
  readonly kind: DetectedDocument['kind'] | null;
  /** What a feed calls itself; null for everything else. */
  readonly title: string | null;
  /** Why it cannot be read; null when it can. */
  readonly fault: SourceError | null;
}

/** What is neither page nor feed, although it holds enough letters to be taken for one. Indonesian. */
const officeKinds: Readonly<Partial<Record<FileKind, string>>> = {
  pdf: 'ini PDF, bukan halaman atau umpan',
  zip: 'ini lembar kerja atau arsip ZIP, bukan halaman atau umpan',
  'old-office': 'ini berkas Office, bukan halaman atau umpan',
};

/** Reads one address or file and says what would be collected of it. A broken input is one fault, never an exception. */
export async function preview(input: string, deps: PreviewDeps): Promise<Preview> {
  try {
    const { body, url, contentType } = await load(input, deps);
    const office = officeKinds[kindOfBytes(body)];
    if (office !== undefined) throw new SourceError('changed', office);
    const detected = await deps.reader.detect(body, { url, contentType, zone: deps.zone });
    const title = detected.kind === 'feed' ? detected.document.title : null;
    return { lines: toItems(input, detected, deps.detectLanguage), kind: detected.kind, title, fault: null };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { lines: [{ input, error: error.message }], kind: null, title: null, fault: error };
  }
}

async function load(
  input: string,
  { net, baseUrl }: PreviewDeps,
): Promise<{ body: Uint8Array; url: string; contentType: string | null }> {
  if (/^https?:\/\//i.test(input)) {
    const answer = await net.get(input);
    return { body: answer.body, url: answer.url, contentType: answer.headers['content-type'] ?? null };
  }
  if (!existsSync(input)) throw new SourceError('changed', 'bukan berkas yang ada dan bukan alamat http(s)');
  return { body: await readInputFile(input), url: baseUrl ?? pathToFileURL(input).href, contentType: null };
}

function toItems(input: string, detected: DetectedDocument, detectLanguage: (text: string) => string): PreviewItem[] {
  const item = (
    fields: Omit<PreviewItem, 'input' | 'kind' | 'language'> & { declared: string | null },
  ): PreviewItem => {
    const { declared, ...rest } = fields;
    const language = detectLanguage(`${rest.title ?? ''}\n${rest.text}`);
    return { input, kind: detected.kind, ...rest, language: language === 'und' ? declared : language };
  };
  switch (detected.kind) {
    case 'feed':
      return detected.document.items.map(({ guid, url, title, text, author, date, language }) =>
        item({ externalId: guid, url, title, text, author, publishedAt: date?.at ?? null, declared: language }),
      );
    case 'wordpress':
      return detected.document.items.map(({ id, url, title, text, author, date }) =>
        item({ externalId: String(id), url, title, text, author, publishedAt: date?.at ?? null, declared: null }),
      );
    case 'news-sitemap':
      return detected.document.entries.map(({ url, title, date }) =>
        item({ externalId: null, url, title, text: '', author: null, publishedAt: date?.at ?? null, declared: null }),
      );
    case 'listing':
      return detected.document.links.map(({ url, text }) =>
        item({ externalId: null, url, title: text, text: '', author: null, publishedAt: null, declared: null }),
      );
    case 'article': {
      const { url, title, text, author, date, language } = detected.document;
      return [item({ externalId: null, url, title, text, author, publishedAt: date?.at ?? null, declared: language })];
    }
  }
}
