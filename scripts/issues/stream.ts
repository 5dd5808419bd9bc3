/** A long stream of invented mentions as a large regency has them: many small events, some floods of posts and copies. */
import { readFileSync } from 'node:fs';
import type { PlaceHit } from '../../src/core/score.ts';
import type { Topic } from '../../src/core/topics.ts';
import { topics } from '../../src/core/topics.ts';
import type { IssueMember } from '../../src/issues/member.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const day = 86_400_000;
const districts = 20;
const agencies = ['PUPR', 'BPBD', 'PDAM', 'Dinkes', 'Disdik', 'DLH', 'Dishub', 'Polres', 'Dinsos', 'Disdukcapil'];

interface Event {
  readonly words: readonly string[];
  readonly topic: Topic;
  readonly agency: string;
  readonly district: number;
  readonly release: string;
}

/** What is generated, by day, oldest first. `issue` of each mention is its event: 0 for none. */
export function* dailyMentions(days: number, perDay: number, seed = 7): Generator<readonly IssueMember[]> {
  const random = randomOf(seed);
  const words = vocabulary();
  /** Zipf-like: few words are in most texts. */
  const word = (): string => words[Math.floor(words.length * random() ** 3)] ?? 'warga';
  const rareWord = (): string => `${words[Math.floor(words.length * random())] ?? 'x'}`;
  const many = (count: number, next: () => string) => Array.from({ length: count }, next);
  let id = 0;
  for (let date = 0; date < days; date += 1) {
    const mentions: IssueMember[] = [];
    while (mentions.length < perDay) {
      const event: Event = {
        words: many(14, rareWord),
        topic: topics[Math.floor(random() * topics.length)] as Topic,
        agency: agencies[Math.floor(random() * agencies.length)] ?? '',
        district: Math.floor(random() * districts),
        release: many(60, word).join(' '),
      };
      // A few events a day take hundreds of posts, most two or three, many one.
      const size = Math.min(perDay / 4, Math.ceil(0.7 / (random() + 0.001)));
      let parent: number | null = null;
      for (let index = 0; index < size && mentions.length < perDay; index += 1) {
        id += 1;
        const kind = parent !== null && random() < 0.35 ? 'comment' : random() < 0.5 ? 'article' : 'post';
        mentions.push(mentionOf(id, kind, event, parent, start + date * day + random() * day));
        if (kind !== 'comment') parent = id;
      }
    }
    yield mentions.sort((a, b) => a.publishedAt.localeCompare(b.publishedAt));
  }

  function mentionOf(
    mentionId: number,
    kind: IssueMember['kind'],
    event: Event,
    parent: number | null,
    at: number,
  ): IssueMember {
    const some = (count: number) => many(count, () => event.words[Math.floor(random() * event.words.length)] ?? '');
    const name = `Wilayah${String.fromCharCode(97 + event.district)}sari`;
    const isCopy = kind === 'article' && random() < 0.3;
    const title = kind === 'article' ? [name, ...some(4), ...many(3, word)].join(' ') : null;
    const body = isCopy
      ? event.release
      : [...some(kind === 'article' ? 12 : 5), ...many(kind === 'article' ? 40 : 9, word)].join(' ');
    const text = `${name} ${body}`;
    const place: PlaceHit = { code: `99.01.${event.district}`, name, field: 'text', start: 0, end: name.length };
    return {
      id: mentionId,
      parentId: kind === 'comment' ? parent : null,
      issueId: null,
      kind,
      sourceId: 's',
      sourceClass: kind === 'article' ? 'online-media' : 'community',
      publisher: 'Uji',
      title,
      text,
      publishedAt: new Date(at).toISOString(),
      label: 'negative',
      target: 'government',
      attention: 'alert',
      hoaxClass: 'none',
      topic: event.topic,
      agency: event.agency,
      places: random() < 0.6 ? [place] : [],
    };
  }
}

/** Words of our training texts, the frequent ones first. */
function vocabulary(): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of ['news', 'comments', 'forms-and-forwards']) {
    const text = readFileSync(new URL(`../../data/train/${file}.tsv`, import.meta.url), 'utf8').toLowerCase();
    for (const word of text.match(/[a-z]{3,}/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
