/** Labelled news of five regencies and of places that are confused with them (`regency-mentions/dev.jsonl`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScoredDoc } from '../../src/core/score.ts';
import { agencyLabel } from './agency-groups.ts';
import { type EvaluationSet, type PlaceFigures, question, sentimentQuestion } from './evaluation-set.ts';
import { ours, plainList, type Systems } from './systems.ts';

interface Item {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  /** Short name of a regency, or `other`. */
  readonly about: string;
  readonly level: 'kabupaten' | 'kota' | 'elsewhere';
  readonly sentiment: string;
  readonly target_gov: boolean;
  readonly alert: boolean;
  readonly topic: string;
  readonly opd: string | null;
  readonly hoax: string;
  readonly places: readonly string[];
}

const levels = { kabupaten: 'regency', kota: 'city', elsewhere: 'elsewhere' } as const;
const hoaxLabels: Readonly<Record<string, string>> = { 'mentions-hoax': 'mention' };

/**
 * Each item is scored for its own regency; items about none of them are scored without one for what does not depend on it, and for all
 * of them where it does: they must be alerts for none.
 */
export function regencySet(data: string, titleOnly: boolean, systems: Systems): EvaluationSet {
  const items: readonly Item[] = readFileSync(join(data, 'regency-mentions', 'dev.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  const names = [...new Set(items.map(({ about }) => about))].filter((name) => name !== 'other').sort();
  const codes = new Map(names.map((name) => [name, codeOf(name, systems)]));
  const rows = items.map((item) => {
    const piece = { id: item.id, title: item.title, text: titleOnly ? '' : item.text, language: 'id', kind: null };
    const byName = new Map(names.map((name) => [name, systems.score(piece, codes.get(name) ?? null)]));
    const unset = systems.score(piece, null);
    return { item, piece, byName, unset, own: byName.get(item.about) ?? unset };
  });
  type Row = (typeof rows)[number];
  const ask = (name: string, truthOf: (row: Row) => string, saidOf: (row: Row) => string) =>
    question(
      name,
      rows.map((row) => ({ piece: row.piece, truth: truthOf(row), said: { [ours]: saidOf(row) } })),
    );
  /** Asked of every regency: of its own items and of those about none of them. */
  const askEach = (
    name: string,
    truthOf: (row: Row, regency: string) => string,
    saidOf: (scored: ScoredDoc, regency: string) => string,
  ) =>
    question(
      name,
      names.flatMap((regency) =>
        rows
          .filter(({ item }) => item.about === regency || item.about === 'other')
          .map((row) => ({
            piece: { ...row.piece, id: `${row.piece.id} for ${regency}` },
            truth: truthOf(row, regency),
            said: { [ours]: saidOf(row.byName.get(regency) as ScoredDoc, regency) },
          })),
      ),
    );
  const isAlert = (row: Row) =>
    row.item.about === 'other'
      ? [...row.byName.values()].some(({ attention }) => attention === 'alert')
      : row.own.attention === 'alert';
  const levelOf = ({ item }: Row) =>
    item.about === 'other' && item.level === 'kabupaten' ? 'elsewhere' : levels[item.level];
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  return {
    name: titleOnly ? 'regency-title' : 'regency',
    title: titleOnly ? 'regency mentions dev, title only' : 'regency mentions dev',
    questions: [
      sentimentQuestion(
        rows.map(({ item, piece, own }) => ({ piece, truth: item.sentiment, scored: own })),
        systems,
      ),
      question(
        'alert',
        rows.map((row) => ({
          piece: row.piece,
          truth: yes(row.item.alert),
          said: {
            [ours]: yes(isAlert(row)),
            [plainList]: yes(systems.others[plainList]?.(row.piece.title, row.piece.text) === 'negative'),
          },
        })),
      ),
      ask(
        'target is government',
        ({ item }) => yes(item.target_gov),
        ({ own }) => yes(own.target === 'government'),
      ),
      ask(
        'topic',
        ({ item }) => item.topic,
        ({ own }) => own.topic,
      ),
      ask(
        'agency',
        ({ item }) => item.opd ?? 'none',
        ({ item, own }) => agencyLabel(own.agency, item.opd),
      ),
      ask(
        'hoax',
        ({ item }) => hoaxLabels[item.hoax] ?? item.hoax,
        ({ own }) => own.hoax.class,
      ),
      askEach(
        'about',
        ({ item }, regency) => yes(item.about === regency),
        ({ relevance }, regency) => yes(relevance.about === codes.get(regency)),
      ),
      ask(
        'about, regency not set',
        ({ item }) => item.about,
        ({ unset }) => names.find((name) => codes.get(name) === unset.relevance.about) ?? 'other',
      ),
      askEach('level', levelOf, ({ relevance }) => relevance.level),
      askEach(
        'place: about and level',
        (row, regency) => `${yes(row.item.about === regency)}/${levelOf(row)}`,
        ({ relevance }, regency) => `${yes(relevance.about === codes.get(regency))}/${relevance.level}`,
      ),
    ],
    places: placeFigures(rows.filter(({ item }) => item.about !== 'other')),
  };
}

function codeOf(name: string, { regencies }: Systems): string {
  const regency = regencies.find((each) => each.shortName === name && each.kind === 'kabupaten');
  if (regency === undefined) throw new Error(`no regency is called ${name}`);
  return regency.code;
}

/** Places that the text itself names; labels also list some that only the full article named. */
function placeFigures(
  rows: readonly {
    readonly item: Item;
    readonly piece: { readonly title: string | null; readonly text: string };
    readonly own: ScoredDoc;
  }[],
): PlaceFigures {
  let right = 0;
  let said = 0;
  let wanted = 0;
  const flat = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');
  for (const { item, piece, own } of rows) {
    const inText = flat(`${piece.title ?? ''} ${piece.text}`);
    const truth = new Set(item.places.map(flat).filter((name) => inText.includes(name) && name !== flat(item.about)));
    const found = new Set(own.places.map((place) => flat(place.name)));
    right += [...found].filter((name) => truth.has(name)).length;
    said += found.size;
    wanted += truth.size;
  }
  return { precision: right / Math.max(1, said), recall: right / Math.max(1, wanted), wanted };
}
