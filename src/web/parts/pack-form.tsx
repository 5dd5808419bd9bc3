import type { JSX } from 'preact';
import { electionStages, type KeywordPack } from '../../core/keyword-pack.ts';
import { stageNames } from '../wording.ts';
import { Form } from './form.tsx';
import { DateInput, Select, TextArea, TextInput } from './inputs.tsx';

/** A pack as text, a keyword and a candidate a line: as people keep it in a sheet. @param pack null for a new one */
export function PackForm({ pack, election }: { pack: KeywordPack | null; election: boolean }): JSX.Element {
  return (
    <Form
      action={election ? '/api/v1/election/packs' : '/api/v1/keyword-packs'}
      back="/hoaks/paket/{id}"
      done="Paket disimpan. Sebutan 92 hari terakhir diperiksa lagi."
      hidden={pack === null ? {} : { id: pack.id, replace: 'true' }}
      class="write card"
    >
      <TextInput name="title" label="Judul" value={pack?.title ?? ''} maxLength={120} required wide />
      {election ? (
        <Select
          name="stage"
          label="Tahapan"
          value={pack?.stage ?? null}
          none="Pilih tahapan"
          required
          options={electionStages.filter((stage) => stage !== 'none').map((stage) => [stage, stageNames[stage]])}
        />
      ) : null}
      <DateInput name="from" label="Berlaku mulai" value={pack?.from ?? null} />
      <DateInput
        name="to"
        label="Sampai"
        value={pack?.to ?? null}
        help={election ? 'Wajib: pemantauan pemilu harus ada awal dan akhirnya.' : 'Kosong: tanpa akhir.'}
      />
      <TextArea name="purpose" label="Tujuan" value={pack?.purpose ?? ''} rows={2} maxLength={500} required />
      <TextArea
        name="basis"
        label="Dasar"
        value={pack?.basis ?? ''}
        rows={2}
        maxLength={500}
        required
        help="Siapa yang memutuskan, dan dasar hukumnya."
      />
      <TextArea
        name="keywords"
        label="Kata kunci, satu per baris"
        value={(pack?.keywords ?? []).map(({ text, theme, near }) => row(text, theme, near)).join('\n')}
        rows={12}
        maxLength={60_000}
        required
        help="kata kunci | tema | kata dekat, kata dekat. Contoh: serangan fajar | politik-uang | pilkada, calon. Kata dekat boleh kosong."
      />
      {election ? (
        <TextArea
          name="candidates"
          label="Calon, satu per baris"
          value={(pack?.candidates ?? []).map(({ id, name, aliases }) => row(id, name, aliases)).join('\n')}
          rows={4}
          maxLength={10_000}
          help="nomor | nama | sebutan lain. Semua calon, atau kosong."
        />
      ) : null}
      <p class="submit">
        <button type="submit">Simpan paket</button>
      </p>
    </Form>
  );
}

function row(first: string, second: string, more: readonly string[]): string {
  return [first, second, ...(more.length === 0 ? [] : [more.join(', ')])].join(' | ');
}
