import type { JSX } from 'preact';
import type { LearnedWord, ListedTerm, WordExample, WordLookup } from '../../core/lexicon-desk.ts';
import { languageNames, nameOfList, sayKind, sayPoints } from '../lexicon-wording.ts';
import { labelNames } from '../wording.ts';
import { When } from './time.tsx';

/** What lists and model know of a word. */
export function WordFacts({ lookup }: { lookup: WordLookup }): JSX.Element {
  const { lists, phrases, spellings, learned } = lookup;
  return (
    <section class="card work" aria-labelledby="bawaan">
      <h2 id="bawaan">Yang diketahui program</h2>
      {lists.length === 0 ? (
        <p>Tidak ada di daftar kata bawaan.</p>
      ) : (
        <TermTable terms={lists} caption="Di daftar kata bawaan" />
      )}
      <Learned learned={learned} isListed={lists.some(({ weight }) => weight !== null)} />
      {spellings.length === 0 ? null : (
        <p class="more">
          <strong>Ejaan lain yang dibaca sama:</strong> {spellings.join(', ')}.
        </p>
      )}
      {phrases.length === 0 ? null : (
        <details>
          <summary>Frasa di daftar yang memuat kata ini</summary>
          <TermTable terms={phrases} caption="Frasa; frasa menang atas kata di dalamnya" />
        </details>
      )}
    </section>
  );
}

function TermTable({ terms, caption }: { terms: readonly ListedTerm[]; caption: string }): JSX.Element {
  return (
    <table class="compact">
      <caption class="quiet">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Kata</th>
          <th scope="col">Daftar</th>
          <th scope="col" class="number">
            Bobot
          </th>
          <th scope="col">Jenis</th>
          <th scope="col">Bahasa</th>
        </tr>
      </thead>
      <tbody>
        {terms.map((term) => (
          <tr key={`${term.list} ${term.term} ${term.kind}`}>
            <th scope="row">{term.term}</th>
            <td>{nameOfList(term.list)}</td>
            <td class="number">{term.weight === null ? '–' : sayPoints(term.weight)}</td>
            <td>{sayKind(term) || '–'}</td>
            <td>{term.language === null ? 'semua' : (languageNames[term.language] ?? term.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The learned weight, with what it is worth beside the lists. */
function Learned({ learned, isListed }: { learned: readonly LearnedWord[]; isListed: boolean }): JSX.Element {
  return (
    <>
      <ul class="learned">
        {learned.map(({ word, known, points }) => (
          <li key={word}>
            <strong>Dari contoh yang dipelajari:</strong> “{word}” {sayPoints(points)} poin
            {known ? '.' : ', hanya dari susunan hurufnya; kata ini tidak ada dalam contoh.'}
          </li>
        ))}
      </ul>
      <p class="quiet">
        Poin dihitung untuk teks 20 kata tentang urusan publik, setara bobot kantor.
        {isListed ? ' Nada kata dari daftar sudah dihitung tersendiri, jadi angka ini bisa kecil atau berlawanan.' : ''}
      </p>
    </>
  );
}

interface ExamplesProps {
  readonly examples: readonly WordExample[];
  readonly clock: { readonly now: Date; readonly zone: string };
}

export function WordExamples({ examples, clock }: ExamplesProps): JSX.Element {
  return (
    <section class="card work" aria-labelledby="contoh">
      <h2 id="contoh">Contoh dari 30 hari terakhir</h2>
      {examples.length === 0 ? (
        <p>Tidak ada sebutan yang memuatnya.</p>
      ) : (
        <ul class="plain-list">
          {examples.map(({ id, head, label, publishedAt }) => (
            <li key={id}>
              <a href={`/sebutan/${id}`}>{head}</a>
              <span class="quiet under">
                {labelNames[label]} · <When at={publishedAt} {...clock} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
