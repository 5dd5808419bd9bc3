/**
 * What all who ask the web know of hosts together: whose turn it is, who asked to be left alone, what robots.txt says. One for the
 * process, or one for all processes that collect.
 */
export interface SharedHosts {
  readonly turns: HostTurns;
  /** Null where each client keeps what it read to itself. */
  readonly robots: RobotsShelf | null;
}

/** Hosts are named as net/host-key.ts spells them. */
export interface HostTurns {
  /** The longest that a turn is waited for, in milliseconds: who would have to wait longer is told to come back. */
  readonly patienceMs: number;

  /**
   * Reserves the host's next turn, so that no other comes sooner than `spacingMs` after it. Waiting until then is the caller's. A turn
   * that nobody takes is lost, and costs that much time.
   * @throws when it cannot be known whose turn it is: then nobody may ask
   */
  reserve(host: string, asked: TurnAsked): Promise<Turn>;

  /** The host asked to be left alone for so many milliseconds, by whomever. */
  pause(host: string, forMs: number): Promise<void>;
}

export interface TurnAsked {
  readonly spacingMs: number;
  /** How long the host took for the caller's last answer, 0 if unknown: a slow host is not asked by several at once. */
  readonly tookMs: number;
}

export type Turn =
  /** May ask in so many milliseconds from when this was answered. */
  | { readonly isGranted: true; readonly inMs: number }
  /** Nothing was reserved. `paused`: the host wants to be left alone; else others are before. */
  | { readonly isGranted: false; readonly inMs: number; readonly isPaused: boolean };

/** robots.txt as its site answered, for all that ask there. */
export interface RobotsShelf {
  /**
   * `kept`: as it was read, and for how much longer it holds. `yours`: nobody has it, and the caller is the one to fetch it now: it tells
   * what came with `keep` or `release`. `awaited`: another is fetching it.
   * @throws when it cannot be known
   */
  find(origin: string): Promise<RobotsFound>;
  keep(origin: string, answer: RobotsAnswered, forMs: number): Promise<void>;
  /** No answer came: perhaps another has more luck. */
  release(origin: string): Promise<void>;
}

export type RobotsFound =
  | { readonly is: 'kept'; readonly answer: RobotsAnswered; readonly forMs: number }
  | { readonly is: 'yours' }
  | { readonly is: 'awaited' };

export interface RobotsAnswered {
  readonly status: number;
  /** What of the file is obeyed; empty allows everything. */
  readonly rules: string;
}
