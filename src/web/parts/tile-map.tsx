import type { JSX } from 'preact';
import { stepOf } from '../../charts/heat.ts';
import { formatNumber } from '../../core/time.ts';
import type { PlaceNumbers } from '../load-map.ts';
import { layTiles } from '../tiles.ts';

const size = 118;
const gap = 8;

/** Kecamatan as tiles: name and number in each, the darker the more; each leads to what was counted. */
export function TileMap({
  places,
  chosen,
  noun,
  linkOf,
}: {
  places: readonly PlaceNumbers[];
  chosen: string | null;
  /** What is counted: `sebutan negatif`. */
  noun: string;
  linkOf: (place: PlaceNumbers) => string;
}): JSX.Element {
  const most = Math.max(0, ...places.map(({ value }) => value));
  return (
    <>
      <Grid {...{ places, chosen, noun, linkOf, most }} columns={null} name="tile-map-wide" />
      <Grid {...{ places, chosen, noun, linkOf, most }} columns={3} name="tile-map-narrow" />
    </>
  );
}

function Grid(props: {
  places: readonly PlaceNumbers[];
  chosen: string | null;
  noun: string;
  linkOf: (place: PlaceNumbers) => string;
  most: number;
  columns: number | null;
  name: string;
}): JSX.Element {
  const { places, chosen, noun, linkOf, most, columns, name } = props;
  const grid = layTiles(places, columns);
  const width = grid.columns * (size + gap) - gap;
  const height = grid.rows * (size + gap) - gap;
  return (
    <svg class={`tile-map ${name}`} viewBox={`0 0 ${width} ${height}`}>
      <title>Petak kecamatan</title>
      {grid.tiles.map(({ item, column, row }) => {
        const lines = breakName(item.name);
        const label = `${item.name}: ${formatNumber(item.value)} ${noun}`;
        return (
          <a key={item.code} href={linkOf(item)} aria-current={item.code === chosen ? 'true' : undefined}>
            <title>{label}</title>
            <g transform={`translate(${column * (size + gap)} ${row * (size + gap)})`}>
              <rect class={`heat heat-${stepOf(item.value, most)}`} width={size} height={size} rx="10" />
              <g class={`heat-text heat-text-${stepOf(item.value, most)}`}>
                {lines.map((line, index) => (
                  <text key={line} class="tile-name" x="11" y={24 + index * 16}>
                    {line}
                  </text>
                ))}
                <text class="tile-value" x="11" y={size - 14}>
                  {formatNumber(item.value)}
                </text>
              </g>
            </g>
          </a>
        );
      })}
    </svg>
  );
}

const lineLength = 14;

/** In at most three lines; a long word is cut, the whole name is in the link's own name. */
function breakName(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > lineLength ? `${word.slice(0, lineLength - 1)}…` : word);
  }
  return lines.slice(0, 3);
}
