import type { DistrictHit, VillageHit } from '../regions/read-places.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import { surfaceOf } from './evidence.ts';

/** Points that a first mention is worth, by how the name stands; later mentions are worth ever smaller shares of it. */
const rolePoints = { full: 3, office: 2, bare: 1.5, route: 0.6, alias: 3, landmark: 2, capital: 1.2 } as const;
export type Role = keyof typeof rolePoints;
const titleFactor = 1.5;
const datelinePoints = 1.2;
const villagePoints = 0.7;
const strayVillagePoints = 0.2;
const mostVillages = 5;

/** What a text tells of one regency or city. */
export interface PlaceAccount {
  readonly code: string;
  /** Points of its names; districts and villages are added by `totalOf`. */
  points: number;
  mentions: number;
  /** Named by itself, an office, a nickname or a landmark, not only through its districts. */
  named: boolean;
  /** Named with what it is (Kabupaten X, Pemkot X) or by an office. */
  official: boolean;
  inTitle: boolean;
  /** Told as a city by the words themselves (Pemkot, Wali Kota, Kota X). */
  cityWords: boolean;
  firstAt: number;
  /** Code → worth, of the distinct districts met. */
  readonly districts: Map<string, number>;
  /** Districts that stand on their own: one of a kind in the country, and in the title, the dateline, repeated or called Kecamatan. */
  readonly strongDistricts: Set<string>;
  /** Distinct villages inside a district that is met, and others. */
  readonly villages: Set<string>;
  readonly strayVillages: Set<string>;
  /** District → its villages among the stray ones. */
  readonly neighbours: Map<string, Set<string>>;
  /** Surface forms with their weight. */
  readonly why: Map<string, number>;
}

/** Accounts by regency code. */
export type Ledger = Map<string, PlaceAccount>;

export function accountOf(ledger: Ledger, code: string): PlaceAccount {
  let account = ledger.get(code);
  if (account === undefined) {
    account = {
      code,
      points: 0,
      mentions: 0,
      named: false,
      official: false,
      inTitle: false,
      cityWords: false,
      firstAt: Number.MAX_SAFE_INTEGER,
      districts: new Map(),
      strongDistricts: new Set(),
      villages: new Set(),
      strayVillages: new Set(),
      neighbours: new Map(),
      why: new Map(),
    };
    ledger.set(code, account);
  }
  return account;
}

/** Books one mention of a name. */
export function bookName(ledger: Ledger, code: string, role: Role, doc: ReadDoc, from: number, last: number): void {
  const account = accountOf(ledger, code);
  const inTitle = doc.tokens[from]?.field === 'title';
  let points = rolePoints[role] * (inTitle ? titleFactor : 1) * 0.5 ** Math.min(account.mentions, 4);
  if (role !== 'route' && isDateline(doc, last)) points += datelinePoints;
  account.points += points;
  account.mentions += 1;
  account.named = true;
  account.official ||= role === 'full' || role === 'office' || role === 'alias';
  account.inTitle ||= inTitle;
  account.firstAt = Math.min(account.firstAt, from);
  bookWhy(account, surfaceOf(doc, from, last), rolePoints[role] + (inTitle ? 1 : 0));
}

/** Books a district for every regency that has one of the name. */
export function bookDistrict(ledger: Ledger, hit: DistrictHit, doc: ReadDoc): void {
  const worth = hit.codes.length === 1 ? 1 : hit.codes.length === 2 ? 0.6 : 0.4;
  const inTitle = doc.tokens[hit.first]?.field === 'title';
  for (const code of hit.codes) {
    const account = accountOf(ledger, code.slice(0, 5));
    const before = account.districts.get(code);
    account.districts.set(code, Math.max(before ?? 0, worth * (inTitle ? 1.3 : 1)));
    if (hit.codes.length === 1 && (hit.named || inTitle || before !== undefined || isDateline(doc, hit.last))) {
      account.strongDistricts.add(code);
    }
    account.inTitle ||= inTitle;
    account.firstAt = Math.min(account.firstAt, hit.from);
    bookWhy(account, surfaceOf(doc, hit.from, hit.last), worth);
  }
}

/** Books the villages of one regency; those in a district that the text names count for more. */
export function bookVillages(ledger: Ledger, code: string, hits: readonly VillageHit[], doc: ReadDoc): void {
  if (hits.length === 0) return;
  const account = accountOf(ledger, code);
  for (const hit of hits) {
    const inside = hit.entry.places.find(({ district }) => account.districts.has(district));
    (inside === undefined ? account.strayVillages : account.villages).add(hit.entry.name);
    if (inside === undefined) bookNeighbours(account, hit);
    account.firstAt = Math.min(account.firstAt, hit.from);
    bookWhy(account, surfaceOf(doc, hit.from, hit.last), 0.3);
  }
}

function bookNeighbours(account: PlaceAccount, hit: VillageHit): void {
  for (const { district } of hit.entry.places) {
    const names = account.neighbours.get(district) ?? new Set();
    account.neighbours.set(district, names.add(hit.entry.name));
  }
}

function bookWhy(account: PlaceAccount, surface: string, weight: number): void {
  account.why.set(surface, Math.max(account.why.get(surface) ?? 0, weight));
}

/**
 * All points of an account. Names of districts and villages repeat across the country. A district counts beside the regency's own
 * name, beside another district or village of the same regency, or when it stands on its own. A village alone never counts: it
 * takes the regency, its district, a second village of the same district, or two others.
 */
export function totalOf(account: PlaceAccount): number {
  const districts = sumOf(account.districts.values());
  const villages = Math.min(account.villages.size, mostVillages) * villagePoints;
  const stray = Math.min(account.strayVillages.size, mostVillages) * strayVillagePoints;
  if (account.named) return account.points + districts + villages + stray;
  if (account.villages.size > 0 || (account.districts.size >= 2 && districts >= 1.4))
    return districts + villages + stray;
  if (account.strongDistricts.size > 0) return districts + (account.districts.size === 1 ? 0.3 : 0) + stray;
  const neighbours = Math.max(0, ...[...account.neighbours.values()].map((names) => names.size));
  const known = Math.min(account.strayVillages.size, mostVillages);
  return neighbours >= 2 || known >= 3 ? districts + known * villagePoints : 0;
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** The strongest surface forms, at most five. */
export function reasonsOf(account: PlaceAccount): readonly string[] {
  return [...account.why]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([surface]) => surface);
}

/** A place at the head of the text with a dash soon behind it: `MOJOKERTO, Nama Media –`. */
function isDateline(doc: ReadDoc, last: number): boolean {
  if (last < doc.bodyStart || last > doc.bodyStart + 8) return false;
  for (let at = last + 1; at <= last + 6; at += 1) {
    const token = doc.tokens[at] as Token | undefined;
    if (token === undefined || token.sentence !== doc.tokens[last]?.sentence) return false;
    if (token.kind !== 'punctuation') continue;
    const sign = doc.text.charAt(token.start);
    if (sign === '-' || sign === '–' || sign === '—') return true;
    if (sign === '.' || sign === '"' || sign === '“') return false;
  }
  return false;
}
