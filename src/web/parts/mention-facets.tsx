import type { JSX } from 'preact';
import type { Region } from '../../core/region.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import type { FacetCount, Facets } from '../../store/facets.ts';
import type { PageRequest } from '../page.ts';
import { classNames, labelNames, platformNames } from '../wording.ts';
import { addressOf } from './pager.tsx';

const shown = 8;

/** How the hits divide; each line narrows the search to itself, or takes that filter away again. */
export function MentionFacets({
  facets,
  query,
  region,
}: {
  facets: Facets;
  query: PageRequest['query'];
  region: Region;
}): JSX.Element | null {
  if (facets.counted === 0) return null;
  const districts = new Map(region.districts.map(({ code, name }) => [code, name]));
  const groups = [
    ['nada', 'Sentimen', facets.sentiment, (id: string) => nameOf(labelNames, id)],
    ['topik', 'Topik', facets.topic, (id: string) => nameOf(topicNames, id)],
    ['opd', 'OPD', facets.agency, (id: string) => id],
    ['kecamatan', 'Kecamatan', facets.district, (id: string) => districts.get(id) ?? null],
    ['kanal', 'Kanal', facets.platform, (id: string) => nameOf(platformNames, id)],
    ['kelas', 'Kelas sumber', facets.sourceClass, (id: string) => nameOf(classNames, id)],
  ] as const;
  return (
    <section class="card facets" aria-labelledby="rincian">
      <h2 id="rincian">Rincian</h2>
      <p class="quiet">
        {facets.complete
          ? `Dari ${formatNumber(facets.counted)} sebutan yang cocok.`
          : `Dari ${formatNumber(facets.counted)} sebutan terbaru yang cocok.`}
      </p>
      {groups.map(([name, title, counts, say]) => (
        <FacetGroup key={name} name={name} title={title} counts={counts} say={say} query={query} />
      ))}
    </section>
  );
}

function nameOf(names: object, id: string): string | null {
  return Object.hasOwn(names, id) ? ((names as Record<string, string>)[id] ?? null) : null;
}

interface GroupProps {
  readonly name: string;
  readonly title: string;
  readonly counts: readonly FacetCount[];
  /** Null for what is none of ours: a kecamatan of another regency. */
  readonly say: (id: string) => string | null;
  readonly query: PageRequest['query'];
}

function FacetGroup({ name, title, counts, say, query }: GroupProps): JSX.Element | null {
  const known = counts.flatMap(({ id, count }) => {
    const label = say(id);
    return label === null ? [] : [{ id, count, label }];
  });
  if (known.length === 0) return null;
  const { [name]: chosen, ...others } = query;
  return (
    <div class="facet">
      <h3>{title}</h3>
      <ul>
        {known.slice(0, shown).map(({ id, count, label }) => (
          <li key={id}>
            <a
              href={addressOf('/sebutan', chosen === id ? others : { ...query, [name]: id }, null)}
              aria-current={chosen === id ? 'true' : undefined}
            >
              {label}
              {chosen === id ? <span class="hidden"> (saringan ini, tekan untuk melepas)</span> : null}
            </a>{' '}
            <span class="number">{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
