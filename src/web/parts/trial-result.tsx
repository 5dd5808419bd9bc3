import type { JSX } from 'preact';
import { toWebLink } from '../../core/link.ts';
import type { SourceTrial, TrialFault, TrialReading } from '../../core/source-desk.ts';
import { formatNumber } from '../../core/time.ts';
import { foundNames, sayLanguage } from '../source-wording.ts';
import { Form } from './form.tsx';
import { TextInput } from './inputs.tsx';
import { When } from './time.tsx';

/** Where an address is pasted. */
export function AskForm({ value }: { value: string | null }): JSX.Element {
  return (
    <Form action="/api/v1/source-trials" back="/sumber/tambah?uji={id}" class="ask">
      <TextInput
        name="address"
        label="Alamat situs, umpan, kanal, atau akun; atau kata-kata untuk pencarian Google News"
        value={value}
        placeholder="https://kabar-contoh.id"
        maxLength={2000}
        required
        wide
      />
      <button type="submit">Periksa</button>
      <small class="help">Dibaca sekarang dari server ini, paling lama 40 detik. Belum ada yang disimpan.</small>
    </Form>
  );
}

export interface TrialProps {
  readonly trial: SourceTrial;
  readonly now: Date;
  readonly zone: string;
}

/** What asking an address or a source once came to. */
export function TrialResult({ trial, now, zone }: TrialProps): JSX.Element {
  const { kind, reading, fault, warnings } = trial;
  const seconds = Math.max(1, Math.round(trial.durationMs / 1_000));
  return (
    <>
      <p>
        {kind === null ? null : <>Ini {foundNames[kind] ?? kind}. </>}
        {reading === null ? null : <>{sayReading(reading)} </>}
        <span class="quiet">
          Diperiksa <When at={trial.at} now={now} zone={zone} /> oleh {trial.who}, {formatNumber(seconds)} detik.
        </span>
      </p>
      {fault === null ? null : <Fault fault={fault} />}
      {warnings.length === 0 ? null : (
        <ul class="trial-warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {reading === null || reading.newest.length === 0 ? null : <Newest reading={reading} now={now} zone={zone} />}
    </>
  );
}

function sayReading({ items, rejected }: TrialReading): string {
  const refused = rejected === 0 ? '' : `, ${formatNumber(rejected)} tidak dapat dipakai`;
  return `${formatNumber(items)} butir terbaca${refused}.`;
}

function Fault({ fault }: { fault: TrialFault }): JSX.Element {
  return (
    <div class="trial-fault" role="alert">
      <p class="trouble">{fault.sentence}</p>
      <p>{fault.advice}</p>
      {fault.technical === null ? null : <code class="technical">{fault.technical}</code>}
    </div>
  );
}

function Newest({ reading, now, zone }: { reading: TrialReading; now: Date; zone: string }): JSX.Element {
  return (
    <div class="table-wrap">
      <table class="wide">
        <caption>Yang terbaru</caption>
        <thead>
          <tr>
            <th scope="col">Judul</th>
            <th scope="col">Terbit</th>
            <th scope="col">Bahasa</th>
          </tr>
        </thead>
        <tbody>
          {reading.newest.map(({ title, url, publishedAt, language }) => (
            <tr key={`${url} ${title}`}>
              <td class="main-cell">
                <FoundTitle title={title} url={url} />
              </td>
              <td data-name="Terbit">
                {publishedAt === null ? (
                  <span class="quiet">tidak disebut</span>
                ) : (
                  <When at={publishedAt} now={now} zone={zone} />
                )}
              </td>
              <td data-name="Bahasa">{sayLanguage(language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FoundTitle({ title, url }: { title: string | null; url: string | null }): JSX.Element {
  const link = toWebLink(url);
  if (link === null) return <>{title ?? 'tanpa judul'}</>;
  return (
    <a href={link.href} rel="noopener noreferrer nofollow external" target="_blank">
      {title ?? link.host}
    </a>
  );
}
