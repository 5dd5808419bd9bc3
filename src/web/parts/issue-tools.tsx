import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Issue } from '../../core/issue.ts';
import type { Region } from '../../core/region.ts';
import { formatNumber } from '../../core/time.ts';
import { type PageRequest, textOf } from '../page.ts';
import { Form } from './form.tsx';
import { DateInput, Reveal, Select, TextInput } from './inputs.tsx';

/** Query parameter that looks for issues to join. */
export const joinSearch = 'cari';

interface ToolProps {
  readonly issue: Issue;
  readonly actor: Actor;
  readonly region: Region;
  readonly query: PageRequest['query'];
  /** Null while nothing was looked for. */
  readonly candidates: readonly Issue[] | null;
}

/** Another name, agency or due time; joining with another issue. */
export function IssueTools({ issue, actor, region, query, candidates }: ToolProps): JSX.Element | null {
  if (!isAllowed(actor, 'issues')) return null;
  const api = `/api/v1/issues/${issue.id}`;
  const back = `/isu/${issue.id}`;
  return (
    <section class="card work" aria-labelledby="ubah">
      <h2 id="ubah">Ubah isu</h2>
      <Reveal label="Ganti judul">
        <Form action={`${api}/title`} back={back} done="Judul diganti." class="write">
          <TextInput name="title" label="Judul" value={issue.title} maxLength={300} required wide />
          <TextInput name="why" label="Alasan" maxLength={1000} wide />
          <p class="submit">
            <button type="submit">Ganti judul</button>
          </p>
        </Form>
      </Reveal>
      <Reveal label="Ganti OPD">
        <Form action={`${api}/agency`} back={back} done="OPD diganti." class="write">
          <Select
            name="agency"
            label="OPD terkait"
            value={issue.agency}
            required
            none="Pilih OPD"
            options={region.agencies.map(({ id, name }) => [id, `${id} · ${name}`])}
          />
          <TextInput name="why" label="Alasan" maxLength={1000} wide />
          <p class="submit">
            <button type="submit">Ganti OPD</button>
          </p>
        </Form>
      </Reveal>
      {issue.state === 'diteruskan' ? (
        <Reveal label="Ubah batas waktu">
          <Form action={`${api}/due`} back={back} done="Batas waktu diubah." class="write">
            <DateInput name="dueAt" label="Diminta menjawab sampai" help="Sampai akhir hari itu." />
            <TextInput name="why" label="Alasan" maxLength={1000} wide />
            <p class="submit">
              <button type="submit">Ubah batas waktu</button>
            </p>
          </Form>
        </Reveal>
      ) : null}
      <Reveal label="Gabung ke isu lain" id="gabung" open={candidates !== null}>
        <form method="get" action={`${back}#gabung`} class="write">
          <TextInput
            name={joinSearch}
            label="Kata dalam judul, atau nomor isu"
            value={textOf(query, joinSearch)}
            maxLength={200}
            wide
          />
          <p class="submit">
            <button type="submit" class="button-quiet">
              Cari isu
            </button>
          </p>
        </form>
        {candidates === null ? null : <Candidates issue={issue} candidates={candidates} />}
      </Reveal>
    </section>
  );
}

function Candidates({ issue, candidates }: { issue: Issue; candidates: readonly Issue[] }): JSX.Element {
  if (candidates.length === 0) return <p class="quiet">Tidak ada isu lain yang cocok dalam 90 hari terakhir.</p>;
  return (
    <ul class="plain-list">
      {candidates.map((other) => (
        <li key={other.id}>
          <a href={`/isu/${other.id}`}>{other.title}</a>{' '}
          <span class="quiet">
            #{other.id} · {other.agency ?? 'OPD belum dikenali'} · {formatNumber(other.mentionCount)} sebutan
          </span>
          <Form
            action={`/api/v1/issues/${issue.id}/merge`}
            back="/isu/{id}"
            done={`Isu ${issue.id} digabung ke isu ini.`}
            hidden={{ into: other.id }}
            class="write"
          >
            <TextInput name="why" label="Alasan (wajib)" maxLength={1000} required wide />
            <p class="submit">
              <button type="submit">Gabung ke isu ini</button>
              <span class="help">Penggabungan tidak dapat dibatalkan; sebutannya dapat dipisahkan lagi.</span>
            </p>
          </Form>
        </li>
      ))}
    </ul>
  );
}
