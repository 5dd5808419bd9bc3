import type { Region } from '../../src/core/region.ts';
import { itemOf } from '../../test/support/events.ts';
import { background, type EventKind, rumours, troubles } from '../simulate/events.ts';
import { createRandom } from '../simulate/world.ts';

/** Writes what a regency reads about itself in an election season. */
export interface ElectionWriter {
  /** An RSS item. Each event (`isEvent`) is one of its own, and red; the others are a day's mixture. */
  write(link: string, at: Date, isEvent: boolean): string;
}

const politics = background.filter(({ id }) => id === 'pemilu-biasa');
const ordinary = background.filter(({ id }) => id !== 'pemilu-biasa');
/** Of what is no event of its own, in hundredths; assumed. The rest is an ordinary day's. */
const mixture: readonly (readonly [kinds: readonly EventKind[], hundredths: number])[] = [
  [politics, 25],
  [rumours, 3],
  [troubles, 6],
];

export function createElectionWriter({ districts, name, shortName }: Region, seed: number): ElectionWriter {
  const random = createRandom(seed);
  const inhabited = districts.filter(({ villages }) => villages.length > 0);
  let events = 0;

  function kindOf(): EventKind {
    let left = random.between(0, 99);
    for (const [kinds, hundredths] of mixture) {
      if (left < hundredths) return random.pick(kinds);
      left -= hundredths;
    }
    return random.pick(ordinary);
  }

  function fill(): (template: string) => string {
    const district = random.pick(inhabited);
    const values: Readonly<Record<string, string>> = {
      kec: district.name,
      desa: random.pick(district.villages).name,
      n: String(random.between(2, 9)),
      m: String(random.between(12, 90) * 10),
    };
    return (template) =>
      template.replace(/\{(\w+)\}/g, (_, slot: string) => values[slot] ?? '').replaceAll('Banyuraga', shortName);
  }

  return {
    write(link, at, isEvent) {
      const published = at.toUTCString();
      if (isEvent) {
        events += 1;
        return itemOf(events, 0, published, name).replace(/<link>[^<]*</, `<link>${link}<`);
      }
      const kind = kindOf();
      const say = fill();
      const isNews = kind.titles.length > 0 && random.next() < 0.5;
      const title = isNews ? say(random.pick(kind.titles)) : '';
      const text = say(random.pick(isNews ? kind.bodies : kind.posts));
      return `<item><title>${title}</title><link>${link}</link><pubDate>${published}</pubDate><description>${text} (${name})</description></item>`;
    },
  };
}
