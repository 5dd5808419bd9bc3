import type { JSX } from 'preact';
import type { OfficeAccuracy, Share, WordProposals } from '../../core/lexicon-desk.ts';
import { formatNumber } from '../../core/time.ts';
import { sayPoints, trialPath } from '../lexicon-wording.ts';
import { labelNames } from '../wording.ts';
import { Empty, Notice } from './notices.tsx';

/** Words that the verdicts of people speak for. */
export function Proposals({ proposals, mayChange }: { proposals: WordProposals; mayChange: boolean }): JSX.Element {
  const { texts, items } = proposals;
  if (items.length === 0) {
    return (
      <Empty title="Belum ada usulan">
        {texts === 0
          ? 'Nilai sebutan di halaman Sebutan. Kata yang muncul di banyak sebutan yang digeser ke arah yang sama akan diusulkan di sini.'
          : `Dari ${formatNumber(texts)} sebutan yang dinilai petugas, belum ada kata yang sedikitnya tiga kali digeser ke arah yang sama.`}
      </Empty>
    );
  }
  return (
    <div class="table-wrap card">
      <table class="wide">
        <caption>Usulan dari {formatNumber(texts)} sebutan yang dinilai petugas</caption>
        <thead>
          <tr>
            <th scope="col">Kata</th>
            <th scope="col">Arah</th>
            <th scope="col" class="number">
              Searah
            </th>
            <th scope="col" class="number">
              Tidak searah
            </th>
            <th scope="col" class="number">
              Menjadi benar
            </th>
            <th scope="col" class="number">
              Menjadi keliru
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ term, direction, weight, agree, against, mended, broken }) => (
            <tr key={term}>
              <td class="main-cell">
                <a href={mayChange ? trialPath(term, weight) : trialPath(term, weight).replace(/[?&]bobot=.*$/, '')}>
                  {term}
                </a>
              </td>
              <td data-name="Arah">
                {direction === 'negative' ? 'negatif' : 'positif'}, bobot {sayPoints(weight)}
              </td>
              <td class="number" data-name="Searah">
                {formatNumber(agree)}
              </td>
              <td class="number" data-name="Tidak searah">
                {formatNumber(against)}
              </td>
              <td class="number" data-name="Menjadi benar">
                {formatNumber(mended)}
              </td>
              <td class="number" data-name="Menjadi keliru">
                {formatNumber(broken)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How the program does on what people have judged, with what the figures do not say. */
export function Accuracy({ accuracy, mayTake }: { accuracy: OfficeAccuracy | null; mayTake: boolean }): JSX.Element {
  if (accuracy === null) {
    return <Empty title="Belum ada himpunan uji">Setiap sebutan yang dinilai petugas menjadi bahan ujinya.</Empty>;
  }
  const { texts, few, confirmed, ours, plain, majority } = accuracy;
  const rows: readonly (readonly [string, Share])[] = [
    ['Penilai sekarang', ours],
    ['Pembanding: hitung kata biasa', plain],
    [`Pembanding: selalu “${labelNames[majority.label].toLowerCase()}”`, majority],
  ];
  return (
    <>
      {few ? (
        <Notice tone="warning">
          Baru {formatNumber(texts)} teks. Di bawah 100 teks, selisih beberapa angka bisa terjadi karena kebetulan.
        </Notice>
      ) : null}
      <div class="table-wrap card">
        <table class="wide">
          <caption>Ketepatan nada pada {formatNumber(texts)} teks yang dinilai petugas</caption>
          <thead>
            <tr>
              <th scope="col">Cara menilai</th>
              <th scope="col" class="number">
                Akurasi
              </th>
              <th scope="col" class="number">
                Macro-F1
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, share]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number" data-name="Akurasi">
                  {percent(share.accuracy)}
                </td>
                <td class="number" data-name="Macro-F1">
                  {percent(share.macroF1)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        Program sependapat dengan petugas pada {formatNumber(confirmed)} teks. Petugas cenderung menandai yang keliru,
        jadi pada semua sebutan program lebih tepat daripada angka ini; menandai juga yang benar membuatnya lebih adil.
      </p>
      {mayTake ? (
        <p class="more">
          <a href="/api/v1/lexicon/evaluation?format=csv" download>
            Unduh himpunan uji (CSV)
          </a>
          , terbaca oleh <code>kentongan evaluate</code> dan <code>kentongan adapt</code>.
        </p>
      ) : null}
    </>
  );
}

function percent(share: number): string {
  return `${formatNumber(share * 100)}%`;
}
