import { storable } from '../parameters.ts';
import type { Column, TableShape } from './shape.ts';

/**
 * One row as one line of JSON, the same whatever database it lies in: columns by name, bytes as base64, whole numbers beyond 2^53 and
 * infinities as text.
 */

/** A value in the order of the shape's columns. Whole numbers beyond 2^53 come as bigint. */
export type Value = string | number | bigint | Uint8Array | null;

/**
 * A value that could not be taken as it is. `nul` U+0000 was left out, PostgreSQL has none · `utf8` the bytes are no text, what is not
 * readable became U+FFFD · `minus-zero` −0 became 0, SQLite has none.
 */
export type AdjustedWhy = 'nul' | 'utf8' | 'minus-zero';

export interface Adjusted {
  readonly table: string;
  /** The row's key, as JSON. */
  readonly key: string;
  readonly column: string;
  readonly why: AdjustedWhy;
}

/** @throws Error from the returned function for NaN, which SQLite cannot hold in a column that must be filled */
export function createLineFormat(
  shape: TableShape,
  tell: (adjusted: Adjusted) => void,
): (values: readonly Value[]) => string {
  const heads = shape.columns.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const at = shape.columns.map(({ name }) => name);
  const keyOf = (values: readonly Value[]): string =>
    JSON.stringify(shape.key.map((name) => String(values[at.indexOf(name)])));

  return (values) => {
    let line = '';
    for (let index = 0; index < heads.length; index++) {
      const value = values[index] as Value;
      line += heads[index];
      if (value === null) line += 'null';
      else if (typeof value === 'string') {
        const kept = storable(value);
        if (kept !== value) tell({ table: shape.name, key: keyOf(values), column: at[index] as string, why: 'nul' });
        line += JSON.stringify(kept);
      } else if (typeof value === 'number') {
        if (Number.isFinite(value)) {
          if (Object.is(value, -0)) {
            tell({ table: shape.name, key: keyOf(values), column: at[index] as string, why: 'minus-zero' });
          }
          line += JSON.stringify(value);
        } else if (Number.isNaN(value)) {
          throw new Error(
            `${shape.name} ${keyOf(values)}: kolom ${at[index]} berisi NaN, yang tidak dapat dipindahkan`,
          );
        } else line += `"${value}"`;
      } else if (typeof value === 'bigint') line += `"${value}"`;
      else line += `"${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}"`;
    }
    return `${line}}`;
  };
}

/** The values of a line, in the order of the columns. @throws Error when it is none of this table */
export function parseLine(columns: readonly Column[], line: string): Value[] {
  const row = JSON.parse(line) as Record<string, string | number | null | undefined>;
  return columns.map(({ name, kind }) => {
    const value = row[name];
    if (value === undefined) throw new Error(`kolom ${name} tidak ada`);
    if (value === null) return null;
    if (kind === 'bytes') return Buffer.from(String(value), 'base64');
    if (typeof value === 'string' && kind === 'integer') return BigInt(value);
    if (typeof value === 'string' && kind === 'real') return Number(value);
    return value;
  });
}
