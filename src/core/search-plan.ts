import type { Instant } from './mention.ts';
import type { QueryField, QueryFilter, QueryNearSide, QueryNode } from './search-query.ts';
import { wordsOfStems } from './search-words.ts';
import { addDays, instantAt, isDate, localDate } from './time.ts';

/** A query in the terms of the index: stems instead of words, instants instead of dates. */
export type SearchNode =
  | SearchText
  | { readonly kind: 'field'; readonly field: Exclude<QueryField, 'dari' | 'sampai'>; readonly id: string }
  /** Published at or after `from` and before `to`; null is open. */
  | { readonly kind: 'time'; readonly from: Instant | null; readonly to: Instant | null }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly part: SearchNode };

export type SearchText =
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  | {
      readonly kind: 'near';
      /** Each a phrase of one or more words; any of them. */
      readonly left: readonly (readonly string[])[];
      readonly right: readonly (readonly string[])[];
      /** Most words between them, in either order. */
      readonly distance: number;
    };

export interface PlanContext {
  /** As the index was made with. */
  readonly stemsOf: (text: string) => readonly string[];
  readonly now: Date;
  readonly zone: string;
}

export interface SearchPlan {
  /** Null when nothing is asked for. */
  readonly node: SearchNode | null;
  /** Stems of the words that must or may occur, for marking them. */
  readonly stems: ReadonlySet<string>;
  /** Indonesian sentences about what cannot be searched for. */
  readonly problems: readonly string[];
}

/** A word that is not there, for a query whose every word has been left out: it must find nothing, not everything. */
const nothing: SearchNode = { kind: 'or', parts: [] };

export function planSearch(tree: QueryNode | null, context: PlanContext): SearchPlan {
  if (tree === null) return { node: null, stems: new Set(), problems: [] };
  const planner = new Planner(context);
  const node = planner.plan(tree, true);
  return { node: node ?? nothing, stems: planner.stems, problems: planner.problems };
}

class Planner {
  readonly stems = new Set<string>();
  readonly problems: string[] = [];
  readonly #context: PlanContext;

  constructor(context: PlanContext) {
    this.#context = context;
  }

  /** @param wanted false inside of "not" */
  plan(node: QueryNode, wanted: boolean): SearchNode | null {
    switch (node.kind) {
      case 'word':
      case 'phrase': {
        const words = this.#wordsOf(node.text, wanted);
        return words === null ? null : { kind: 'phrase', words };
      }
      case 'near':
        return this.#planNear(node.left, node.right, node.distance, wanted);
      case 'field':
        return this.#planField(node);
      case 'not': {
        const part = this.plan(node.part, !wanted);
        return part === null ? null : { kind: 'not', part };
      }
      default: {
        const parts = node.parts.flatMap((part) => this.plan(part, wanted) ?? []);
        return parts.length === 0 ? null : { kind: node.kind, parts };
      }
    }
  }

  #wordsOf(text: string, wanted: boolean): readonly string[] | null {
    const stems = this.#context.stemsOf(text);
    const words = wordsOfStems(stems.join(' '));
    if (words.length === 0) {
      this.problems.push(`“${text.slice(0, 40)}” tidak berisi kata yang dapat dicari; diabaikan.`);
      return null;
    }
    if (wanted) for (const stem of stems) this.stems.add(stem);
    return words;
  }

  #planNear(left: QueryNearSide, right: QueryNearSide, distance: number, wanted: boolean): SearchNode | null {
    const phrasesOf = (side: QueryNearSide) =>
      (side.kind === 'or' ? side.parts : [side]).flatMap((part) =>
        part.kind === 'word' || part.kind === 'phrase' ? [this.#wordsOf(part.text, wanted)] : [],
      );
    const [from = [], to = []] = [left, right].map((side) => phrasesOf(side).filter((words) => words !== null));
    if (from.length === 0 && to.length === 0) return null;
    const rest = from.length === 0 ? to : from;
    if (from.length === 0 || to.length === 0) {
      return { kind: 'or', parts: rest.map((words): SearchNode => ({ kind: 'phrase', words })) };
    }
    return { kind: 'near', left: from, right: to, distance };
  }

  #planField({ field, value, id }: QueryFilter): SearchNode {
    if (field !== 'dari' && field !== 'sampai') return { kind: 'field', field, id };
    const { now, zone } = this.#context;
    const today = localDate(now, zone);
    const date = isDate(value)
      ? value
      : value === 'hari-ini'
        ? today
        : addDays(today, value === 'kemarin' ? -1 : -Number.parseInt(value, 10));
    return field === 'dari'
      ? { kind: 'time', from: instantAt(date, 0, zone), to: null }
      : { kind: 'time', from: null, to: instantAt(addDays(date, 1), 0, zone) };
  }
}
