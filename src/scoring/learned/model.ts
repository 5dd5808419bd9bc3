import { ConfigError } from '../../core/errors.ts';

/** A trained model. */
export interface Model {
  /** Stored with every score; changes with every training. */
  readonly version: string;
  readonly columns: number;
  /** Number of the feature that each row of weights belongs to. */
  readonly keys: Uint32Array;
  /** `columns` weights a row. */
  readonly weights: Float32Array;
  /** By name of the lexicon feature: `columns` weights. */
  readonly lexicon: ReadonlyMap<string, Float32Array>;
  readonly calibration: Calibration;
}

/** How scores become chances: softmax of (scale × score + shift) per class, fitted on texts that the weights had not seen. */
export interface Calibration {
  /** negative, neutral, positive */
  readonly feeling: Softmax;
  readonly gateScale: number;
  /** government, other, none */
  readonly target: Softmax;
  /** alert, watch, none */
  readonly attention: Softmax;
}

export interface Softmax {
  readonly scale: number;
  readonly shifts: readonly [number, number, number];
}

/** The head of a model file: one line of JSON, followed by keys (uint32) and weights (int8), both little-endian. */
interface ModelHead {
  readonly format: 1;
  readonly version: string;
  readonly columns: number;
  readonly rows: number;
  /** Weight = int8 × scale of its column. */
  readonly scales: readonly number[];
  readonly lexicon: Readonly<Record<string, readonly number[]>>;
  readonly calibration: Calibration;
}

export interface ModelParts extends Omit<ModelHead, 'format' | 'rows' | 'scales'> {
  readonly keys: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * Reads a model file.
 * @param columns how many columns the program reads
 * @throws ConfigError when it is not one, or one for another version of the program
 */
export function parseModel(name: string, bytes: Uint8Array, columns: number): Model {
  const { end, rows, scales, known } = readHead(name, bytes, columns);
  if (bytes.length !== end + 1 + rows * (4 + columns)) throw broken(name, 'is cut short');
  // Copied, because a view of 32-bit numbers must begin at a multiple of four bytes.
  const keys = new Uint32Array(Uint8Array.from(bytes.subarray(end + 1, end + 1 + rows * 4)).buffer);
  const packed = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1 + rows * 4, rows * columns);
  const weights = new Float32Array(rows * columns);
  for (let at = 0; at < weights.length; at += 1) {
    weights[at] = (packed[at] as number) * (scales[at % columns] as number);
  }
  return { ...known, keys, weights };
}

/** Bytes from the beginning of a model file that hold its head. */
export const mostHeadBytes = 0x10000;

/**
 * The same, its keys and weights (9 MB) read when they are first asked for: by what it judges is known from the head of the file.
 * @param head the first `mostHeadBytes` of the file
 * @throws ConfigError as `parseModel`, for what stands behind the head when that is first read
 */
export function lateModel(name: string, head: Uint8Array, columns: number, read: () => Uint8Array): Model {
  let whole: Model | null = null;
  const all = (): Model => {
    whole ??= parseModel(name, read(), columns);
    return whole;
  };
  return {
    ...readHead(name, head, columns).known,
    get keys() {
      return all().keys;
    },
    get weights() {
      return all().weights;
    },
  };
}

function readHead(name: string, bytes: Uint8Array, columns: number) {
  const end = bytes.indexOf(10);
  const head = end < 0 ? null : parseHead(new TextDecoder().decode(bytes.subarray(0, end)));
  if (head === null) throw broken(name, 'is not a model file');
  if (head.format !== 1 || head.columns !== columns) throw broken(name, 'was made for another version of the program');
  const { rows, scales, version, calibration } = head;
  const lexicon = new Map(Object.entries(head.lexicon).map(([each, values]) => [each, Float32Array.from(values)]));
  return { end, rows, scales, known: { version, columns, lexicon, calibration } };
}

function broken(name: string, message: string): ConfigError {
  return new ConfigError([{ where: name, message }]);
}

/** Writes a model file; the weights are rounded to 1/127 of the largest of their column. */
export function formatModel({ keys, weights, columns, version, lexicon, calibration }: ModelParts): Uint8Array {
  const largest = new Array<number>(columns).fill(1e-6);
  for (let at = 0; at < weights.length; at += 1) {
    const column = at % columns;
    largest[column] = Math.max(largest[column] as number, Math.abs(weights[at] as number));
  }
  const scales = largest.map((each) => each / 127);
  const head: ModelHead = { format: 1, version, columns, rows: keys.length, scales, lexicon, calibration };
  const packed = Int8Array.from(weights, (each, at) => Math.round(each / (scales[at % columns] as number)));
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const bytes = new Uint8Array(line.length + keys.length * 4 + packed.length);
  bytes.set(line);
  bytes.set(new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength), line.length);
  bytes.set(new Uint8Array(packed.buffer), line.length + keys.byteLength);
  return bytes;
}

function parseHead(line: string): ModelHead | null {
  try {
    return JSON.parse(line) as ModelHead;
  } catch {
    return null;
  }
}
