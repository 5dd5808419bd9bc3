import { type FieldNames, resolveField } from './search-fields.ts';
import { allOf, anyOf, noneOf, type QueryNearSide, type QueryNode, type QueryProblem } from './search-query.ts';
import { cutQuery, type QueryToken } from './search-query-lexer.ts';

export interface ParsedQuery {
  /** Null when nothing is left to search for. */
  readonly tree: QueryNode | null;
  readonly problems: readonly QueryProblem[];
}

const maxLength = 2_000;
const maxTerms = 60;
const maxDepth = 40;

/**
 * Reads a query. Never throws: what cannot be understood is left out and named among the problems, the rest is the tree.
 * @param fields what values the fields know
 */
export function parseQuery(text: string, fields: FieldNames): ParsedQuery {
  const problems: QueryProblem[] = [];
  const read = text.slice(0, maxLength);
  if (read.length < text.length) {
    const message = `Hanya ${maxLength} karakter pertama yang dibaca.`;
    problems.push({ start: maxLength, end: text.length, message });
  }
  const tokens = limitTerms(cutQuery(read, fields, problems), problems);
  const tree = new Parser(tokens, fields, problems).parseAll();
  return { tree, problems: problems.sort((a, b) => a.start - b.start || a.end - b.end) };
}

function limitTerms(tokens: readonly QueryToken[], problems: QueryProblem[]): readonly QueryToken[] {
  const isTerm = ({ kind }: QueryToken) => kind === 'word' || kind === 'phrase' || kind === 'field';
  const first = tokens.filter(isTerm)[maxTerms];
  if (first === undefined) return tokens;
  const end = tokens.at(-1)?.end ?? first.end;
  problems.push({
    start: first.start,
    end,
    message: `Paling banyak ${maxTerms} kata dan saringan; sisanya diabaikan.`,
  });
  return tokens.filter(({ start }) => start < first.start);
}

class Parser {
  #at = 0;
  #depth = 0;
  readonly #tokens: readonly QueryToken[];
  readonly #fields: FieldNames;
  readonly #problems: QueryProblem[];

  constructor(tokens: readonly QueryToken[], fields: FieldNames, problems: QueryProblem[]) {
    this.#tokens = tokens;
    this.#fields = fields;
    this.#problems = problems;
  }

  parseAll(): QueryNode | null {
    const parts: (QueryNode | null)[] = [];
    while (this.#at < this.#tokens.length) {
      parts.push(this.#parseAnd());
      const token = this.#peek();
      if (token?.kind === 'close') this.#skip(token, 'Kurung tutup ini tidak punya kurung buka; diabaikan.');
    }
    return allOf(parts.filter((part) => part !== null));
  }

  #peek(): QueryToken | undefined {
    return this.#tokens[this.#at];
  }

  #tell({ start, end }: { readonly start: number; readonly end: number }, message: string): void {
    this.#problems.push({ start, end, message });
  }

  #skip(token: QueryToken, message: string): void {
    this.#tell(token, message);
    this.#at += 1;
  }

  /** Up to a closing bracket or the end. */
  #parseAnd(): QueryNode | null {
    const parts: QueryNode[] = [];
    for (let token = this.#peek(); token !== undefined && token.kind !== 'close'; token = this.#peek()) {
      if (token.kind === 'and') {
        this.#at += 1;
        if (parts.length === 0 || !this.#startsTerm())
          this.#tell(token, 'AND perlu kata di kiri dan kanannya; diabaikan.');
      } else if (token.kind === 'or') this.#skip(token, 'OR perlu kata di kirinya; diabaikan.');
      else if (token.kind === 'near') this.#skip(token, 'NEAR perlu kata atau frasa di kirinya; diabaikan.');
      else {
        const part = this.#parseOr();
        if (part !== null) parts.push(part);
      }
    }
    return allOf(parts);
  }

  #startsTerm(): boolean {
    const kind = this.#peek()?.kind;
    return kind !== undefined && kind !== 'close' && kind !== 'and' && kind !== 'or' && kind !== 'near';
  }

  /** OR binds its neighbours, as in search engines: `air OR listrik mati` is `(air OR listrik) mati`. */
  #parseOr(): QueryNode | null {
    const parts = [this.#parseUnary()];
    for (let token = this.#peek(); token?.kind === 'or'; token = this.#peek()) {
      this.#at += 1;
      if (this.#startsTerm()) parts.push(this.#parseUnary());
      else this.#tell(token, 'OR perlu kata di kanannya; diabaikan.');
    }
    return anyOf(parts.filter((part) => part !== null));
  }

  #parseUnary(): QueryNode | null {
    let isNegative = false;
    for (let token = this.#peek(); token?.kind === 'not'; token = this.#peek()) {
      this.#at += 1;
      if (!this.#startsTerm()) {
        this.#tell(token, 'Tanda minus atau NOT perlu kata di kanannya; diabaikan.');
        return null;
      }
      isNegative = !isNegative;
    }
    const part = this.#parseNear();
    return part === null || !isNegative ? part : noneOf(part);
  }

  /** `a NEAR b NEAR c`: each is near the next. */
  #parseNear(): QueryNode | null {
    let left = this.#parsePrimary();
    const pairs: QueryNode[] = [];
    let isPaired = false;
    for (let token = this.#peek(); token?.kind === 'near'; token = this.#peek()) {
      this.#at += 1;
      if (!this.#startsTerm() || this.#peek()?.kind === 'not') {
        this.#tell(token, 'NEAR perlu kata atau frasa di kanannya; diabaikan.');
        continue;
      }
      const right = this.#parsePrimary();
      const sides = [left, right].map(toNearSide);
      if (sides[0] && sides[1]) {
        pairs.push({ kind: 'near', left: sides[0], right: sides[1], distance: token.distance });
        isPaired = true;
      } else {
        const message = 'NEAR hanya antara kata, frasa, atau pilihan kata dalam kurung; di sini dibaca sebagai AND.';
        this.#tell(token, message);
        if (left !== null && !isPaired) pairs.push(left);
        isPaired = false;
      }
      left = right;
    }
    return isPaired || left === null ? allOf(pairs) : allOf([...pairs, left]);
  }

  #parsePrimary(): QueryNode | null {
    const token = this.#peek();
    if (token === undefined) return null;
    this.#at += 1;
    switch (token.kind) {
      case 'word':
      case 'phrase':
        return { kind: token.kind, text: token.text };
      case 'field': {
        const resolved = resolveField(token.field, token.text, this.#fields);
        if ('node' in resolved) return resolved.node;
        this.#tell(token, resolved.message);
        return null;
      }
      case 'open':
        return this.#parseGroup(token);
      default:
        return null;
    }
  }

  #parseGroup(open: QueryToken): QueryNode | null {
    if (this.#depth === maxDepth) {
      this.#tell(open, 'Kurung bersusun terlalu dalam; kurung ini diabaikan.');
      return null;
    }
    this.#depth += 1;
    const inside = this.#parseAnd();
    this.#depth -= 1;
    const close = this.#peek();
    if (close?.kind === 'close') {
      this.#at += 1;
      if (inside === null) this.#tell({ start: open.start, end: close.end }, 'Kurung ini kosong; diabaikan.');
    } else this.#tell(open, 'Kurung ini tidak ditutup; dianggap tertutup di akhir.');
    return inside;
  }
}

function toNearSide(node: QueryNode | null): QueryNearSide | null {
  if (node === null) return null;
  if (node.kind === 'word' || node.kind === 'phrase') return node;
  if (node.kind !== 'or') return null;
  return node.parts.every(({ kind }) => kind === 'word' || kind === 'phrase') ? node : null;
}
