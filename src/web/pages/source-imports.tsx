import type { JSX } from 'preact';
import type { ImportJob } from '../../core/source-desk.ts';
import { formatNumber } from '../../core/time.ts';
import { findImport, listImports } from '../../store/imports.ts';
import { notFound, type Page, parseId, textOf } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { ImportPreviewTable, ImportResult } from '../parts/import-result.tsx';
import { DateInput, TextArea, TextInput } from '../parts/inputs.tsx';
import { Pager } from '../parts/pager.tsx';
import { Submit } from '../parts/source-form.tsx';
import { When } from '../parts/time.tsx';
import { importStateNames, saySize } from '../source-wording.ts';

const path = '/sumber/impor';

export const sourceImportPages: readonly Page[] = [
  {
    path,
    access: 'sources',
    async load({ query }, deps) {
      const cursor = textOf(query, 'kursor');
      const found = await listImports(deps.db, { limit: 20, ...(cursor === null ? {} : { cursor }) });
      const zone = deps.region.timezone;
      const body = (
        <>
          <p class="back">
            <a href="/sumber">← Semua sumber</a>
          </p>
          <h1>Impor berkas</h1>
          <p class="lead">
            Klipping, ekspor alat pemantau, aduan, dan unggahan yang dikumpulkan sendiri: CSV, Excel (XLSX), NDJSON,
            atau PDF, paling besar 20 MB. Bentuknya dikenali sendiri, dan Anda melihatnya dahulu sebelum ada yang
            disimpan.
          </p>
          <Upload />
          <Paste />
          <section class="source-tables" aria-labelledby="impor-sebelumnya">
            <h2 id="impor-sebelumnya">Impor sebelumnya</h2>
            {found.items.length === 0 ? (
              <p class="quiet">Belum ada.</p>
            ) : (
              <Jobs jobs={found.items} now={deps.now()} zone={zone} />
            )}
          </section>
          <Pager path={path} query={query} next={found.next} isFirst={cursor === null} />
        </>
      );
      return { title: 'Impor berkas', section: '/sumber', body };
    },
  },
  {
    path: `${path}/:id`,
    access: 'sources',
    async load({ params }, deps) {
      const job = await findImport(deps.db, parseId(params.id));
      if (job === null) throw notFound();
      const now = deps.now();
      const zone = deps.region.timezone;
      const body = (
        <>
          <p class="back">
            <a href={path}>← Impor berkas</a>
          </p>
          <p class="eyebrow">{importStateNames[job.state]}</p>
          <h1>{job.settings.name}</h1>
          <p class="lead">
            {job.preview.format} · {saySize(job.size)} · dibawa {job.who}, <When at={job.at} now={now} zone={zone} />
          </p>
          <p class="quiet">Dasar perolehan: {job.settings.basis}</p>
          <Decision job={job} />
          <ImportResult job={job} />
          <ImportPreviewTable job={job} now={now} zone={zone} />
        </>
      );
      return { title: `Impor ${job.settings.name}`, section: '/sumber', body };
    },
  },
];

function BasisInput(): JSX.Element {
  return (
    <TextInput
      name="basis"
      label="Dasar perolehan data (wajib)"
      maxLength={500}
      required
      wide
      help="Misalnya: ekspor akun resmi, perjanjian dengan universitas, klipping petugas dari media cetak."
    />
  );
}

/** Shown by the script: a form without it cannot send a file in a way that the API takes. */
function Upload(): JSX.Element {
  return (
    <section class="card work" aria-labelledby="unggah" hidden>
      <h2 id="unggah">Unggah berkas</h2>
      <form class="write upload" method="get" action="/api/v1/imports" data-upload="ya">
        <label class="field field-wide">
          <span>Berkas</span>
          <input type="file" accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.pdf" required />
        </label>
        <BasisInput />
        <TextInput name="sheet" label="Lembar (Excel)" maxLength={100} help="Bila kosong: lembar pertama." />
        <DateInput name="date" label="Tanggal bila tidak disebut" help="Bila kosong: waktu impor." />
        <progress hidden aria-label="Kemajuan unggahan" />
        <p class="trouble field-wide" role="alert" />
        <Submit label="Unggah dan lihat isinya" />
      </form>
    </section>
  );
}

function Paste(): JSX.Element {
  return (
    <section class="card work" aria-labelledby="tempel">
      <h2 id="tempel">Tempel tabel</h2>
      <Form action="/api/v1/imports" back={`${path}/{id}`} class="write">
        <TextArea
          name="text"
          label="Isi CSV dengan judul kolomnya"
          rows={6}
          maxLength={90_000}
          required
          help="Salin dari lembar kerja yang disimpan sebagai CSV, atau satu objek JSON tiap baris. Paling banyak sekitar 90.000 huruf; yang lebih besar diunggah sebagai berkas."
        />
        <BasisInput />
        <DateInput name="date" label="Tanggal bila tidak disebut" help="Bila kosong: waktu impor." />
        <Submit label="Lihat isinya" />
      </Form>
    </section>
  );
}

function Jobs({ jobs, now, zone }: { jobs: readonly ImportJob[]; now: Date; zone: string }): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Berkas</th>
            <th scope="col">Keadaan</th>
            <th scope="col">Dibawa</th>
            <th scope="col" class="number">
              Diterima
            </th>
            <th scope="col" class="number">
              Ditolak
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <td class="main-cell">
                <a href={`${path}/${job.id}`}>{job.settings.name}</a>
                <span class="quiet under">{job.preview.format}</span>
              </td>
              <td data-name="Keadaan">{importStateNames[job.state]}</td>
              <td data-name="Dibawa">
                <When at={job.at} now={now} zone={zone} />
                <span class="quiet under">{job.who}</span>
              </td>
              <td data-name="Diterima" class="number">
                {job.result === null ? '–' : formatNumber(job.result.accepted)}
              </td>
              <td data-name="Ditolak" class="number">
                {job.result === null ? '–' : formatNumber(job.result.rejected)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Decision({ job }: { job: ImportJob }): JSX.Element | null {
  const action = `/api/v1/imports/${job.id}`;
  const back = `${path}/${job.id}`;
  if (job.state === 'running') {
    return (
      <p class="notice" data-again="ya">
        Sedang diimpor. <a href={back}>Perbarui halaman</a>
      </p>
    );
  }
  if (job.state !== 'ready') return null;
  return (
    <div class="acts">
      <Form action={`${action}/run`} back={back}>
        <button type="submit">Impor berkas ini</button>
      </Form>
      <Form action={action} method="delete" back={path} done="Berkas dibuang.">
        <button type="submit" class="button-quiet">
          Buang
        </button>
      </Form>
    </div>
  );
}
