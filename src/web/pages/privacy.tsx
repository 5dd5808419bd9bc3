import type { JSX } from 'preact';
import { isAllowed } from '../../core/access.ts';
import type { Purge } from '../../core/retention.ts';
import type { Privacy, SubjectRequest } from '../../core/subject.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { writeAudit } from '../../store/audit.ts';
import { countUnjudged } from '../../store/authors-backfill.ts';
import { listPurges } from '../../store/purge.ts';
import { findSubjectRequest, listOpenRequests, listSubjectRequests } from '../../store/subjects.ts';
import { notFound, type Page, parseId, textOf } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { Downloads, NewRequest, RequestActions, RequestTable, sayAbout, Timer } from '../parts/privacy-requests.tsx';
import { isOverdue, requestNames, retentionNames, sayPurged } from '../privacy-wording.ts';

const section = '/privasi';
const shownOpen = 100;
const perPage = 30;
const shownPurges = 14;
/** More than this is said as "more than". */
const maxWaiting = 10_000;

export const privacyPages: readonly Page[] = [
  {
    path: section,
    access: 'audit',
    async load({ actor, query }, { db, now, region, privacy }) {
      const clock = { now: now(), zone: region.timezone };
      const cursor = textOf(query, 'kursor');
      const open = await listOpenRequests(db, shownOpen);
      const all = await listSubjectRequests(db, { limit: perPage, ...(cursor === null ? {} : { cursor }) });
      const ended = all.items.filter(({ endedAt }) => endedAt !== null);
      const late = open.filter((request) => isOverdue(request, clock.now)).length;
      const waiting = await countUnjudged(db, maxWaiting);
      const body = (
        <>
          <h1>Privasi</h1>
          <p class="lead">
            Permintaan warga tentang datanya sendiri, masa simpan, dan yang sudah dihapus. Nama warga disamarkan sejak
            dikumpulkan.
          </p>
          {late === 0 ? null : (
            <Notice tone="warning">{late} permintaan melewati batas 3 × 24 jam. Jawab yang teratas lebih dulu.</Notice>
          )}
          {waiting === 0 ? null : (
            <Notice tone="info">
              {waiting === maxWaiting ? 'Lebih dari ' : ''}
              {formatNumber(waiting)} sebutan lama sedang disamarkan penulisnya; ini berjalan sendiri.
            </Notice>
          )}
          <section class="card work" aria-labelledby="menunggu">
            <h2 id="menunggu">Menunggu jawaban</h2>
            {open.length === 0 ? (
              <Empty title="Tidak ada permintaan yang menunggu" />
            ) : (
              <RequestTable requests={open} caption="Yang paling mendesak di atas" clock={clock} />
            )}
            {isAllowed(actor, 'personal') ? <NewRequest /> : null}
          </section>
          {ended.length === 0 ? null : (
            <section class="card work" aria-labelledby="selesai">
              <h2 id="selesai">Sudah dijawab</h2>
              <RequestTable requests={ended} caption="Yang terakhir diterima di atas" clock={clock} />
              <Pager path={section} query={query} next={all.next} isFirst={cursor === null} />
            </section>
          )}
          <RetentionSection privacy={privacy} />
          <PurgeSection purges={await listPurges(db, shownPurges)} zone={clock.zone} />
        </>
      );
      return { title: 'Privasi', section, body };
    },
  },
  {
    path: `${section}/:id`,
    access: 'audit',
    async load({ actor, params }, { db, now, region }) {
      const request = await findSubjectRequest(db, parseId(params.id));
      if (request === null) throw notFound();
      const isHandler = isAllowed(actor, 'personal');
      if (isHandler) {
        const object = `subject-request:${request.id}`;
        await writeAudit(db, {
          at: now().toISOString(),
          who: actor.name,
          action: 'subject.read',
          object,
          detail: null,
        });
      }
      const title = `${requestNames[request.kind]} #${request.id}`;
      const body = (
        <>
          <p class="eyebrow">
            <a href={section}>← Privasi</a>
          </p>
          <h1>{title}</h1>
          <p class="lead">
            <Timer request={request} now={now()} />
          </p>
          <RequestFacts request={request} zone={region.timezone} isHandler={isHandler} />
          {isHandler && request.endedAt === null ? <RequestActions request={request} /> : null}
          {isHandler && request.endedAt !== null ? <Afterwards request={request} /> : null}
        </>
      );
      return { title, section, body };
    },
  },
];

function RequestFacts({
  request,
  zone,
  isHandler,
}: {
  request: SubjectRequest;
  zone: string;
  isHandler: boolean;
}): JSX.Element {
  const { requester, contact, note, receivedAt, dueAt, endedAt, endedBy, legalGround, answer, createdBy } = request;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Tentang', sayAbout(request)],
    ...(isHandler
      ? ([
          ['Pemohon', requester],
          ['Jawaban dikirim ke', contact],
          ['Catatan', note],
        ] as const)
      : []),
    ['Diterima', `${formatDateTime(receivedAt, zone)}, dicatat ${createdBy}`],
    ['Batas jawaban', formatDateTime(dueAt, zone)],
    ['Dijawab', endedAt === null ? null : `${formatDateTime(endedAt, zone)} oleh ${endedBy ?? 'kentongan'}`],
    ['Dasar penolakan', legalGround],
    ...(isHandler ? ([['Jawaban', answer]] as const) : []),
    ['Hasil', request.result === null ? null : sayResult(request.result)],
  ];
  return (
    <dl class="card facts-list">
      {facts.flatMap(([name, value]) =>
        value === null ? [] : [<dt key={`${name}-n`}>{name}</dt>, <dd key={`${name}-v`}>{value}</dd>],
      )}
    </dl>
  );
}

const resultNames: Readonly<Record<string, string>> = {
  mentions: 'sebutan',
  seals: 'nama',
  evidence: 'jawaban mentah',
  issues: 'judul isu',
  alerts: 'peringatan',
  messages: 'pesan',
  reports: 'laporan',
  imports: 'rincian impor',
};

function sayResult(result: Readonly<Record<string, number>>): string {
  return Object.entries(result)
    .map(([key, count]) => `${formatNumber(count)} ${resultNames[key] ?? key}`)
    .join(', ');
}

function Afterwards({ request }: { request: SubjectRequest }): JSX.Element | null {
  const path = `/api/v1/subject-requests/${request.id}`;
  if (request.kind === 'restrict' && request.outcome === 'done') {
    return (
      <Form action={`${path}/lift`} back={`${section}/${request.id}`} done="Pembekuan dicabut.">
        <p class="submit">
          <button type="submit">Cabut pembekuan</button>
        </p>
      </Form>
    );
  }
  return request.kind === 'access' ? <Downloads path={path} /> : null;
}

function RetentionSection({ privacy }: { privacy: Privacy }): JSX.Element {
  return (
    <section class="card work" aria-labelledby="masa-simpan">
      <h2 id="masa-simpan">Masa simpan</h2>
      <p class="quiet">
        Diatur di bagian <code>retention</code> berkas konfigurasi, sesuai jadwal retensi arsip kantor.
      </p>
      <div class="table-scroll">
        <table class="numbers wrapped">
          <caption>Berapa hari tiap jenis data disimpan</caption>
          <thead>
            <tr>
              <th scope="col">Jenis data</th>
              <th scope="col" class="number">
                Hari
              </th>
            </tr>
          </thead>
          <tbody>
            {retentionNames.map(([key, name]) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td class="number">{formatNumber(privacy.retention[key])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="after-table">
        Pejabat pelindungan data pribadi: {privacy.officer ?? 'belum diisi (privacy.officer di berkas konfigurasi)'}
      </p>
    </section>
  );
}

function PurgeSection({ purges, zone }: { purges: readonly Purge[]; zone: string }): JSX.Element {
  return (
    <section class="card work" aria-labelledby="penghapusan">
      <h2 id="penghapusan">Penghapusan harian</h2>
      {purges.length === 0 ? (
        <p class="quiet">Belum pernah berjalan; penghapusan pertama dimulai tak lama setelah Kentongan dijalankan.</p>
      ) : (
        <ul class="plain-list">
          {purges.map(({ at, counts }) => (
            <li key={at}>
              <strong>{formatDateTime(at, zone)}</strong>: {sayPurged(counts)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
