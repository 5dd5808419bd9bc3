/** Decides whether a text is online-gambling spam, as planted on hijacked sites. */
export type GamblingCheck = (title: string | null, text: string) => boolean;

/** Sum of weights of distinct cues from which a text is spam. A news report on gambling names one or two. */
const threshold = 6;

/**
 * @param cues lower-case terms with weights (`lexicons/gambling.tsv`).
 * A cue counts once, however often it is repeated; a cue in the title counts twice.
 */
export function createGamblingCheck(
  cues: readonly { readonly term: string; readonly weight: number }[],
): GamblingCheck {
  const patterns = cues.map((cue) => ({
    weight: cue.weight,
    pattern: new RegExp(`(?<![a-z0-9])${toPattern(cue.term)}(?![a-z0-9])`),
  }));
  const anyCue = new RegExp(`(?<![a-z0-9])(?:${cues.map((cue) => toPattern(cue.term)).join('|')})(?![a-z0-9])`);
  return (title, text) => {
    const body = text.slice(0, 5_000).toLowerCase();
    const head = (title ?? '').toLowerCase();
    // Nearly every text has no cue at all: one look decides.
    if (cues.length === 0 || !(anyCue.test(head) || anyCue.test(body))) return false;
    let sum = 0;
    for (const { weight, pattern } of patterns) {
      if (pattern.test(head)) sum += 2 * weight;
      else if (pattern.test(body)) sum += weight;
      if (sum >= threshold) return true;
    }
    return false;
  };
}

function toPattern(term: string): string {
  return term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+');
}
