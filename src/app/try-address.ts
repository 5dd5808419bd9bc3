import type { CredentialUse } from '../core/credential.ts';
import { SourceError } from '../core/errors.ts';
import type { NetClient } from '../core/net.ts';
import type { FoundItem, SourceProposal, SourceTrial, TrialFault, TrialReading } from '../core/source-desk.ts';
import { type AskDeps, askSource } from './ask-source.ts';
import { asGiven, type Discovered, discoverSite, isSite } from './discover.ts';
import { type Suggestion, suggestAccount } from './discover-accounts.ts';
import { preview } from './preview.ts';
import { findOfHost, type ProposalGround, toProposal } from './proposals.ts';
import { loadSitePacks } from './site-packs.ts';
import { toTrialFault, warningsOf } from './trial-words.ts';

export interface TryDeps extends AskDeps, ProposalGround {
  readonly detectLanguage: (text: string) => string;
  readonly keyOf: (id: string) => CredentialUse;
  /** Ends everything that is under way. */
  readonly signal: AbortSignal;
}

export type TrialResult = Pick<SourceTrial, 'kind' | 'reading' | 'fault' | 'warnings' | 'proposals'>;

/** Steps of one reading: a list, and the first articles behind it. */
const most = 3;
const shown = 5;

/** Finds out what an address leads to, how it could be collected, and what that would bring. Stores nothing, adds nothing. */
export async function tryAddress(input: string, given: TryDeps): Promise<TrialResult> {
  const deps = { ...given, net: boundedNet(given.net, given.signal) };
  const address = toAddress(input);
  if (address === null) return nothing(unreadableInput);
  try {
    const { kind, found } = await look(address, deps);
    const proposals = [...found.ways, ...found.accounts].flatMap((way) => toProposal(way, address, deps) ?? []);
    const best = proposals[0];
    if (best === undefined) {
      return { kind, reading: null, fault: noWay, warnings: found.faults, proposals };
    }
    const tried = await tryProposal(best, deps);
    const warnings = [...siteWarnings(address, best, deps), ...tried.warnings];
    return { kind, reading: tried.reading, fault: tried.fault, warnings, proposals };
  } catch (error) {
    const fault = toTrialFault(error, deps.signal.aborted);
    // A bug of ours is told to the log; the person gets a sentence.
    if (fault.reason === 'internal') throw error;
    return nothing(fault);
  }
}

/** Asks with these options once. @throws what is a bug of ours */
export async function tryOptions(
  { collector, options, credential }: { collector: string; options: unknown; credential: string | null },
  deps: TryDeps,
): Promise<Pick<TrialResult, 'reading' | 'fault' | 'warnings'>> {
  let secret: string | null = null;
  try {
    const type = deps.collectors.get(collector);
    if (type === undefined) throw new SourceError('query', `no collector is called ${collector}`);
    const key = credential === null ? null : deps.keyOf(credential);
    secret = key?.secret ?? null;
    const { posts, rejected } = await askSource(deps, type, options, key, { most, signal: deps.signal });
    const items = posts.map(({ title, url, text, publishedAt, language }): FoundItem => {
      const detected = deps.detectLanguage(`${title ?? ''}\n${text}`);
      const name = title ?? text.slice(0, 140);
      return {
        title: name === '' ? null : name,
        url,
        publishedAt,
        language: detected === 'und' ? (language ?? detected) : detected,
      };
    });
    return { reading: toReading(items, rejected), fault: null, warnings: warningsOf(items, deps.now()) };
  } catch (error) {
    const fault = toTrialFault(error, deps.signal.aborted, secret);
    if (fault.reason === 'internal') throw error;
    return { reading: null, fault, warnings: [] };
  }
}

async function tryProposal(
  { collector, options, key }: SourceProposal,
  deps: TryDeps,
): Promise<Pick<TrialResult, 'reading' | 'fault' | 'warnings'>> {
  const credential = key === null ? null : (key.ids[0] ?? null);
  if (key !== null && credential === null) return { reading: null, fault: null, warnings: [] };
  return tryOptions({ collector, options, credential }, deps);
}

function toReading(items: readonly FoundItem[], rejected: number): TrialReading {
  const newest = [...items].sort((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '')).slice(0, shown);
  return {
    items: items.length,
    rejected,
    undated: items.filter(({ publishedAt }) => publishedAt === null).length,
    newest,
  };
}

interface Look {
  readonly kind: string | null;
  readonly found: Discovered;
}

const none: Discovered = { ways: [], accounts: [], faults: [] };

async function look(address: string, deps: TryDeps): Promise<Look> {
  const search = toSearch(address);
  if (search !== null) return { kind: 'search', found: { ...none, ways: [search] } };
  const account = suggestAccount(address);
  if (account !== null) return { kind: 'account', found: { ...none, accounts: [account] } };
  const { kind, title, fault } = await preview(address, { ...deps, baseUrl: null });
  if (fault !== null && fault.reason !== 'changed') throw fault;
  const site = { ...deps, packs: loadSitePacks() };
  if (isSite(address, kind)) return { kind, found: await discoverSite(address, site) };
  // One article is no source, but the site that it stands on may be one.
  if (kind === 'article') return { kind, found: await discoverSite(new URL('/', address).href, site) };
  const given = asGiven(address, kind);
  if (given !== null) {
    const ways = given.ways.map((way) => ({ ...way, title: title?.trim().slice(0, 80) || way.title }));
    return { kind, found: { ...given, ways } };
  }
  throw fault ?? new SourceError('changed', `neither a feed nor a page: ${address}`);
}

function siteWarnings(address: string, best: SourceProposal, { known }: TryDeps): string[] {
  if (best.knownAs !== null) return [`Ini sudah menjadi sumber: “${best.knownAs.title}” (${best.knownAs.id}).`];
  if (best.platform !== 'web') return [];
  const [other] = findOfHost(new URL(address).hostname.replace(/^www\./, ''), known);
  return other === undefined
    ? []
    : [`Situs ini sudah dibaca dengan jalan lain oleh sumber “${other.title}” (${other.id}).`];
}

function nothing(fault: TrialFault): TrialResult {
  return { kind: null, reading: null, fault, warnings: [], proposals: [] };
}

const unreadableInput: TrialFault = {
  reason: 'input',
  sentence: 'Ini bukan alamat situs, akun, atau kata pencarian yang dapat dibaca.',
  advice: 'Salin alamat dari bilah alamat peramban (https://…), atau ketik beberapa kata untuk pencarian Google News.',
  technical: null,
};

const noWay: TrialFault = {
  reason: 'changed',
  sentence: 'Halaman ini terbaca, tetapi tidak ada umpan, peta situs, atau daftar berita di dalamnya.',
  advice:
    'Tempel alamat rubrik beritanya, atau alamat umpannya (biasanya berakhir dengan /feed atau /rss). Halaman yang hanya muncul dengan JavaScript tidak dapat dibaca.',
  technical: null,
};

const maxInput = 2_000;

/** What was typed as an address: a bare host gets `https://`, words become a Google News search. Never a file. */
export function toAddress(typed: string): string | null {
  const input = typed.trim();
  if (input === '' || input.length > maxInput || /\p{Cc}/u.test(input)) return null;
  if (/^https?:\/\//i.test(input)) return URL.canParse(input) ? new URL(input).href : null;
  const handle = /^@(\w+)@([a-z0-9.-]+\.[a-z]{2,})$/i.exec(input);
  if (handle !== null) return `https://${handle[2]}/@${handle[1]}`;
  const host = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?(?:\/\S*)?$/i;
  if (host.test(input)) return URL.canParse(`https://${input}`) ? new URL(`https://${input}`).href : null;
  // Whatever else has a scheme, or looks like a path, is no search.
  if (/^[a-z][a-z0-9+.-]*:|^[./~\\]/i.test(input) || input.length > 200 || !/\p{L}{3}/u.test(input)) return null;
  return `https://news.google.com/search?q=${encodeURIComponent(input)}`;
}

/** A Google News search, as its page or as a feed. */
function toSearch(address: string): Suggestion | null {
  const url = new URL(address);
  const query = url.searchParams.get('q')?.trim() ?? '';
  if (url.hostname !== 'news.google.com' || query === '') return null;
  return {
    title: `Google News: ${query.slice(0, 80)}`,
    collector: 'feed',
    platform: 'google-news',
    options: { url: `https://news.google.com/rss/search?q=${encodeURIComponent(query)}&hl=id&gl=ID&ceid=ID:id` },
    note: 'Pencarian Google News: menemukan berita dari media mana pun. Dipakai untuk menemukan, bukan sebagai suara tersendiri.',
  };
}

/** The same way out, but all of it ends with the signal. */
function boundedNet(net: NetClient, signal: AbortSignal): NetClient {
  const both = (own: AbortSignal | undefined) => (own === undefined ? signal : AbortSignal.any([own, signal]));
  return {
    get: (url, options = {}) => net.get(url, { ...options, signal: both(options.signal) }),
    call: (url, options) => net.call(url, { ...options, signal: both(options.signal) }),
  };
}
