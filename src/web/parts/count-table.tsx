import type { ComponentChildren, JSX } from 'preact';
import { type CategoryCounts, categories, totalOf } from '../../core/category.ts';
import { formatNumber } from '../../core/time.ts';
import { categoryNames } from '../wording.ts';

export interface CountRow {
  readonly key: string;
  readonly name: ComponentChildren;
  readonly counts: CategoryCounts;
}

/** Mentions by sentiment, a row for each day, voice, topic or place. */
export function CountTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: string;
  rows: readonly CountRow[];
}): JSX.Element {
  return (
    <table class="numbers">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">
            Semua
          </th>
          {categories.map((category) => (
            <th key={category} scope="col" class="number">
              {categoryNames[category]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, counts }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td class="number">{formatNumber(totalOf(counts))}</td>
            {categories.map((category) => (
              <td key={category} class="number">
                {formatNumber(counts[category])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
