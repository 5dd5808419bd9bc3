/**
 * Finds words of erased texts again in what was made of them (reports, messages, snapshots): whole, cut short, inside HTML or JSON.
 * Only letters and digits are compared, so neither markup nor ellipses hide anything.
 */

/** Shorter pieces are said by anybody. */
const minLength = 14;
/** So much of the beginning of a sentence tells it from others, and so much from anywhere within it. */
const probeLength = 32;
const runLength = 40;

export type BlotCheck = (text: string) => boolean;

/**
 * @param texts titles and texts that are erased
 * @param addresses where they stood
 */
export function createBlotCheck(texts: readonly string[], addresses: readonly string[] = []): BlotCheck {
  const wholes = [...new Set(texts.map(lettersOf))].filter((text) => text.length >= minLength);
  // By their first letters, so that a text is walked once, however many there are.
  const probes = new Map<string, string[]>();
  for (const part of texts.flatMap((text) => [text, ...text.split(/[.!?\n]+/)])) {
    const probe = lettersOf(part).slice(0, probeLength);
    if (probe.length < minLength) continue;
    const head = probe.slice(0, minLength);
    probes.set(head, [...(probes.get(head) ?? []), probe]);
  }
  const runs = new Set<string>();
  for (const whole of wholes) {
    for (let at = 0; at + runLength <= whole.length; at++) runs.add(whole.slice(at, at + runLength));
  }
  return (text) => {
    if (addresses.some((address) => text.includes(address))) return true;
    const letters = lettersOf(text);
    for (let at = 0; at + minLength <= letters.length; at++) {
      const found = probes.get(letters.slice(at, at + minLength));
      if (found?.some((probe) => letters.startsWith(probe, at)) === true) return true;
      if (runs.has(letters.slice(at, at + runLength))) return true;
    }
    return letters.length >= minLength && wholes.some((whole) => whole.includes(letters));
  };
}

function lettersOf(text: string): string {
  return text
    .replace(/<[^>]{0,2000}>/g, '')
    .replace(/&#?\w{1,8};/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The same value with every text blotted out in which the check finds something. */
export function blotOut(
  value: unknown,
  isErased: BlotCheck,
  instead: string,
): { readonly value: unknown; readonly hits: number } {
  let hits = 0;
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') {
      if (!isErased(part)) return part;
      hits += 1;
      return instead;
    }
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return { value: walk(value), hits };
}
