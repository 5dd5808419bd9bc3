import type { RawPost } from '../../core/mention.ts';

/** What an article that was read well has. */
export interface Expectation {
  readonly characters: number;
  readonly date: boolean;
}

/** Articles that are looked back on. */
const window = 10;
/** So many in the beginning are enough to see that a way does not work. */
const firstLook = 3;

/** Whether each of the last articles was as expected, newest last. */
export function addVerdicts(recent: readonly boolean[], posts: readonly RawPost[], expected: Expectation): boolean[] {
  const articles = posts.filter(({ kind }) => kind === 'article');
  return [...recent, ...articles.map((post) => isAsExpected(post, expected))].slice(-window);
}

function isAsExpected({ title, text, publishedAt }: RawPost, { characters, date }: Expectation): boolean {
  return title !== null && text.length >= characters && (publishedAt !== null || !date);
}

/** True when the first few articles, or most of the last ten, were not as expected: the site has changed, or was never understood. */
export function isMissed(recent: readonly boolean[]): boolean {
  const missed = recent.filter((isGood) => !isGood).length;
  return recent.length < window ? recent.length >= firstLook && missed === recent.length : missed > window / 2;
}
