/** A source that the configuration could name. */
export interface Suggestion {
  readonly title: string;
  readonly collector: string;
  readonly platform: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What was found, or what is to be known first; Indonesian. */
  readonly note: string;
}

/** Addresses of accounts by host, and the collector that reads them. Where a key is needed the note says so. */
const accounts: readonly {
  readonly pattern: RegExp;
  readonly suggest: (name: string, address: string) => Suggestion;
}[] = [
  {
    pattern: /^https?:\/\/(?:www\.|m\.)?youtube\.com\/channel\/(UC[\w-]{22})/i,
    suggest: (id) => ({
      title: `YouTube ${id}`,
      collector: 'youtube-feed',
      platform: 'youtube',
      options: { channels: [id] },
      note: 'Tanpa kunci hanya 15 video terbaru, tanpa komentar. Dengan kunci: collector youtube.',
    }),
  },
  {
    pattern: /^https?:\/\/(?:www\.|m\.)?youtube\.com\/(@[\w.-]{3,30})/i,
    suggest: (handle) => ({
      title: `YouTube ${handle}`,
      collector: 'youtube',
      platform: 'youtube',
      options: { channels: [handle] },
      note: 'Perlu kunci YouTube (credential). Tanpa kunci: collector youtube-feed dengan ID kanal UC….',
    }),
  },
  {
    pattern: /^https?:\/\/(?:t|telegram)\.me\/(?:s\/)?([a-z]\w{3,31})(?=[/?#]|$)/i,
    suggest: (channel) => ({
      title: `Telegram ${channel}`,
      collector: 'telegram-channel',
      platform: 'telegram',
      options: { channel },
      note: 'Hanya kanal publik yang pratinjau webnya aktif.',
    }),
  },
  {
    pattern: /^https?:\/\/(?:www\.|web\.|m\.|id-id\.)?facebook\.com\/([A-Za-z0-9][\w.-]{2,98}[A-Za-z0-9])(?=[/?#]|$)/i,
    suggest: (page) => ({
      title: `Facebook ${page}`,
      collector: 'facebook-page',
      platform: 'facebook',
      options: { page },
      note: 'Perlu kunci Meta (credential): halaman sendiri, atau halaman lain bila fitur Page Public Content Access sudah disetujui.',
    }),
  },
  {
    pattern: /^https?:\/\/(?:www\.)?instagram\.com\/([\w.]{2,30})(?=[/?#]|$)/i,
    suggest: (name) => ({
      title: `Instagram ${name}`,
      collector: 'instagram',
      platform: 'instagram',
      options: { account: '17841400000000000', businesses: [name] },
      note: 'Perlu kunci Meta (credential). Ganti account dengan ID akun bisnis sendiri; businesses hanya akun bisnis atau kreator.',
    }),
  },
  {
    pattern: /^https?:\/\/(?:www\.)?tiktok\.com\/@([\w.]{2,24})/i,
    suggest: (account) => ({
      title: `TikTok ${account}`,
      collector: 'tiktok-account',
      platform: 'tiktok',
      options: { account },
      note: 'Hanya akun sendiri, dengan kunci TikTok (credential). Akun orang lain: impor hasil alat analisis.',
    }),
  },
  {
    pattern: /^https?:\/\/(?:www\.)?(?:x|twitter)\.com\/(\w{1,15})(?=[/?#]|$)/i,
    suggest: (name) => ({
      title: `X ${name}`,
      collector: 'x-search',
      platform: 'x',
      options: { query: `from:${name}`, officialAccounts: [name] },
      note: 'Pemerintah hanya boleh memakai API X dengan kontrak Enterprise (legal.terms: contract). Hanya akun lembaga, bukan perorangan.',
    }),
  },
  {
    pattern: /^https?:\/\/bsky\.app\/profile\/([\w.-]+\.\w+)/i,
    suggest: (handle) => ({
      title: `Bluesky ${handle}`,
      collector: 'bluesky-search',
      platform: 'bluesky',
      options: { query: `from:${handle}` },
      note: 'Pencarian Bluesky; biasanya perlu kunci (credential).',
    }),
  },
  {
    pattern: /^https?:\/\/bsky\.app\/hashtag\/([\p{L}\p{N}_]{2,100})(?=[/?#]|$)/iu,
    suggest: (tag) => ({
      title: `Bluesky #${tag}`,
      collector: 'bluesky-search',
      platform: 'bluesky',
      options: { query: `#${tag}` },
      note: 'Pencarian Bluesky; biasanya perlu kunci (credential).',
    }),
  },
  {
    pattern: /^https?:\/\/(?:www\.)?threads\.(?:net|com)\/@([\w.]{2,30})(?=[/?#]|$)/i,
    suggest: (name) => ({
      title: `Threads @${name}`,
      collector: 'threads',
      platform: 'threads',
      options: { queries: [`@${name}`] },
      note: 'Perlu kunci Threads (credential). Yang dicari sebutan akun itu di Threads, bukan isi akunnya.',
    }),
  },
  {
    pattern: /^https:\/\/[^/\s]+\/tags\/([\p{L}\p{N}_]{2,100})\/?$/u,
    suggest: (tag, address) => ({
      title: `Mastodon #${tag}`,
      collector: 'mastodon-tag',
      platform: 'mastodon',
      options: { instance: new URL(address).origin, tags: [tag] },
      note: 'Tagar Mastodon di satu server; kunci hanya perlu bila server menutup lini masanya.',
    }),
  },
  {
    pattern: /^https:\/\/[^/\s]+\/@(\w+)\/?$/,
    suggest: (name, address) => ({
      title: `Mastodon ${name}`,
      collector: 'feed',
      platform: 'mastodon',
      options: { url: `${address.replace(/\/$/, '')}.rss`, platform: 'mastodon' },
      note: 'Umpan akun Mastodon. Tagar: collector mastodon-tag.',
    }),
  },
];

/** The collector that reads the account behind an address; null when it is the address of no account that we know. */
export function suggestAccount(address: string): Suggestion | null {
  for (const { pattern, suggest } of accounts) {
    const name = pattern.exec(address)?.[1];
    if (name !== undefined) return suggest(name, address);
  }
  return null;
}
