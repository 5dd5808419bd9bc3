import type { SearchFacts, SearchRule } from '../core/alert.ts';
import type { Region } from '../core/region.ts';
import { lastAlerts } from '../store/alerts.ts';
import type { Db } from '../store/schema.ts';
import { countMentions, searchMentions } from '../store/search-mentions.ts';
import { readQuery } from '../store/search-query-text.ts';
import { toFactMention } from './fact-mention.ts';

/** What the searches of these rules find now; those that were looked at a moment ago are left out. */
export type SearchWatcher = (rules: readonly SearchRule[], now: Date) => Promise<readonly SearchFacts[]>;

export interface WatchSearchesDeps {
  readonly db: Db;
  readonly region: Pick<Region, 'agencies' | 'districts' | 'timezone'>;
  readonly stemsOf: (text: string) => readonly string[];
}

/** The alerter asks every second; a search need not. */
const lookAgainMs = 60_000;
/** A rule asks for a thousand at most. */
const mostCounted = 1_000;
const mostShown = 50;

export function createSearchWatcher({ db, region, stemsOf }: WatchSearchesDeps): SearchWatcher {
  let looked = new Map<string, { readonly at: number; readonly watch: string }>();

  return async (rules, now) => {
    const before = looked;
    looked = new Map();
    const due: SearchRule[] = [];
    for (const rule of rules) {
      const watch = JSON.stringify(rule.watch);
      const earlier = before.get(rule.id);
      const age = earlier?.watch === watch ? now.getTime() - earlier.at : null;
      const isDue = age === null || age < 0 || age >= lookAgainMs;
      if (isDue) due.push(rule);
      looked.set(rule.id, isDue || earlier === undefined ? { at: now.getTime(), watch } : earlier);
    }
    const lasts = await lastAlerts(
      db,
      due.map(({ id }) => `search:${id}`),
    );
    const facts: SearchFacts[] = [];
    for (const { id, watch } of due) {
      const { node, problems } = await readQuery({ db, region, now, stemsOf }, watch.query);
      const query = {
        ...(node === null ? {} : { node }),
        relevantOnly: !watch.everywhere,
        from: new Date(now.getTime() - watch.windowMs).toISOString(),
        to: new Date(now.getTime() + 1).toISOString(),
      };
      const { items } = await searchMentions(db, { ...query, limit: mostShown });
      const count = items.length < mostShown ? items.length : await countMentions(db, query, mostCounted);
      facts.push({
        ruleId: id,
        count,
        mentions: items.filter(({ score }) => score !== null).map(toFactMention),
        problems: problems.map(({ message }) => message),
        last: lasts.get(`search:${id}`) ?? null,
      });
    }
    return facts;
  };
}
