import type { JSX } from 'preact';
import { formatAuditHead, parseAuditHead } from '../../core/audit-head.ts';
import { auditActionName, auditGroups } from '../../core/audit-words.ts';
import { addDays, formatNumber, instantAt, isDate } from '../../core/time.ts';
import { type AuditQuery, type AuditRow, listAudit } from '../../store/audit.ts';
import { type AuditVerdict, verifyAudit } from '../../store/audit-chain.ts';
import type { WebDeps } from '../deps.ts';
import { choiceOf, type Page, type PageRequest, textOf } from '../page.ts';
import { ChoiceField, DateField, TextField } from '../parts/fields.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { SettingsNav } from '../parts/settings-nav.tsx';
import { When } from '../parts/time.tsx';

const path = '/pengaturan/audit';
const perPage = 50;
/** Longer details are cut on the page; the download has them whole. */
const shownDetail = 300;

interface Filters {
  readonly who: string | null;
  readonly object: string | null;
  readonly action: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

function filtersOf({ query }: PageRequest): Filters {
  const dateOf = (name: string) => {
    const text = textOf(query, name, 10);
    return text !== null && isDate(text) ? text : null;
  };
  const groups = auditGroups.map(([prefix]) => prefix);
  return {
    who: textOf(query, 'siapa'),
    object: textOf(query, 'objek'),
    action: choiceOf(query, 'kelompok', groups),
    from: dateOf('dari'),
    to: dateOf('sampai'),
  };
}

function toQuery({ who, object, action, from, to }: Filters, cursor: string | null, zone: string): AuditQuery {
  return {
    limit: perPage,
    ...(who === null ? {} : { who }),
    ...(object === null ? {} : { object }),
    ...(action === null ? {} : { action }),
    ...(from === null ? {} : { from: instantAt(from, 0, zone) }),
    ...(to === null ? {} : { to: instantAt(addDays(to, 1), 0, zone) }),
    ...(cursor === null ? {} : { cursor }),
  };
}

export const auditPages: readonly Page[] = [
  {
    path,
    access: 'audit',
    async load(request, deps) {
      const { query, actor } = request;
      const { timezone: zone } = deps.region;
      const filters = filtersOf(request);
      const cursor = textOf(query, 'kursor');
      const { items, next } = await listAudit(deps.db, toQuery(filters, cursor, zone));
      const now = deps.now();
      const body = (
        <>
          <h1>Jejak audit</h1>
          <SettingsNav here={path} actor={actor} />
          <p class="lead">
            Siapa masuk, membaca yang dibatasi, mengunduh, dan mengubah apa. Tidak ada yang dapat diubah atau dihapus di
            sini.
          </p>
          <Check check={await checkOf(request, deps)} />
          <form class="filters" method="get" action={path}>
            <TextField name="siapa" label="Nama persis" value={filters.who} />
            <ChoiceField name="kelompok" label="Kelompok" value={filters.action} options={auditGroups} />
            <TextField name="objek" label="Objek, misalnya isu: issue:12" value={filters.object} />
            <DateField name="dari" label="Dari" value={filters.from} />
            <DateField name="sampai" label="Sampai" value={filters.to} />
            <button type="submit">Saring</button>
            <a class="button-quiet" href={downloadOf(filters)}>
              Unduh CSV
            </a>
          </form>
          {items.length === 0 ? (
            <Empty title="Tidak ada catatan">Tidak ada catatan yang cocok dengan saringan ini.</Empty>
          ) : (
            <Rows items={items} now={now} zone={zone} />
          )}
          <Pager path={path} query={query} next={next} isFirst={cursor === null} />
        </>
      );
      return { title: 'Jejak audit', section: path, body };
    },
  },
];

function Rows({ items, now, zone }: { items: readonly AuditRow[]; now: Date; zone: string }): JSX.Element {
  return (
    <div class="card table-wrap">
      <table class="wide audit-table">
        <thead>
          <tr>
            <th scope="col">Kapan</th>
            <th scope="col">Siapa</th>
            <th scope="col">Apa</th>
            <th scope="col">Objek</th>
            <th scope="col">Rincian</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, at, who, action, object, detail }) => (
            <tr key={id}>
              <td data-name="Kapan">
                <When at={at} now={now} zone={zone} /> <span class="technical">#{id}</span>
              </td>
              <td data-name="Siapa">{who}</td>
              <td class="main-cell">
                {auditActionName(action)} <span class="technical">{action}</span>
              </td>
              <td data-name="Objek">{object}</td>
              <td data-name="Rincian">
                <span class="technical">{sayDetail(detail)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayDetail(detail: unknown): string {
  if (detail === null) return '–';
  const text = JSON.stringify(detail);
  return text.length > shownDetail ? `${text.slice(0, shownDetail)}…` : text;
}

function downloadOf({ who, object, action, from, to }: Filters): string {
  const search = new URLSearchParams({ format: 'csv' });
  for (const [name, value] of Object.entries({ who, object, action, from, to })) {
    if (value !== null) search.set(name, value);
  }
  return `/api/v1/audit?${search}`;
}

interface CheckResult {
  readonly verdict: AuditVerdict | null;
  /** What was typed as the head from a mail. */
  readonly typed: string | null;
  readonly isReadable: boolean;
}

/** Only when it was asked for: the whole trail is read. */
async function checkOf({ query }: PageRequest, { db }: WebDeps): Promise<CheckResult> {
  const typed = textOf(query, 'sidik', 100);
  const head = typed === null ? null : parseAuditHead(typed);
  const isReadable = typed === null || head !== null;
  const asked = textOf(query, 'periksa') !== null && isReadable;
  return { verdict: asked ? await verifyAudit(db, head) : null, typed, isReadable };
}

function Check({ check }: { check: CheckResult }): JSX.Element {
  const { verdict, typed, isReadable } = check;
  return (
    <section class="card work" id="periksa">
      <h2>Apakah catatan ini utuh?</h2>
      <p class="quiet">
        Tiap baris membawa sidik dari dirinya dan baris sebelumnya. Mengubah, menghapus, menyisipkan, atau menukar satu
        baris saja akan terlihat. Tempelkan sidik dari surat harian untuk memeriksa juga ujungnya.
      </p>
      {isReadable ? null : (
        <Notice tone="warning">Sidik itu tidak terbaca. Salin persis dari surat harian, misalnya 1240:3f2a….</Notice>
      )}
      {verdict === null ? null : <Verdict verdict={verdict} />}
      <form class="filters" method="get" action={path}>
        <TextField name="sidik" label="Sidik dari surat harian (boleh kosong)" value={typed} wide />
        <button type="submit" name="periksa" value="ya">
          Periksa
        </button>
      </form>
    </section>
  );
}

const faultWords = {
  changed: (id: number) =>
    `Baris #${id} tidak cocok dengan baris sebelumnya: ada yang diubah, dihapus, disisipkan, atau dipindah di sekitarnya.`,
  cut: (id: number) => `Baris #${id} dan sesudahnya hilang dari ujung.`,
  beyond: (id: number) => `Ada baris yang tidak ditulis Kentongan, mulai #${id}.`,
  'other-head': (id: number) => `Baris #${id} sekarang tidak sama dengan yang tercetak di surat itu.`,
} as const;

function Verdict({ verdict }: { verdict: AuditVerdict }): JSX.Element {
  const { fault, rows, head } = verdict;
  return (
    <div class={`notice ${fault === null ? 'notice-info' : 'notice-warning'}`} role="status">
      <strong>{fault === null ? 'Utuh' : 'TIDAK UTUH'}</strong>
      <p>
        {fault === null ? `${formatNumber(rows)} baris diperiksa, semuanya cocok.` : faultWords[fault.kind](fault.id)}
        <span class="technical under">Sidik sekarang: {formatAuditHead(head)}</span>
      </p>
    </div>
  );
}
