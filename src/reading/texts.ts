import { z } from 'zod';
import { SourceError } from '../core/errors.ts';
import type { TextsDocument } from '../core/reader.ts';
import { toPlainText } from './html-text.ts';
import { maxItems } from './limits.ts';

const Texts = z.array(z.string()).max(maxItems);

/**
 * HTML texts of an API's answer → plain text, in the same order.
 * @param text a JSON array of strings
 * @throws SourceError `changed` for anything else
 */
export function parseTexts(text: string): TextsDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SourceError('changed', 'not a list of texts', { cause });
  }
  const parsed = Texts.safeParse(json);
  if (!parsed.success) throw new SourceError('changed', 'not a list of texts');
  return { texts: parsed.data.map((html) => toPlainText(html, 1)) };
}
