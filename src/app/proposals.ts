import type { CollectorType } from '../core/collector.ts';
import type { CredentialConfig, CredentialKind } from '../core/credential.ts';
import { type Platform, platforms } from '../core/mention.ts';
import type { SourceProposal } from '../core/source-desk.ts';
import type { Suggestion } from './discover-accounts.ts';
import { classOf, idOf } from './discover-lines.ts';

export interface ProposalGround {
  readonly collectors: ReadonlyMap<string, CollectorType>;
  readonly credentialKinds: ReadonlyMap<string, CredentialKind>;
  readonly credentials: readonly CredentialConfig[];
  /** Sources that there are, with their options. */
  readonly known: readonly KnownSource[];
}

export interface KnownSource {
  readonly id: string;
  readonly title: string;
  readonly collector: string;
  readonly options: unknown;
}

const usualMs = 15 * 60_000;
/** Google answers hard polling with a captcha page. */
const googleMs = 30 * 60_000;

/** A suggestion as somebody may confirm it. @param address that it was found at */
export function toProposal(suggestion: Suggestion, address: string, ground: ProposalGround): SourceProposal | null {
  const type = ground.collectors.get(suggestion.collector);
  if (type === undefined) return null;
  const { title, collector, options, note } = suggestion;
  const host = new URL(address).hostname.replace(/^www\./, '');
  const platform = platforms.find((name) => name === suggestion.platform) ?? 'web';
  const isGoogle = platform === 'google-news';
  return {
    id: idOf(platform === 'web' ? host : title),
    title,
    collector,
    class: isGoogle ? 'aggregator' : (classOf(host) ?? classOfPlatform(platform)),
    platform,
    options,
    note,
    every: sayEvery(Math.max(isGoogle ? googleMs : usualMs, type.minIntervalMs)),
    terms: type.terms,
    key: keyOf(type, ground),
    knownAs: findSame(suggestion, ground.known),
  };
}

function classOfPlatform(platform: Platform): SourceProposal['class'] {
  return platform === 'web' ? 'online-media' : 'public';
}

function keyOf(type: CollectorType, { credentialKinds, credentials }: ProposalGround): SourceProposal['key'] {
  if (type.credential === null || type.worksWithoutCredential === true) return null;
  const kind = type.credential;
  const ids = credentials.filter((credential) => credential.kind === kind).map(({ id }) => id);
  return { kind, howTo: credentialKinds.get(kind)?.howTo ?? '', ids };
}

/** `15m`, `1h`, `1d`: the shortest way to write it. */
export function sayEvery(ms: number): string {
  if (ms % 86_400_000 === 0) return `${ms / 86_400_000}d`;
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}h` : `${Math.max(1, Math.round(ms / 60_000))}m`;
}

/** The source that asks the same of the same collector; what it sets beyond that does not matter. */
function findSame({ collector, options }: Suggestion, known: readonly KnownSource[]): SourceProposal['knownAs'] {
  const wanted = Object.entries(options).map(([name, value]) => [name, plain(value)] as const);
  const same = known.find((source) => {
    if (source.collector !== collector || typeof source.options !== 'object' || source.options === null) return false;
    const own = source.options as Record<string, unknown>;
    // Whether articles are opened makes no other source of it.
    return wanted.every(
      ([name, value]) => name === 'articles' || (Object.hasOwn(own, name) && plain(own[name]) === value),
    );
  });
  return same === undefined ? null : { id: same.id, title: same.title };
}

/** Addresses that differ in `http`, `www` or a last slash lead to the same. */
function plain(value: unknown): string {
  return JSON.stringify(value)
    .toLowerCase()
    .replace(/https?:\/\/(?:www\.)?/g, '')
    .replace(/\/+(?=")/g, '');
}

/** Sources that read the same site in whatever way. @param host without `www.` */
export function findOfHost(host: string, known: readonly KnownSource[]): readonly KnownSource[] {
  return known.filter(({ options }) => {
    if (typeof options !== 'object' || options === null) return false;
    return Object.values(options).some(
      (value) =>
        typeof value === 'string' && URL.canParse(value) && new URL(value).hostname.replace(/^www\./, '') === host,
    );
  });
}
