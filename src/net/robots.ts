import robotsParserModule from 'robots-parser';
import { SourceError } from '../core/errors.ts';

// The package is CommonJS and exports the function itself; its types say `exports.default`.
const robotsParser = robotsParserModule as unknown as (typeof robotsParserModule)['default'];

/** What a site's robots.txt allows us. */
export interface RobotsRules {
  isAllowed(url: string): boolean;
  readonly crawlDelayMs: number;
}

/** Fetches robots.txt once: status and body, redirects followed. */
export type FetchRobots = (url: string) => Promise<{ status: number; body: Uint8Array }>;

const maxAgeMs = 24 * 3_600_000;
/** After a failure the file is asked for again sooner. */
const failedAgeMs = 15 * 60_000;
const maxCrawlDelayMs = 30_000;
/** RFC 9309 2.5: at least 500 KiB are parsed. */
const maxBytes = 512 * 1024;

/** Origins remembered; a page may link to any number of hosts. */
const maxOrigins = 2_000;
/** A rule of many wildcards takes the matcher seconds on a long address: such rules, and such addresses, are not of honest sites. */
const maxWildcards = 8;
const maxRuleLength = 500;
const maxRules = 2_000;
const maxAddressLength = 2_000;

const allowAll: RobotsRules = { isAllowed: () => true, crawlDelayMs: 0 };

/**
 * robots.txt per origin, kept for a day (RFC 9309): 4xx allows everything, 5xx and unreachable allow nothing for now.
 * One request at a time per origin; concurrent callers share it.
 */
export function createRobots(
  userAgent: string,
  fetchRobots: FetchRobots,
  now: () => Date,
): (origin: string) => Promise<RobotsRules> {
  const known = new Map<string, { readonly rules: Promise<RobotsRules>; until: number }>();
  return (origin) => {
    const cached = known.get(origin);
    if (cached !== undefined && cached.until > now().getTime()) return cached.rules;
    if (known.size >= maxOrigins) known.clear();
    const entry = {
      rules: readRobots(`${origin}/robots.txt`, userAgent, fetchRobots),
      until: now().getTime() + maxAgeMs,
    };
    entry.rules.catch(() => {
      entry.until = now().getTime() + failedAgeMs;
    });
    known.set(origin, entry);
    return entry.rules;
  };
}

async function readRobots(url: string, userAgent: string, fetchRobots: FetchRobots): Promise<RobotsRules> {
  const { status, body } = await fetchRobots(url);
  if (status >= 500 || status === 429) {
    throw new SourceError('network', `robots.txt answers ${status}: not asking further until it is readable`);
  }
  if (status >= 400) return allowAll;
  const robots = robotsParser(url, honestRules(new TextDecoder().decode(body.subarray(0, maxBytes))));
  const delay = robots.getCrawlDelay(userAgent) ?? 0;
  return {
    isAllowed: (address) => address.length <= maxAddressLength && robots.isAllowed(address, userAgent) !== false,
    crawlDelayMs: Math.min(Math.max(0, delay * 1000), maxCrawlDelayMs),
  };
}

/** The file without lines that only serve to keep the matcher busy. */
function honestRules(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line.length <= maxRuleLength && line.split('*').length - 1 <= maxWildcards)
    .slice(0, maxRules)
    .join('\n');
}
