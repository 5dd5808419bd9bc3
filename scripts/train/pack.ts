/** Makes a model file's parts of fitted columns: features that hardly matter are left out. */
import type { Calibration, ModelParts } from '../../src/scoring/learned/model.ts';
import type { Fitted } from './fit.ts';

/** @param mostRows the features with the largest weights are kept: 105,000 of them make a file of 2.0 MB */
export function pack(fitted: Fitted, calibration: Calibration, version: string, mostRows: number): ModelParts {
  const { space } = fitted;
  const columns = fitted.columns.length;
  const count = space.keys.length;
  const largest = Float32Array.from({ length: count }, (_, feature) => {
    let most = 0;
    for (const column of fitted.columns) most = Math.max(most, Math.abs(column[feature] as number));
    return most * (space.idf[feature] as number);
  });
  const kept = Array.from({ length: count }, (_, feature) => feature)
    .sort((a, b) => (largest[b] as number) - (largest[a] as number))
    .slice(0, mostRows)
    // The commonest first: what most texts ask for stands side by side in memory.
    .sort(
      (a, b) =>
        (space.idf[a] as number) - (space.idf[b] as number) || (space.keys[a] as number) - (space.keys[b] as number),
    );
  const weights = new Float32Array(kept.length * columns);
  for (const [row, feature] of kept.entries()) {
    const idf = space.idf[feature] as number;
    for (let column = 0; column < columns; column += 1) {
      weights[row * columns + column] = ((fitted.columns[column] as Float32Array)[feature] as number) * idf;
    }
  }
  const lexicon = Object.fromEntries(
    space.lexicon.map((name, index) => [
      name,
      fitted.columns.map((column) => Math.round((column[count + index] as number) * 10_000) / 10_000),
    ]),
  );
  return {
    version,
    columns,
    keys: Uint32Array.from(kept, (feature) => space.keys[feature] as number),
    weights,
    lexicon,
    calibration,
  };
}
