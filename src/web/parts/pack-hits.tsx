import type { JSX } from 'preact';
import type { KeywordPack } from '../../core/keyword-pack.ts';
import { toWebLink } from '../../core/link.ts';
import { formatNumber } from '../../core/time.ts';
import type { HitCounts } from '../../store/count-hits.ts';
import type { PackSighting } from '../../store/list-hits.ts';
import { platformNames } from '../wording.ts';
import { sayTheme } from './keyword-packs.tsx';
import { Empty } from './notices.tsx';
import { When } from './time.tsx';

const maxShown = 300;

/** The words that are watched. */
export function WordTable({ pack }: { pack: KeywordPack }): JSX.Element {
  return (
    <details class="card">
      <summary>{formatNumber(pack.keywords.length)} kata kunci</summary>
      <div class="table-wrap">
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">Kata kunci</th>
              <th scope="col">Tema</th>
              <th scope="col">Hanya bersama</th>
            </tr>
          </thead>
          <tbody>
            {pack.keywords.slice(0, maxShown).map(({ text, theme, near }) => (
              <tr key={text}>
                <td class="main-cell">{text}</td>
                <td data-name="Tema">{sayTheme(theme)}</td>
                <td data-name="Hanya bersama">{near.length === 0 ? '–' : near.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const directionNames = { for: 'mendukung', against: 'menyerang', neither: 'tidak jelas' } as const;

interface SightingProps {
  readonly sightings: readonly PackSighting[];
  readonly themes: HitCounts['themes'];
  readonly theme: string | null;
  readonly path: string;
  readonly clock: { readonly now: Date; readonly zone: string };
}

/** What the pack found: the words in their sentence, and never who wrote them. */
export function SightingList({ sightings, themes, theme, path, clock }: SightingProps): JSX.Element {
  return (
    <section aria-labelledby="temuan">
      <h2 id="temuan">Temuan</h2>
      {themes.length < 2 ? null : (
        <ul class="tabs">
          <li>
            <a href={`${path}#temuan`} aria-current={theme === null ? 'true' : undefined}>
              Semua tema
            </a>
          </li>
          {themes.map((own) => (
            <li key={own.theme}>
              <a
                href={`${path}?tema=${encodeURIComponent(own.theme)}#temuan`}
                aria-current={theme === own.theme ? 'true' : undefined}
              >
                {sayTheme(own.theme)} <span class="count">{formatNumber(own.mentions)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {sightings.length === 0 ? (
        <Empty title="Belum ada temuan">Sebutan yang memuat kata kunci tampil di sini.</Empty>
      ) : (
        <ul class="card plain-list">
          {sightings.map((sighting, index) => (
            <Sighting key={`${sighting.publishedAt} ${index}`} sighting={sighting} clock={clock} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Sighting({ sighting, clock }: { sighting: PackSighting; clock: SightingProps['clock'] }): JSX.Element {
  const { keywords, candidates, answers, medium, url, platform, publishedAt, hoaxClass } = sighting;
  const [first] = keywords;
  const link = toWebLink(url);
  const answer = answers.find(({ kind }) => kind === 'match');
  const answerLink = toWebLink(answer?.url ?? null);
  const themes = [...new Set(keywords.map((keyword) => sayTheme(keyword.theme)))];
  return (
    <li>
      {first === undefined ? null : (
        <p>
          … {first.before}
          <mark class="mark-hit">{first.hit}</mark>
          {first.after} …
        </p>
      )}
      <p class="quiet">
        {medium ?? platformNames[platform as keyof typeof platformNames] ?? platform} ·{' '}
        <When at={publishedAt} {...clock} /> · {themes.join(', ')}
        {hoaxClass === 'claim' ? ' · diduga hoaks' : ''}
        {candidates.map(({ id, direction }) => ` · ${id}: ${directionNames[direction]}`)}
        {link === null ? null : (
          <>
            {' '}
            ·{' '}
            <a href={link.href} rel="noopener noreferrer nofollow">
              {link.host}
            </a>
          </>
        )}
      </p>
      {answerLink === null ? null : (
        <p class="quiet">
          Sudah ada jawabannya:{' '}
          <a href={answerLink.href} rel="noopener noreferrer nofollow">
            {answer?.title ?? answerLink.host}
          </a>
        </p>
      )}
    </li>
  );
}
