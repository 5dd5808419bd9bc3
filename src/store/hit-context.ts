/** A keyword with the words around it, without what would point to a person. */
export interface HitContext {
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

/** Characters shown on either side. */
const reach = 80;
/** Looked at for what to leave out, so that nothing is cut open at the edge. */
const margin = 400;

/** Account names, addresses, e-mail, and numbers long enough for a telephone, a bank account or an identity card. */
const pointers =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)*|@[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|id|me|ly|co)\/\S+|\+?\d(?:[ .()/-]{0,2}\d){6,}/gi;

/** Offsets are UTF-16 units into `text`, as hits have them; a stored hit may be older than the text. */
export function contextOf(text: string, start: number, end: number): HitContext {
  const from = Math.min(Math.max(0, start), text.length);
  const to = Math.min(Math.max(from, end), text.length);
  const whole = text.slice(Math.max(0, from - margin), from);
  // A word that the margin cuts may be the rest of an address.
  const before = from > margin ? whole.replace(/^\S+/, '') : whole;
  const after = text.slice(to, to + margin);
  return {
    before: tail(withoutPointers(before)),
    hit: text.slice(from, to),
    after: head(withoutPointers(after)),
  };
}

export function withoutPointers(text: string): string {
  return text.replace(pointers, '…').replace(/\s+/g, ' ');
}

function tail(text: string): string {
  return text.length <= reach ? text : `…${text.slice(-reach).replace(/^\S*\s/, '')}`;
}

function head(text: string): string {
  return text.length <= reach ? text : `${text.slice(0, reach).replace(/\s\S*$/, '')}…`;
}
