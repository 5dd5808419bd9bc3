import type { JSX } from 'preact';
import type { EntryChange, LexiconVersion, OfficeEntry } from '../../core/office-lexicon.ts';
import { formatNumber } from '../../core/time.ts';
import { sayPoints, wordPath } from '../lexicon-wording.ts';
import { Form } from './form.tsx';
import { TextInput } from './inputs.tsx';
import { When } from './time.tsx';

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

/** The words to which the office gives weights. */
export function OfficeWords({ entries }: { entries: readonly OfficeEntry[] }): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <caption>Kata dengan bobot kantor</caption>
        <thead>
          <tr>
            <th scope="col">Kata</th>
            <th scope="col" class="number">
              Bobot
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ term, weight }) => (
            <tr key={term}>
              <td class="main-cell">
                <a href={wordPath(term)}>{term}</a>
              </td>
              <td class="number" data-name="Bobot">
                {sayPoints(weight)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface VersionsProps {
  readonly versions: readonly LexiconVersion[];
  /** In use. */
  readonly current: number;
  readonly clock: Clock;
}

export function VersionTable({ versions, current, clock }: VersionsProps): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <caption>Versi leksikon kantor, terbaru di atas</caption>
        <thead>
          <tr>
            <th scope="col">Versi</th>
            <th scope="col">Waktu</th>
            <th scope="col">Oleh</th>
            <th scope="col">Alasan</th>
            <th scope="col" class="number">
              Jumlah kata
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, at, who, why, size }) => (
            <tr key={version}>
              <td class="main-cell">
                <a href={`/leksikon/versi/${version}`}>Versi {formatNumber(version)}</a>
                {version === current ? <span class="quiet"> (dipakai)</span> : null}
              </td>
              <td data-name="Waktu">
                <When at={at} {...clock} />
              </td>
              <td data-name="Oleh">{who}</td>
              <td data-name="Alasan">{why}</td>
              <td class="number" data-name="Jumlah kata">
                {formatNumber(size)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ChangeTable({ changes, from, to }: { changes: readonly EntryChange[]; from: number; to: number }) {
  if (changes.length === 0) return <p class="more">Isi kedua versi sama.</p>;
  const say = (weight: number | null) => (weight === null ? 'tidak ada' : sayPoints(weight));
  return (
    <div class="table-wrap card">
      <table class="wide">
        <caption>
          Perbedaan versi {from} dan versi {to}
        </caption>
        <thead>
          <tr>
            <th scope="col">Kata</th>
            <th scope="col" class="number">
              Versi {from}
            </th>
            <th scope="col" class="number">
              Versi {to}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ term, before, after }) => (
            <tr key={term}>
              <td class="main-cell">
                <a href={wordPath(term)}>{term}</a>
              </td>
              <td class="number" data-name={`Versi ${from}`}>
                {say(before)}
              </td>
              <td class="number" data-name={`Versi ${to}`}>
                {say(after)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Uses the words of an earlier version again. */
export function RestoreForm({ version }: { version: number }): JSX.Element {
  return (
    <section class="card work" aria-labelledby="kembali">
      <h2 id="kembali">Kembali ke versi {version}</h2>
      <Form
        action={`/api/v1/lexicon/versions/${version}/restore`}
        back="/leksikon/versi"
        done={`Isi versi ${version} dipakai lagi sebagai versi baru. Sebutan dinilai ulang di latar belakang.`}
        class="write"
      >
        <TextInput name="why" label="Alasan" maxLength={300} required wide />
        <div class="submit">
          <button type="submit">Pakai lagi</button>
        </div>
      </Form>
    </section>
  );
}
