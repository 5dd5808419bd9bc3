import robotsParserModule from 'robots-parser';
import { SourceError } from '../core/errors.ts';

// The package is CommonJS and exports the function itself; its types say `exports.default`.
const robotsParser = robotsParserModule as unknown as (typeof robotsParserModule)['default'];

/** What a site's robots.txt allows us. */
export interface RobotsRules {
  isAllowed(url: string): boolean;
  readonly crawlDelayMs: number;
}

/** Fetches robots.txt once: status and body, redirects followed. Calls `started` when the host's turn has come. */
export type FetchRobots = (url: string, started: () => void) => Promise<{ status: number; body: Uint8Array }>;

export interface RobotsAnswer {
  /** Until then it only waits for the host's turn. */
  readonly started: Promise<void>;
  readonly rules: Promise<RobotsRules>;
}

const maxAgeMs = 24 * 3_600_000;
/** After a failure the file is asked for again sooner. */
const failedAgeMs = 15 * 60_000;
const maxCrawlDelayMs = 30_000;
/** RFC 9309 2.5: at least 500 KiB are parsed. */
const maxBytes = 512 * 1024;

/** Origins remembered; a page may link to any number of hosts. */
const maxOrigins = 2_000;
/** Many rules of many wildcards take the matcher seconds on a long address: such rules, and such addresses, are not of honest sites. */
const maxWildcards = 8;
const maxRuleLength = 500;
const maxWildcardRules = 1_000;
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
): (origin: string) => RobotsAnswer {
  const known = new Map<string, RobotsAnswer & { until: number }>();
  return (origin) => {
    const time = now().getTime();
    const cached = known.get(origin);
    // Further off than a day: the clock was set back.
    if (cached !== undefined && cached.until > time && cached.until <= time + maxAgeMs) return cached;
    if (known.size >= maxOrigins) known.clear();
    let start = (): void => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const rules = readRobots(`${origin}/robots.txt`, userAgent, (url) => fetchRobots(url, start)).finally(start);
    const entry = { started, rules, until: time + maxAgeMs };
    rules.catch(() => {
      entry.until = now().getTime() + failedAgeMs;
    });
    known.set(origin, entry);
    return entry;
  };
}

async function readRobots(
  url: string,
  userAgent: string,
  fetchRobots: (url: string) => ReturnType<FetchRobots>,
): Promise<RobotsRules> {
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

/** The file without comments and without lines that only serve to keep the matcher busy. */
function honestRules(text: string): string {
  let wildcardRules = 0;
  const isHonest = (line: string): boolean => {
    const wildcards = line.split('*').length - 1;
    if (line.length > maxRuleLength || wildcards > maxWildcards) return false;
    return wildcards === 0 || /^user-agent\s*:/i.test(line) || wildcardRules++ < maxWildcardRules;
  };
  return (
    text
      .split(/\r\n?|\n/)
      .map((line) => line.replace(/#.*/, '').trim())
      // An agent of this name breaks the parser, which keeps agents in a plain object.
      .filter((line) => line !== '' && !/__proto__/i.test(line) && isHonest(line))
      .join('\n')
  );
}
