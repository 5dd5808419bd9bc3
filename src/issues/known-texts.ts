import { createCopyIndex } from './copy-index.ts';
import { distanceBetween, type KnownText, type ReadableText } from './known-text.ts';
import { type IssueProfile, rootOf } from './profile.ts';
import type { Signature } from './signature.ts';
import { createTermIndex, type Likeness } from './term-index.ts';
import { createTextSlots } from './text-slots.ts';

/** Cosine from which a text of the same issue adds nothing to compare with. */
const repeats = 0.92;
/** Texts of one issue that others are compared with: the newest. A flood of posts must not make its issue ever dearer. */
const maxTexts = 40;
/** What the same headline counts: as much as a text copied for the most part. */
const sameHeadline = 1;

export interface Compared extends Likeness {
  /** How much of the texts is copied (0 … 2); null when they are no copies. */
  readonly copied: number | null;
}

/** The texts of the last days, found by the same headline, by copied passages and by rare words. */
export interface KnownTexts {
  /** Counts a text's words once, before texts with them are read. */
  learn(signature: Signature): void;
  read(signature: Signature, at: number): ReadableText;
  /** Texts that have something in common with this one: copies at most `copyMs` away, others `wordsMs`. */
  find(text: ReadableText, wordsMs: number, copyMs: number): readonly Compared[];
  /** @param found what `find` said of the same text; when one of the same issue says the same, this one is superfluous */
  add(text: ReadableText, issue: IssueProfile, found: readonly Compared[]): void;
  /** Forgets what was last published before `oldest` (ms). */
  forget(oldest: number): void;
}

export function createKnownTexts(): KnownTexts {
  const slots = createTextSlots();
  const terms = createTermIndex(slots);
  const copies = createCopyIndex(slots);
  const headlines = new Map<string, KnownText>();
  let all: KnownText[] = [];

  /** Only the newest are compared. */
  function trim(issue: IssueProfile): void {
    while (issue.texts.length > maxTexts) {
      const oldest = issue.texts.reduce((a, b) => (b.lastAt < a.lastAt ? b : a));
      oldest.forgotten = true;
      slots.update(oldest);
      issue.texts = issue.texts.filter((text) => text !== oldest);
    }
  }

  return {
    learn({ stems }) {
      terms.learn(stems);
    },

    read({ stems, ...signature }, at) {
      return { signature, firstAt: at, lastAt: at, ...terms.vectorOf(stems) };
    },

    find(text, wordsMs, copyMs) {
      const found = new Map<KnownText, Compared>();
      for (const likeness of terms.similar(text, wordsMs)) found.set(likeness.text, { ...likeness, copied: null });
      const copied = (other: KnownText, much: number) => {
        const known = found.get(other) ?? { text: other, cosine: 0, shared: 0, copied: null };
        found.set(other, { ...known, copied: Math.max(known.copied ?? 0, much) });
      };
      for (const [other, much] of copies.find(text, copyMs)) copied(other, much);
      const { headline } = text.signature;
      const same = headline === null ? undefined : headlines.get(headline);
      if (same !== undefined && !same.forgotten && distanceBetween(same, text) <= copyMs) copied(same, sameHeadline);
      return [...found.values()];
    },

    add(text, issue, found) {
      const { headline } = text.signature;
      const repeated = found.find(({ text: other, cosine }) => cosine >= repeats && rootOf(other.issue) === issue);
      if (repeated !== undefined) {
        repeated.text.firstAt = Math.min(repeated.text.firstAt, text.firstAt);
        repeated.text.lastAt = Math.max(repeated.text.lastAt, text.lastAt);
        slots.update(repeated.text);
        if (headline !== null) headlines.set(headline, repeated.text);
        return;
      }
      const known: KnownText = { ...text, issue, forgotten: false, slot: 0 };
      known.slot = slots.take(known);
      issue.texts.push(known);
      trim(issue);
      terms.add(known);
      copies.add(known);
      if (headline !== null) headlines.set(headline, known);
      all.push(known);
    },

    forget(oldest) {
      for (const text of all) {
        if (text.lastAt >= oldest || text.forgotten) continue;
        text.forgotten = true;
        slots.update(text);
        text.issue.texts = text.issue.texts.filter((each) => each !== text);
      }
      for (const [headline, { forgotten }] of headlines) if (forgotten) headlines.delete(headline);
      terms.sweep();
      copies.sweep();
      for (const { forgotten, slot } of all) if (forgotten) slots.release(slot);
      all = all.filter(({ forgotten }) => !forgotten);
    },
  };
}
