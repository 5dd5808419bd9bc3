import { setTimeout } from 'node:timers/promises';
import robotsParserModule from 'robots-parser';
import { NotAskedError, SourceError } from '../core/errors.ts';
import type { RobotsAnswered, RobotsShelf } from '../core/shared-hosts.ts';
import { originKey } from './host-key.ts';

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

export interface RobotsDeps {
  readonly userAgent: string;
  readonly fetchRobots: FetchRobots;
  readonly now: () => Date;
  /** What others have read; null when there are no others. */
  readonly shelf: RobotsShelf | null;
  /** Between two looks whether another has fetched it. */
  readonly sleep?: (ms: number) => Promise<unknown>;
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

/** While another fetches it, and how often at the most, one looks whether it has come. */
const lookMs = 500;
const maxLooks = 30;
/** How long nobody asks when it cannot be known what others have read. */
const unknownPauseMs = 60_000;

const allowAll: RobotsRules = { isAllowed: () => true, crawlDelayMs: 0 };

/**
 * robots.txt per origin, kept for a day (RFC 9309): 4xx allows everything, 5xx and unreachable allow nothing for now.
 * One request at a time per origin; concurrent callers share it, and with a shelf all processes do. What a site answered is shared; that
 * no answer came is not, because it may be the fault of this machine alone.
 */
export function createRobots(deps: RobotsDeps): (address: URL) => RobotsAnswer {
  const { now } = deps;
  const known = new Map<string, RobotsAnswer & { until: number }>();
  return ({ origin, href }) => {
    const time = now().getTime();
    const cached = known.get(origin);
    // Further off than a day: the clock was set back.
    if (cached !== undefined && cached.until > time && cached.until <= time + maxAgeMs) return cached;
    if (known.size >= maxOrigins) known.clear();
    let start = (): void => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const found = findRobots(deps, new URL(href), start);
    const rules = found.then(({ answer }) => rulesOf(answer, `${origin}/robots.txt`, deps.userAgent)).finally(start);
    // Whoever waited for it may have gone.
    rules.catch(() => {});
    const entry = { started, rules, until: time + maxAgeMs };
    found.then(
      ({ forMs }) => {
        entry.until = now().getTime() + Math.min(forMs, maxAgeMs);
      },
      (error) => {
        // Nobody was asked, so nothing is known: the next one tries.
        if (error instanceof NotAskedError) known.delete(origin);
        else entry.until = now().getTime() + failedAgeMs;
      },
    );
    known.set(origin, entry);
    return entry;
  };
}

interface Found {
  readonly answer: RobotsAnswered;
  readonly forMs: number;
}

async function findRobots(deps: RobotsDeps, address: URL, start: () => void): Promise<Found> {
  const { shelf, sleep = setTimeout } = deps;
  const url = `${address.origin}/robots.txt`;
  if (shelf === null) return fetchOnce(deps, url, start);
  const origin = originKey(address);
  for (let looks = 0; looks < maxLooks; looks += 1) {
    const found = await shelf.find(origin).catch((cause: unknown) => {
      const said = cause instanceof Error ? cause.message : String(cause);
      const message = `nobody knows what ${origin}/robots.txt says: ${said}`;
      throw new NotAskedError('turn-unknown', message, { cause, retryAfterMs: unknownPauseMs });
    });
    if (found.is === 'kept') return found;
    if (found.is === 'awaited') {
      await sleep(lookMs);
      continue;
    }
    try {
      const fetched = await fetchOnce(deps, url, start);
      // The answer is good for this process also when it cannot be told to the others: they will ask for it again.
      await shelf.keep(origin, fetched.answer, fetched.forMs).catch(() => {});
      return fetched;
    } catch (error) {
      await shelf.release(origin).catch(() => {});
      throw error;
    }
  }
  const message = `another process is still reading ${origin}/robots.txt`;
  throw new NotAskedError('host-busy', message, { retryAfterMs: lookMs * maxLooks });
}

async function fetchOnce({ fetchRobots }: RobotsDeps, url: string, start: () => void): Promise<Found> {
  const { status, body } = await fetchRobots(url, start);
  const rules = status >= 400 ? '' : honestRules(new TextDecoder().decode(body.subarray(0, maxBytes)));
  return { answer: { status, rules }, forMs: refuses(status) ? failedAgeMs : maxAgeMs };
}

function refuses(status: number): boolean {
  return status >= 500 || status === 429;
}

function rulesOf({ status, rules }: RobotsAnswered, url: string, userAgent: string): RobotsRules {
  if (refuses(status)) {
    throw new SourceError('network', `robots.txt answers ${status}: not asking further until it is readable`);
  }
  if (rules === '') return allowAll;
  const robots = robotsParser(url, rules);
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
