import { SourceError } from '../core/errors.ts';
import type { FeedDocument, ReadHints } from '../core/reader.ts';
import { parseJsonFeed } from './feed-json.ts';
import { parseXmlFeed } from './feed-xml.ts';

/**
 * RSS 0.9–2.0, RDF, Atom and JSON Feed, well-formed or not. What the server calls it does not matter; the text decides.
 * @param text decoded and repaired
 * @throws SourceError `changed` when it is no feed
 */
export function parseFeed(text: string, hints: ReadHints): FeedDocument {
  const document = /^\s*\{/.test(text) ? parseJsonFeed(text, hints) : parseXmlFeed(text, hints);
  if (document === null) throw new SourceError('changed', `not a feed: ${describeText(text)}`);
  return document;
}

/** What came instead, for the operator. */
export function describeText(text: string): string {
  const start = text.trimStart().slice(0, 2000);
  if (start === '') return 'empty document';
  if (/^<!doctype html|<html[\s>]/i.test(start)) {
    const title = /<title[^>]*>([^<]{1,120})/i.exec(start)?.[1]?.replace(/\s+/g, ' ').trim();
    return title ? `HTML page «${title}»` : 'HTML page';
  }
  if (/^[[{]/.test(start)) return 'other JSON';
  return start.startsWith('<') ? 'other XML' : 'other text';
}
