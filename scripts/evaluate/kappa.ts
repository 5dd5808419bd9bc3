export interface Agreement {
  readonly rows: number;
  /** Share of rows with the same label. */
  readonly raw: number;
  /** Cohen's kappa (1960): the agreement beyond what chance would give both; 1 when both always say the same. */
  readonly kappa: number;
}

/** How far two labellers agree on the same rows. */
export function agreementOf(first: readonly string[], second: readonly string[]): Agreement {
  if (first.length !== second.length) throw new Error('the labellers do not have the same rows');
  const rows = first.length;
  const shareOf = (labels: readonly string[]) => {
    const shares = new Map<string, number>();
    for (const label of labels) shares.set(label, (shares.get(label) ?? 0) + 1 / rows);
    return shares;
  };
  const raw = rows === 0 ? 0 : first.filter((label, index) => label === second[index]).length / rows;
  const shares = shareOf(second);
  const chance = [...shareOf(first)].reduce((sum, [label, share]) => sum + share * (shares.get(label) ?? 0), 0);
  return { rows, raw, kappa: chance >= 1 ? 1 : (raw - chance) / (1 - chance) };
}
