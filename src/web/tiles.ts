/** A square of the map. Column and row count from 0. */
export interface Tile<T> {
  readonly column: number;
  readonly row: number;
  readonly item: T;
}

export interface TileGrid<T> {
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly Tile<T>[];
}

/**
 * Lays the items out in lines, a little wider than high, each line beginning under the one before. Codes of kecamatan run through a
 * regency from one neighbour to the next, so every second line goes back (as one ploughs) and what follows lies beside.
 * @param columns how many tiles stand side by side; as fits the number if null
 */
export function layTiles<T>(items: readonly T[], columns: number | null = null): TileGrid<T> {
  const width = Math.max(1, columns ?? Math.ceil(Math.sqrt(items.length * 2)));
  const rows = Math.ceil(items.length / width);
  const tiles = items.map((item, index) => {
    const row = Math.floor(index / width);
    const place = index % width;
    return { item, row, column: row % 2 === 0 ? place : width - 1 - place };
  });
  return { columns: width, rows, tiles };
}
