/** Names of zones in feeds and on pages, in minutes east of UTC. The North American ones are those of RFC 822. */
const named: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wib: 420,
  wita: 480,
  wit: 540,
  sgt: 480,
  myt: 480,
  jst: 540,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  bst: 60,
};
const names = Object.keys(named).join('|');
const offset = /^[\s([]*(?:(?:gmt|utc|ut)\s*([+-])\s?(\d{1,2})(?::?(\d{2}))?|([+-]{1,2})(\d{2}):?(\d{2})?)(?![\d.:])/i;
const name = new RegExp(`^[\\s(\\[]*(${names})\\b`, 'i');
/** "10.00-12.00 WIB" is a span of time and no offset. */
const span = /^\s*-\s?\d{1,2}[.:]\d{2}\s*(wib|wita|wit)\b/i;

/**
 * The zone written directly after a time.
 * @returns minutes east of UTC, or null when none is named
 */
export function parseZone(text: string): number | null {
  const spanned = span.exec(text)?.[1];
  if (spanned !== undefined) return named[spanned.toLowerCase()] ?? null;
  const numeric = offset.exec(text);
  if (numeric !== null) {
    const sign = (numeric[1] ?? numeric[4] ?? '+').startsWith('-') && numeric[4] !== '--' ? -1 : 1;
    const hours = Number(numeric[2] ?? numeric[5]);
    const minutes = Number(numeric[3] ?? numeric[6] ?? 0);
    if (hours <= 14 && minutes < 60) return sign * (hours * 60 + minutes);
  }
  const word = name.exec(text)?.[1];
  return word === undefined ? null : (named[word.toLowerCase()] ?? null);
}

const fixed: Readonly<Record<string, number>> = {
  'Asia/Jakarta': 420,
  'Asia/Pontianak': 420,
  'Asia/Makassar': 480,
  'Asia/Jayapura': 540,
  UTC: 0,
};
const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of UTC in an IANA zone at a wall-clock time (given as if it were UTC, in milliseconds). */
export function zoneOffset(zone: string, wallMs: number): number {
  const known = fixed[zone];
  if (known !== undefined) return known;
  // The offset at the guessed instant is right except within hours of a clock change; the second look settles those.
  const guess = offsetAt(zone, wallMs);
  return offsetAt(zone, wallMs - guess * 60_000);
}

function offsetAt(zone: string, atMs: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const printed = format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return printed === 'GMT' ? 0 : (parseZone(printed) ?? 0);
}
