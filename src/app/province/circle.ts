import type { IssueCard, ProvinceCircle, ProvinceMember, SpreadingIssue } from '../../core/province.ts';
import type { Attention } from '../../core/score.ts';
import { findSpreading } from '../../issues/spreading/match.ts';
import { listIssueCards } from '../../store/province/view.ts';
import type { Db } from '../../store/schema.ts';

export interface CircleOptions {
  readonly self: string;
  readonly name: string;
  readonly members: readonly ProvinceMember[];
  /** Short names by code, as people write them: `Jombang`. */
  readonly shortNames: ReadonlyMap<string, string>;
  /** Of whose pages these are. */
  readonly db: Db;
  readonly now: () => Date;
}

const cardDays = 14;
/** Twenty people who open the page have it reckoned once. */
const keptMs = 30_000;
const levels: readonly Attention[] = ['none', 'watch', 'alert'];

/** The province that a site is part of. */
export function createCircle({ self, name, members, shortNames, db, now }: CircleOptions): ProvinceCircle {
  let kept: { readonly at: number; readonly found: Promise<readonly SpreadingIssue[]> } | null = null;

  async function find(): Promise<readonly SpreadingIssue[]> {
    const since = new Date(now().getTime() - cardDays * 86_400_000).toISOString();
    const codes = new Set(members.map(({ code }) => code));
    const cards = (await listIssueCards(db, since)).filter(({ regency }) => codes.has(regency));
    return findSpreading(cards, shortNames).map(toSpreading);
  }

  return {
    ...{ self, name, members },
    spreading() {
      const at = now().getTime();
      if (kept === null || at - kept.at > keptMs || at < kept.at) {
        const found = find();
        kept = { at, found };
        found.catch(() => {
          kept = null;
        });
      }
      return kept.found;
    },
  };
}

function toSpreading(cards: readonly IssueCard[]): SpreadingIssue {
  const sum = (pick: (card: IssueCard) => number) => cards.reduce((total, card) => total + pick(card), 0);
  return {
    cards,
    regencies: [...new Set(cards.map(({ regency }) => regency))],
    firstAt: cards.map(({ firstAt }) => firstAt).sort()[0] ?? '',
    lastAt:
      cards
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1) ?? '',
    mentionCount: sum(({ mentionCount }) => mentionCount),
    negativeCount: sum(({ negativeCount }) => negativeCount),
    attention: levels[Math.max(...cards.map(({ attention }) => levels.indexOf(attention)))] ?? 'none',
  };
}
