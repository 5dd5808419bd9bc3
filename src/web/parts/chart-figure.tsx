import type { ComponentChildren, JSX } from 'preact';
import type { ChartPlan, PictureSize } from '../../charts/picture.ts';

export interface ChartFigureProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** Said beneath the title: what is counted, and of when. */
  readonly note?: ComponentChildren;
  /** Address of the picture in a size; what is drawn in it on a desk and on a phone. */
  readonly addressOf: (size: PictureSize) => string;
  readonly size: Exclude<PictureSize, 'narrow'>;
  readonly desk: ChartPlan;
  readonly phone: ChartPlan;
  /** The same numbers as a file. */
  readonly csv: string;
  /** The same numbers as a table. */
  readonly children: ComponentChildren;
}

/** A chart that nobody has to see to know what it says: in words, in numbers, and as a file. */
export function ChartFigure(props: ChartFigureProps): JSX.Element {
  const { id, title, note, addressOf, size, desk, phone, csv, children } = props;
  return (
    <figure class="card chart" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <p class="quiet">{note}</p>}
      </figcaption>
      <picture>
        <source media="(max-width: 640px)" srcSet={addressOf('narrow')} width={phone.width} height={phone.height} />
        <img
          src={addressOf(size)}
          alt={desk.alt}
          width={desk.width}
          height={desk.height}
          loading="lazy"
          decoding="async"
        />
      </picture>
      <div class="chart-numbers">
        <details>
          <summary>Angka sebagai tabel</summary>
          <div class="table-scroll">{children}</div>
        </details>
        <a href={csv}>Unduh CSV</a>
      </div>
    </figure>
  );
}
