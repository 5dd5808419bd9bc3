/** A document cut at its repeated elements, so that a fault in one of them cannot reach the next. */
export interface SplitXml {
  /** Everything before the first element, and where the names are declared. */
  readonly head: string;
  readonly segments: readonly string[];
  /** Elements over the limit, which are not in `segments`. */
  readonly dropped: number;
}

/**
 * Cuts a document before every `<name …>` outside CDATA and comments. A CDATA section or comment that swallowed the end of
 * its element (its own end mark is broken) is closed where it must have ended: real feeds have both.
 * @param names local names, with any prefix
 * @param max segments; the elements after them are only counted
 */
export function splitXml(xml: string, names: readonly string[], max: number): SplitXml {
  const tag = new RegExp(`<(/?)(?:[\\w.-]+:)?(?:${names.join('|')})(?=[\\s>/])`, 'gi');
  const mark = new RegExp(`<!\\[CDATA\\[|<!--|${tag.source}`, 'gi');
  const nextTag = remember((from) => {
    tag.lastIndex = from;
    const found = tag.exec(xml);
    return { at: found?.index ?? xml.length, closing: found?.[1] === '/' };
  });
  const find = (mark: string) => remember((from) => toEnd(xml.indexOf(mark, from), xml));
  const cdata = { end: find(']]>'), next: find('<![CDATA[') };
  const comment = { end: find('-->'), next: find('<!--') };

  const parts: string[] = [];
  let current = '';
  let copied = 0;
  let dropped = 0;
  const add = (end: number) => {
    if (parts.length <= max) parts.push(current + xml.slice(copied, end));
    else dropped++;
  };
  for (let found = mark.exec(xml); found !== null; found = mark.exec(xml)) {
    const text = found[0];
    if (text.startsWith('<!')) {
      const isCdata = text.length > 4;
      const inside = found.index + text.length;
      const kind = isCdata ? cdata : comment;
      const end = kind.end(inside).at;
      const swallowed = nextTag(inside);
      // Neither kind can be nested: another one that begins before the end shows that this end is not its own.
      const isForeignEnd = () => end === xml.length || kind.next(inside).at < end;
      if (swallowed.at < end && (swallowed.closing || isForeignEnd())) {
        const repaired = endOfField(xml, found.index, inside, swallowed.at);
        current += `${xml.slice(copied, repaired)}${isCdata ? ']]>' : '-->'}`;
        copied = repaired;
        mark.lastIndex = repaired;
      } else {
        mark.lastIndex = Math.min(end + 3, xml.length);
      }
    } else if (found[1] !== '/') {
      add(found.index);
      current = '';
      copied = found.index;
    }
  }
  add(xml.length);
  return { head: parts[0] ?? '', segments: parts.slice(1), dropped };
}

/** The end tag of the element that the section opened in, or the end of the whole item. */
function endOfField(xml: string, start: number, inside: number, limit: number): number {
  const name = /<([\w:.-]+)[^<>]*>\s*$/.exec(xml.slice(Math.max(0, start - 300), start))?.[1];
  if (name === undefined) return limit;
  const offset = xml.slice(inside, limit).indexOf(`</${name}`);
  return offset < 0 ? limit : inside + offset;
}

function toEnd(index: number, xml: string): { at: number } {
  return { at: index < 0 ? xml.length : index };
}

/** Searches again only when the last find lies behind: thousands of open marks must not each scan to the end. */
function remember<T extends { at: number }>(search: (from: number) => T): (from: number) => T {
  let last: T | null = null;
  return (from) => {
    if (last === null || last.at < from) last = search(from);
    return last;
  };
}
