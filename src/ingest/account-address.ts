import type { Platform } from '../core/mention.ts';

export interface AccountAddress {
  readonly platform: Platform;
  /** Lower case, without `@`; for `web` the host without `www.`. */
  readonly handle: string;
  /** Null when only a handle was written. */
  readonly url: string | null;
}

interface Site {
  readonly platform: Platform;
  readonly hosts: RegExp;
  /** The handle in the path (with the query); null when the address names no account. */
  readonly handle: RegExp;
  readonly address: (handle: string) => string;
}

const sites: readonly Site[] = [
  {
    platform: 'facebook',
    hosts: /^(?:.+\.)?(?:facebook|fb)\.com$/,
    handle:
      /^\/(?:pages\/[^/]+\/(\d+)|profile\.php\?(?:.*&)?id=(\d+)|people\/[^/]+\/(\d+)|(groups\/[\w.-]+)|(?!(?:share|sharer|watch|reel|story\.php|permalink\.php|photo|photos|events|hashtag|groups|pages|people|login)(?:[/?]|$))([a-z0-9.-]{3,}))/i,
    address: (handle) => `https://www.facebook.com/${handle}`,
  },
  {
    platform: 'instagram',
    hosts: /^(?:.+\.)?instagram\.com$/,
    handle: /^\/(?!(?:reel|reels|stories|explore|accounts|tv)(?:[/?]|$))([a-z0-9._]{2,30})/i,
    address: (handle) => `https://www.instagram.com/${handle}/`,
  },
  {
    platform: 'threads',
    hosts: /^(?:.+\.)?threads\.(?:net|com)$/,
    handle: /^\/@([a-z0-9._]{2,30})/i,
    address: (handle) => `https://www.threads.net/@${handle}`,
  },
  {
    platform: 'tiktok',
    hosts: /^(?:.+\.)?tiktok\.com$/,
    handle: /^\/@([a-z0-9._]{2,30})/i,
    address: (handle) => `https://www.tiktok.com/@${handle}`,
  },
  {
    platform: 'x',
    hosts: /^(?:.+\.)?(?:x|twitter)\.com$/,
    handle: /^\/(?!(?:i|search|hashtag|home|share|intent)(?:[/?]|$))([a-z0-9_]{1,15})(?=$|[/?#])/i,
    address: (handle) => `https://x.com/${handle}`,
  },
  {
    platform: 'youtube',
    hosts: /^(?:.+\.)?youtube\.com$/,
    handle: /^\/(?:channel\/(UC[\w-]{22})|@([\w.-]{3,30})|(?:c|user)\/([\w.-]+))/i,
    address: (handle) =>
      /^uc[\w-]{22}$/i.test(handle)
        ? `https://www.youtube.com/channel/${handle}`
        : `https://www.youtube.com/@${handle}`,
  },
  {
    platform: 'telegram',
    hosts: /^(?:t|telegram)\.me$/,
    handle: /^\/(?:s\/)?([a-z]\w{3,31})/i,
    address: (handle) => `https://t.me/${handle}`,
  },
  {
    platform: 'bluesky',
    hosts: /^bsky\.app$/,
    handle: /^\/profile\/([a-z0-9.:-]+)/i,
    address: (handle) => `https://bsky.app/profile/${handle}`,
  },
];

/**
 * The account that a cell or an address names: `@dinkes`, `https://www.instagram.com/dinkes/`, `dinkes.contoh.go.id`.
 * @param platform what the sheet says; null to tell it from the address
 * @returns null when it names none, or one of another platform than the sheet says
 */
export function readAccountAddress(text: string, platform: Platform | null): AccountAddress | null {
  const printed = text.trim();
  const address = /^https?:\/\//i.test(printed)
    ? printed
    : /^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(printed) &&
        (platform === null || platform === 'web' || isKnownHost(printed))
      ? `https://${printed}`
      : null;
  if (address !== null && URL.canParse(address)) return fromUrl(new URL(address), platform);
  const handle = /^@?([\w.-]{2,60})$/.exec(printed)?.[1];
  if (handle === undefined || platform === null || platform === 'web') return null;
  const site = sites.find((candidate) => candidate.platform === platform);
  return { platform, handle: handle.toLowerCase(), url: site?.address(handle) ?? null };
}

function isKnownHost(text: string): boolean {
  const host = text.split('/')[0]?.toLowerCase() ?? '';
  return sites.some(({ hosts }) => hosts.test(host));
}

function fromUrl(url: URL, platform: Platform | null): AccountAddress | null {
  const host = url.hostname.replace(/^www\./, '');
  const site = sites.find(({ hosts }) => hosts.test(host));
  if (site === undefined) {
    return platform === null || platform === 'web' ? { platform: 'web', handle: host, url: url.href } : null;
  }
  if (platform !== null && platform !== site.platform) return null;
  const handle = site.handle
    .exec(`${url.pathname}${url.search}`)
    ?.slice(1)
    .find((part) => part !== undefined);
  return handle === undefined ? null : { platform: site.platform, handle: handle.toLowerCase(), url: url.href };
}
