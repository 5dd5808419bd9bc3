import type { JSX } from 'preact';
import { platforms } from '../../core/mention.ts';
import { sayPseudonym } from '../../core/pseudonym.ts';
import { type SubjectRequest, subjectRequestKinds } from '../../core/subject.ts';
import { formatDateTime } from '../../core/time.ts';
import { isOverdue, requestDeeds, requestNames, sayTimer } from '../privacy-wording.ts';
import { platformNames } from '../wording.ts';
import { Form } from './form.tsx';
import { Reveal, Select, TextArea, TextInput } from './inputs.tsx';

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

/** Requests without the names of who asks: those stand on the page of each. */
export function RequestTable({
  requests,
  caption,
  clock,
}: {
  requests: readonly SubjectRequest[];
  caption: string;
  clock: Clock;
}): JSX.Element {
  return (
    <div class="table-scroll">
      <table class="numbers wrapped">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Permintaan</th>
            <th scope="col">Waktu</th>
            <th scope="col">Tentang</th>
            <th scope="col">Diterima</th>
            <th scope="col">Batas</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <tr key={request.id}>
              <th scope="row">
                <a href={`/privasi/${request.id}`}>
                  {requestNames[request.kind]} #{request.id}
                </a>
              </th>
              <td>
                <Timer request={request} now={clock.now} />
              </td>
              <td>{sayAbout(request)}</td>
              <td>{formatDateTime(request.receivedAt, clock.zone)}</td>
              <td>{formatDateTime(request.dueAt, clock.zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The time that is left, or by how much it is over; said in words, not by colour alone. */
export function Timer({ request, now }: { request: SubjectRequest; now: Date }): JSX.Element {
  const outcome = request.outcome === 'refused' ? 'ditolak, ' : request.outcome === 'done' ? 'selesai, ' : '';
  const said = `${outcome}${sayTimer(request, now)}`;
  return isOverdue(request, now) ? <strong class="late">{said}</strong> : <span>{said}</span>;
}

export function sayAbout({ pseudonym, platform, mentionIds }: SubjectRequest): string {
  const person = sayPseudonym(pseudonym);
  const where = platform === null ? '' : ` di ${platformNames[platform]}`;
  const mentions = mentionIds.length === 0 ? '' : `${mentionIds.length} sebutan`;
  return [person === null ? '' : `${person}${where}`, mentions].filter((part) => part !== '').join(' dan ') || '–';
}

export function NewRequest(): JSX.Element {
  return (
    <Reveal label="Catat permintaan">
      <Form
        action="/api/v1/subject-requests"
        back="/privasi/{id}"
        done="Permintaan dicatat; batas waktunya 3 × 24 jam sejak diterima."
        class="write"
      >
        <Select
          name="kind"
          label="Yang diminta"
          options={subjectRequestKinds.map((kind) => [kind, requestNames[kind]])}
          required
        />
        <TextInput name="requester" label="Pemohon" help="Setelah identitasnya diperiksa." required maxLength={200} />
        <TextInput name="contact" label="Jawaban dikirim ke" maxLength={200} />
        <Select
          name="platform"
          label="Kanal akunnya"
          none="Bukan tentang akun"
          options={platforms.map((platform) => [platform, platformNames[platform]])}
        />
        <TextInput
          name="handle"
          label="Nama akun"
          help="Diisi bersama kanalnya. Yang disimpan hanya nama samarannya."
          maxLength={200}
        />
        <TextInput
          name="mentions"
          label="Nomor sebutan"
          help="Bila tentang satu sebutan: angka di alamat halamannya."
        />
        <TextArea name="note" label="Catatan" maxLength={2_000} />
        <p class="submit">
          <button type="submit">Catat</button>
        </p>
      </Form>
    </Reveal>
  );
}

/** What can be done with a request that waits. */
export function RequestActions({ request }: { request: SubjectRequest }): JSX.Element {
  const path = `/api/v1/subject-requests/${request.id}`;
  const back = `/privasi/${request.id}`;
  const isDeed = request.kind === 'erase' || request.kind === 'restrict';
  return (
    <section class="card work" aria-labelledby="tindakan">
      <h2 id="tindakan">Jawaban</h2>
      <p>{requestDeeds[request.kind]}</p>
      {request.kind === 'access' || request.kind === 'correction' ? <Downloads path={path} /> : null}
      <Reveal label={isDeed ? 'Laksanakan' : 'Tandai selesai'}>
        <Form action={`${path}/done`} back={back} done="Permintaan selesai." class="write">
          <TextArea name="answer" label="Yang disampaikan kepada pemohon" maxLength={2_000} />
          <p class="submit">
            <button type="submit">
              {isDeed ? `Laksanakan ${requestNames[request.kind].toLowerCase()}` : 'Selesai'}
            </button>
          </p>
        </Form>
      </Reveal>
      <Reveal label="Tolak">
        <Form action={`${path}/refusal`} back={back} done="Penolakan dicatat." class="write">
          <TextInput
            name="legalGround"
            label="Dasar hukum penolakan"
            help="Misalnya: UU 27/2022 Pasal 33 (mengungkap data orang lain)."
            required
            maxLength={300}
          />
          <TextArea name="answer" label="Yang disampaikan kepada pemohon" required maxLength={2_000} />
          <p class="submit">
            <button type="submit">Tolak permintaan</button>
          </p>
        </Form>
      </Reveal>
    </section>
  );
}

export function Downloads({ path }: { path: string }): JSX.Element {
  return (
    <p>
      <a href={`${path}/export?format=csv`} download>
        Unduh data (CSV)
      </a>{' '}
      ·{' '}
      <a href={`${path}/export?format=json`} download>
        Unduh data (JSON)
      </a>{' '}
      <span class="quiet">Tanda orang lain di dalam teks diganti; unduhan dicatat pada jejak audit.</span>
    </p>
  );
}
