import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';
import { Column, domains } from './layout.ts';
import type { Model } from './model.ts';
import type { Models } from './word-weights.ts';

const publicDomain = Column.domain + 2 * domains.indexOf('public');

/**
 * Columns that corrections may move, by the name they have in an adapter. Feelings are moved in the weights that talk about public matters
 * has of its own, not in those that all texts share: what an office teaches then leaves reviews and economic news alone.
 */
export const adaptedColumns = {
  negative: publicDomain,
  positive: publicDomain + 1,
  government: Column.target,
  other: Column.target + 1,
  alert: Column.attention,
  watch: Column.attention + 1,
} as const;
export type AdaptedColumn = keyof typeof adaptedColumns;

/** What an office's corrections add to the model's weights. Holds numbers of features, never a text. */
export interface Adapter {
  readonly format: 'kentongan-adapter';
  readonly version: 1;
  readonly madeAt: string;
  /** How many labelled texts it was fitted on. */
  readonly corrections: number;
  /** `Model.version` of the model that it adds to, and to no other. */
  readonly model: string;
  /** What the numbers of a feature belong to, in their order. */
  readonly columns: readonly AdaptedColumn[];
  /** By number of the feature (`keys.ts`). */
  readonly features: Readonly<Record<string, readonly number[]>>;
  /** By name of the lexicon feature. */
  readonly lexicon: Readonly<Record<string, readonly number[]>>;
}

/** No weight of the model itself is near this; more would be a file that somebody wrote by hand. */
const largestDelta = 1_000;
const deltas = z.array(z.number().min(-largestDelta).max(largestDelta));
const featureNumber = z.string().regex(/^\d{1,10}$/);

const adapterSchema = z
  .strictObject({
    format: z.literal('kentongan-adapter'),
    version: z.literal(1),
    madeAt: z.iso.datetime(),
    corrections: z.int().min(1),
    model: z.string().min(1),
    columns: z.array(z.enum(Object.keys(adaptedColumns) as [AdaptedColumn, ...AdaptedColumn[]])).min(1),
    features: z.record(featureNumber, deltas),
    lexicon: z.record(z.string(), deltas),
  })
  .refine(({ columns }) => new Set(columns).size === columns.length)
  .refine(({ columns, features, lexicon }) =>
    [features, lexicon].every((rows) => Object.values(rows).every((row) => row.length === columns.length)),
  );

/**
 * Reads an adapter file.
 * @throws ConfigError when it is not one, or one for another model
 */
export function parseAdapter(where: string, text: string, { feelings }: Models): Adapter {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError([{ where, message: 'bukan berkas penyesuaian: isinya bukan JSON yang utuh' }], { cause });
  }
  const parsed = adapterSchema.safeParse(value);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    const message = `bukan berkas penyesuaian yang utuh${path === '' ? '' : ` (${path})`}`;
    throw new ConfigError([{ where, message }]);
  }
  if (parsed.data.model !== feelings.version) {
    const message =
      `dibuat untuk model ${parsed.data.model}, sedangkan yang terpasang ${feelings.version}: ` +
      'buat lagi dengan "kentongan adapt BERKAS" atau matikan dengan "kentongan adapt --off"';
    throw new ConfigError([{ where, message }]);
  }
  return parsed.data;
}

export function formatAdapter(adapter: Adapter): string {
  return `${JSON.stringify(adapter)}\n`;
}

/**
 * The models with an adapter's numbers added: rows that the model has are moved, the others are new. The version tells the two apart, so
 * that stored scores are made again.
 * @param adapter null gives the models as they are
 */
export function withAdapter(models: Models, adapter: Adapter | null): Models {
  return adapter === null ? models : { ...models, feelings: added(models.feelings, adapter) };
}

function added(model: Model, adapter: Adapter): Model {
  const { columns } = model;
  const places = adapter.columns.map((name) => adaptedColumns[name]);
  const moves = new Map(Object.entries(adapter.features).map(([key, row]) => [Number(key), row]));
  const known = new Set<number>();
  for (const key of model.keys) if (moves.has(key)) known.add(key);
  const fresh = [...moves.keys()].filter((key) => !known.has(key));
  const keys = new Uint32Array(model.keys.length + fresh.length);
  keys.set(model.keys);
  keys.set(fresh, model.keys.length);
  const weights = new Float32Array(keys.length * columns);
  weights.set(model.weights);
  const move = (to: Float32Array, at: number, row: readonly number[]) => {
    for (const [index, delta] of row.entries()) {
      const place = at + (places[index] as number);
      to[place] = (to[place] as number) + delta;
    }
  };
  for (let row = 0; row < keys.length; row += 1) {
    const found = moves.get(keys[row] as number);
    if (found !== undefined) move(weights, row * columns, found);
  }
  const lexicon = new Map(model.lexicon);
  for (const [name, row] of Object.entries(adapter.lexicon)) {
    const own = Float32Array.from(lexicon.get(name) ?? new Float32Array(columns));
    move(own, 0, row);
    lexicon.set(name, own);
  }
  return { ...model, version: `${model.version}+${hashOf(adapter)}`, keys, weights, lexicon };
}

/** Of what it does, not of when it was made. */
function hashOf({ columns, features, lexicon }: Adapter): string {
  return createHash('sha256')
    .update(JSON.stringify([columns, features, lexicon]))
    .digest('hex')
    .slice(0, 6);
}
