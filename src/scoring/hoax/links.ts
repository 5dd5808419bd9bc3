import type { Evidence } from '../../core/score.ts';
import type { ReadDoc } from '../../text/read.ts';
import { evidenceOf } from '../evidence.ts';

const linkWeight = 1.5;
/** Endings that cost next to nothing, where bait pages live; offices write from .go.id, shops and portals from .com and .id. */
const cheapEnding =
  /\.(?:xyz|click|online|site|top|link|live|shop|club|vip|store|info|icu|fun|space|buzz|cyou|my\.id|web\.app|blogspot\.com)(?:$|[/?#:])/i;
/** "bantuan-kab[.]online": written so that no filter sees the address. */
const brokenAddress = /[a-z0-9-]{3,40} ?\[ ?\.? ?\] ?[a-z]{2,10}/i;

/** The first address of a kind that offices and shops do not use, or null. */
export function findOddLink(doc: ReadDoc): Evidence | null {
  for (const [at, { kind, field, start, end }] of doc.tokens.entries()) {
    if (kind !== 'url') continue;
    const address = (field === 'title' ? doc.title : doc.text).slice(start, Math.min(end, start + 120));
    const host = /^(?:https?:\/\/)?([^/?#]*)/i.exec(address)?.[1] ?? '';
    if (cheapEnding.test(host)) return evidenceOf(doc, at, at, linkWeight, 'hoax:link');
  }
  if (!doc.text.includes('[')) return null;
  const broken = brokenAddress.exec(doc.text);
  if (broken === null) return null;
  return {
    field: 'text',
    start: broken.index,
    end: broken.index + broken[0].length,
    text: broken[0],
    weight: linkWeight,
    rule: 'hoax:link',
  };
}
