import type { JSX } from 'preact';
import type { ChangePreview, WordLookup } from '../../core/lexicon-desk.ts';
import { largestWeight } from '../../core/office-lexicon.ts';
import { formatNumber } from '../../core/time.ts';
import { sayPoints, trialPath, wordPath } from '../lexicon-wording.ts';
import { labelNames } from '../wording.ts';
import { Form } from './form.tsx';
import { TextInput } from './inputs.tsx';

interface WeightProps {
  readonly lookup: WordLookup;
  /** Null while nothing is tried out. */
  readonly preview: ChangePreview | null;
  /** What was typed as a weight and is none. */
  readonly fault: string | null;
  readonly mayChange: boolean;
}

/** The office's weight of a word: what it is, what another would do, and the way to store it. */
export function WordWeight({ lookup, preview, fault, mayChange }: WeightProps): JSX.Element {
  const { office, term } = lookup;
  return (
    <section class="card work" aria-labelledby="kantor">
      <h2 id="kantor">Bobot kantor</h2>
      <p>
        {office === null
          ? 'Kantor belum memberi bobot pada kata ini.'
          : `Kantor memberi kata ini bobot ${sayPoints(office)}.`}
      </p>
      {mayChange ? <TryForm term={term} value={preview?.after ?? office} fault={fault} /> : null}
      {mayChange && office !== null && preview?.after !== null ? (
        <p class="more">
          <a href={trialPath(term, null)}>Lihat dampaknya bila bobot ini dicabut</a>
        </p>
      ) : null}
      {preview === null ? null : <Impact preview={preview} />}
    </section>
  );
}

function TryForm({ term, value, fault }: { term: string; value: number | null; fault: string | null }): JSX.Element {
  const path = wordPath(term);
  return (
    <form class="word-search" method="get" action={path.includes('?') ? '/leksikon' : path}>
      {path.includes('?') ? <input type="hidden" name="kata" value={term} /> : null}
      <label class="field">
        <span>
          Bobot, −{largestWeight} (sangat buruk) sampai {largestWeight} (sangat baik)
        </span>
        <input
          type="number"
          name="bobot"
          min={-largestWeight}
          max={largestWeight}
          step={0.1}
          value={value ?? ''}
          required
          aria-invalid={fault === null ? undefined : 'true'}
          aria-describedby={fault === null ? 'bobot-bantuan' : 'bobot-salah bobot-bantuan'}
        />
        {fault === null ? null : (
          <span class="wrong" id="bobot-salah">
            {fault}
          </span>
        )}
      </label>
      <button type="submit">Lihat dampaknya</button>
      <p class="quiet" id="bobot-bantuan">
        Belum menyimpan apa pun. Tiap poin mengalikan peluang nada yang searah 1,5 kali dan membagi yang berlawanan 1,5
        kali; seluruh kata kantor dalam satu teks dihitung paling banyak 6 poin.
      </p>
    </form>
  );
}

function Impact({ preview }: { preview: ChangePreview }): JSX.Element {
  const { term, after, before } = preview;
  const same = after === before;
  return (
    <div id="dampak" class="impact">
      <h3>{after === null ? 'Dampak bila dicabut' : `Dampak bobot ${sayPoints(after)}`}</h3>
      <p class="big-fact" role="status">
        {sayFlipped(preview)}
      </p>
      {sayLimits(preview).map((sentence) => (
        <p key={sentence} class="quiet">
          {sentence}
        </p>
      ))}
      {preview.flips.length === 0 ? null : <FlipTables preview={preview} />}
      {same ? null : (
        <Form
          action="/api/v1/lexicon/words"
          {...(after === null ? { method: 'delete' as const } : {})}
          back={wordPath(term)}
          done="Tersimpan sebagai versi baru. Sebutan dinilai ulang di latar belakang."
          class="write"
          hidden={after === null ? { term } : { term, weight: after }}
        >
          <TextInput
            name="why"
            label="Alasan"
            maxLength={300}
            required
            wide
            help="Dibaca orang yang kelak melihat daftar versi."
          />
          <div class="submit">
            <button type="submit">{after === null ? 'Cabut bobot' : `Simpan bobot ${sayPoints(after)}`}</button>
          </div>
        </Form>
      )}
    </div>
  );
}

function sayFlipped({ flipped, holding, days, found, looked, cut }: ChangePreview): string {
  const isWhole = !cut && looked === found;
  if (holding === 0)
    return `Tidak ada sebutan ${days} hari terakhir yang ${isWhole ? '' : 'diperiksa dan '}memuat kata ini.`;
  const of = `${formatNumber(holding)} sebutan ${days} hari terakhir yang ${isWhole ? '' : 'diperiksa dan '}memuat kata ini`;
  return flipped === 0
    ? `Dari ${of}, tidak ada yang berubah nada.`
    : `Dari ${of}, ${formatNumber(flipped)} berubah nada.`;
}

/** What was not looked at, and what stays: only where there is something to say. */
function sayLimits({ found, looked, cut, byHand }: ChangePreview): readonly string[] {
  return [
    ...(cut
      ? ['Ini sampel: kata ini sering muncul, jadi dari setiap tiga hari hanya 150 sebutan terbaru yang diperiksa.']
      : []),
    ...(looked < found
      ? [
          `Waktunya tidak cukup: ${formatNumber(looked)} dari ${formatNumber(found)} sebutan yang mungkin memuatnya diperiksa, tersebar merata.`,
        ]
      : []),
    ...(byHand > 0 ? [`${formatNumber(byHand)} di antaranya sudah dinilai petugas dan tidak ikut berubah.`] : []),
  ];
}

function FlipTables({ preview: { flips, examples, flipped } }: { preview: ChangePreview }): JSX.Element {
  return (
    <>
      <table class="compact">
        <caption class="quiet">Perubahan nada</caption>
        <thead>
          <tr>
            <th scope="col">Dari</th>
            <th scope="col">Menjadi</th>
            <th scope="col" class="number">
              Sebutan
            </th>
          </tr>
        </thead>
        <tbody>
          {flips.map(({ before, after, count }) => (
            <tr key={`${before} ${after}`}>
              <td>{labelNames[before]}</td>
              <td>{labelNames[after]}</td>
              <td class="number">{formatNumber(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details open={examples.length <= 10}>
        <summary>
          {examples.length < flipped
            ? `${formatNumber(examples.length)} dari ${formatNumber(flipped)} sebutan yang berubah`
            : 'Sebutan yang berubah'}
        </summary>
        <ul class="plain-list">
          {examples.map(({ id, head, before, after }) => (
            <li key={id}>
              <span class="flip">
                {labelNames[before]} → {labelNames[after]}
              </span>{' '}
              <a href={`/sebutan/${id}`}>{head}</a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
