import type { Scanner } from './scan.ts';

/** Surfaces remembered; a power of two. A year of one regency's texts fits, and hostile text cannot fill the memory. */
const places = 1 << 16;
/** Places looked at for one surface, so that no choice of words makes a look-up slow. */
const probes = 8;

/** Until the first surface: a memo takes over a megabyte, and many are never asked. */
const noHashes = new Int32Array(0);

/** What was read of the surface that the scanner stands on; its hash must be made. */
export type SurfaceMemo<T> = (span: Scanner) => T;

/**
 * Remembers what `read` says of a surface. Asked with a span of the text instead of a string: a word that was met before costs no
 * slice and no string hash, which is most of what reading a text would cost otherwise. When all places that a surface may take
 * are taken, the first gives way.
 */
export function createSurfaceMemo<T extends object | null>(read: (surface: string) => T): SurfaceMemo<T> {
  // Arrays side by side: most places that are not the one sought are told by their hash alone.
  let hashes = noHashes;
  let surfaces: string[] = [];
  let values: (T | undefined)[] = [];
  return (span) => {
    if (hashes === noHashes) {
      hashes = new Int32Array(places);
      surfaces = new Array(places).fill('');
      values = new Array(places).fill(undefined);
    }
    const { hash } = span;
    const home = hash ^ (hash >>> 16);
    let place = home & (places - 1);
    for (let probe = 0; probe < probes; probe += 1) {
      const at = (home + probe) & (places - 1);
      const value = values[at];
      if (value === undefined) {
        place = at;
        break;
      }
      if (hashes[at] === hash && isSurface(span, surfaces[at] as string)) return value;
    }
    const surface = ownCopy(span.text.slice(span.start, span.end));
    const value = read(surface);
    hashes[place] = hash;
    surfaces[place] = surface;
    values[place] = value;
    return value;
  };
}

/** A slice may keep the whole text alive that it was cut from; what is remembered must not. */
function ownCopy(slice: string): string {
  return ` ${slice}`.slice(1);
}

function isSurface({ units, start, end }: Scanner, surface: string): boolean {
  const { length } = surface;
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) if (surface.charCodeAt(at) !== units[start + at]) return false;
  return true;
}
