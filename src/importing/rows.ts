/** One row of a table or one object, as formats read it: by name, whatever case and separators the name is written in. */
export interface ImportRow {
  /** Line of the file, or number of the item, from 1. */
  readonly line: number;
  /**
   * The first of these columns that is filled, trimmed; '' when none is. `a/b` is column `a/b` or `a.b` of a table, and member `b` of
   * object `a`. What is no text, number or boolean counts as empty.
   */
  text(...names: readonly string[]): string;
  /** All cells as they stand; the values of an object. */
  readonly cells: readonly string[];
  /** A line of a table without anything in it. */
  readonly isEmpty: boolean;
}

/** `Author.Name ` → `author/name`; `Tgl. Terbit` → `tgl terbit` */
export function normaliseName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/(?<=\w)\.(?=\w)|\s*\/\s*/g, '/')
    .replace(/[.:*]/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim();
}

/** The names that formats ask for are few, and asked for in every row. */
const asked = new Map<string, string>();

function known(name: string): string {
  let normal = asked.get(name);
  if (normal === undefined) {
    normal = normaliseName(name);
    asked.set(name, normal);
  }
  return normal;
}

/** Column of each normalised name; the first of two columns with one name. */
export type Columns = ReadonlyMap<string, number>;

export function columnsOf(heading: readonly string[]): Columns {
  const columns = new Map<string, number>();
  for (const [index, cell] of heading.entries()) {
    const name = normaliseName(cell);
    if (name !== '' && !columns.has(name)) columns.set(name, index);
  }
  return columns;
}

export function tableRow(line: number, cells: readonly string[], columns: Columns): ImportRow {
  return {
    line,
    cells,
    isEmpty: cells.every((cell) => cell.trim() === ''),
    text(...names) {
      for (const name of names) {
        const index = columns.get(known(name));
        const cell = index === undefined ? '' : (cells[index] ?? '').trim();
        if (cell !== '') return cell;
      }
      return '';
    },
  };
}

export function recordRow(line: number, value: Readonly<Record<string, unknown>>): ImportRow {
  return {
    line,
    isEmpty: false,
    get cells() {
      return Object.values(value).map(toText);
    },
    text(...names) {
      for (const name of names) {
        const found = toText(findMember(value, name.split('/'))).trim();
        if (found !== '') return found;
      }
      return '';
    },
  };
}

/** Names of an object and of the objects in it, three levels deep: `author`, `author/name`. */
export function namesOf(value: Readonly<Record<string, unknown>>, depth = 3): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const own = normaliseName(name);
    if (depth <= 1 || !isObject(member)) return [own];
    return [own, ...namesOf(member, depth - 1).map((inner) => `${own}/${inner}`)];
  });
}

/** Exact names first, then without regard to case; a flattened key (`authorMeta.name`) counts as a path. */
function findMember(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const own = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(own, name)) return findMember(own[name], rest);
  if (Array.isArray(value)) return undefined;
  const wanted = known(name);
  const whole = known(path.join('/'));
  for (const key of Object.keys(own)) {
    const normal = normaliseName(key);
    if (normal === whole) return own[key];
    if (normal === wanted) return findMember(own[key], rest);
  }
  return undefined;
}

function toText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? String(value) : '';
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return '';
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
