/**
 * Lets one message at a time take the step after which the other side may have it, until that is written down: a kill leaves at most
 * one message in doubt. A message that is in doubt for two seconds is no longer waited for: one slow recipient must not hold up all.
 */
export interface LastStep {
  turn(): Turn;
}

export interface Turn {
  /** Resolves when it is this message's turn. */
  wait(): Promise<void>;
  /** Its outcome is written down, or it came to nothing. */
  end(): void;
}

const patienceMs = 2_000;

export function createLastStep(): LastStep {
  const waiting: (() => void)[] = [];
  let busy = false;
  const next = (): void => {
    if (!busy) waiting.shift()?.();
  };
  return {
    turn() {
      let release: (() => void) | null = null;
      let ended = false;
      return {
        wait: () =>
          new Promise((resolve) => {
            waiting.push(() => {
              resolve();
              // Its connection may have ended while it waited.
              if (ended) return next();
              busy = true;
              const timer = setTimeout(() => release?.(), patienceMs);
              release = () => {
                release = null;
                clearTimeout(timer);
                busy = false;
                next();
              };
            });
            next();
          }),
        end() {
          ended = true;
          release?.();
        },
      };
    },
  };
}
