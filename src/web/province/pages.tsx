import type { JSX } from 'preact';
import { isAllowed } from '../../core/access.ts';
import type { ProvinceCircle, ProvinceMember } from '../../core/province.ts';
import type { RegencyRow } from '../../core/province-figures.ts';
import { addDays, formatNumber, localDate } from '../../core/time.ts';
import { listIssueCards, listRegencyDays } from '../../store/province/view.ts';
import type { WebDeps } from '../deps.ts';
import { choiceOf, notFound, type Page } from '../page.ts';
import { Empty, Notice } from '../parts/notices.tsx';
import { When } from '../parts/time.tsx';
import { CardList } from './card-list.tsx';
import { circleOf, loadRegencies, regencySorts, sortRegencies } from './load.ts';
import { RegencyDays } from './regency-days.tsx';
import { RegencyTable, sayGrowth, sayRate } from './regency-table.tsx';
import { spreadingPages } from './spreading-pages.tsx';

const shownDays = 14;
const shownCards = 40;
const cardDays = 14;

/** What only the province has. */
export const provincePages: readonly Page[] = [
  {
    path: '/',
    access: 'anyone',
    async load({ actor }) {
      // Whoever speaks for an agency of a regency has nothing to see here but the own account.
      return { redirect: actor.kind === 'user' && !isAllowed(actor, 'read') ? '/saya' : '/provinsi' };
    },
  },
  {
    path: '/provinsi',
    access: 'read',
    brief: true,
    async load({ query }, deps) {
      const circle = circleOf(deps);
      const rows = await loadRegencies(deps);
      const sort = choiceOf(query, 'urut', regencySorts) ?? 'negatif';
      const body = (
        <>
          <h1>{circle.name}</h1>
          <p class="lead">{sayProvince(rows)}</p>
          <Unheard rows={rows} />
          {rows.length === 0 ? (
            <Empty title="Belum ada kabupaten/kota">Daftarnya ada di bagian province pada kentongan.yaml.</Empty>
          ) : (
            <RegencyTable rows={sortRegencies(rows, sort)} sort={sort} now={deps.now()} zone={deps.region.timezone} />
          )}
          <HowToRead />
          <p class="more">
            <a href="/api/v1/province/regencies?format=csv">Unduh CSV</a> · <a href="/lintas">Isu lintas daerah</a> ·{' '}
            <a href="/hoaks/paket">Paket kata kunci bersama</a>
          </p>
        </>
      );
      return { title: 'Provinsi', section: '/provinsi', body };
    },
  },
  {
    path: '/provinsi/:kode',
    access: 'read',
    async load({ params }, deps) {
      const circle = circleOf(deps);
      const member = circle.members.find(({ code }) => code === params.kode);
      const row = (await loadRegencies(deps)).find((one) => one.member.code === member?.code);
      if (member === undefined || row === undefined) throw notFound();
      return { title: member.name, section: '/provinsi', body: await regencyBody(member, row, circle, deps) };
    },
  },
  ...spreadingPages,
];

function sayProvince(rows: readonly RegencyRow[]): string {
  const sum = (pick: (row: RegencyRow) => number) => formatNumber(rows.reduce((total, row) => total + pick(row), 0));
  return (
    `Hari ini ${sum(({ today }) => today.mentions)} sebutan, ${sum(({ today }) => today.negatives)} negatif. ` +
    `${sum(({ week }) => week.mentions)} sebutan dalam 7 hari penuh terakhir di ${formatNumber(rows.length)} kabupaten/kota, ` +
    `${sum(({ week }) => week.negatives)} negatif; ${sum(({ state }) => state?.openIssues ?? 0)} isu terbuka, ` +
    `${sum(({ state }) => state?.redIssues ?? 0)} di antaranya merah.`
  );
}

function Unheard({ rows }: { rows: readonly RegencyRow[] }): JSX.Element | null {
  const silent = rows.filter(({ isUnheard }) => isUnheard);
  if (silent.length === 0) return null;
  const names = silent.map(({ member }) => member.name).join(', ');
  return (
    <Notice tone="warning">
      Tidak ada kabar lebih dari 15 menit dari {names}. Angkanya di bawah ini angka lama, bukan tanda keadaan tenang.
    </Notice>
  );
}

function HowToRead(): JSX.Element {
  return (
    <details class="card">
      <summary>Cara membaca perbandingan ini</summary>
      <ul>
        <li>
          Setiap daerah dibandingkan dengan dirinya sendiri: 7 hari penuh terakhir terhadap rata-rata mingguan dari 4
          minggu sebelumnya. «Belum diketahui» berarti datanya belum sampai 14 hari.
        </li>
        <li>
          Jumlah sebutan tidak dibagi jumlah penduduk, dan banyaknya sumber tiap daerah berbeda. Daerah dengan lebih
          banyak media akan selalu tampak lebih ramai: jangan membuat peringkat dari kolom jumlah.
        </li>
        <li>
          Negatif per 1.000 dihitung dari sebutan yang dapat dinilai. Sebutan yang tidak dapat dinilai mesin (bahasa
          lain, terlalu pendek) bukan netral, jadi tidak ikut dihitung.
        </li>
        <li>Hari ini belum selesai; jangan dibandingkan dengan hari penuh.</li>
      </ul>
    </details>
  );
}

async function regencyBody(
  member: ProvinceMember,
  row: RegencyRow,
  circle: ProvinceCircle,
  { db, now, region }: WebDeps,
): Promise<JSX.Element> {
  const at = now();
  const today = localDate(at, region.timezone);
  const days = await listRegencyDays(db, addDays(today, 1 - shownDays), today);
  const since = new Date(at.getTime() - cardDays * 86_400_000).toISOString();
  const cards = (await listIssueCards(db, since)).filter(({ regency }) => regency === member.code);
  const open = cards.filter(({ state }) => state !== 'selesai');
  const spreading = (await circle.spreading()).filter(({ regencies }) => regencies.includes(member.code)).length;
  const { state } = row;
  return (
    <>
      <p class="back">
        <a href="/provinsi">← {circle.name}</a>
      </p>
      <h1>{member.name}</h1>
      <p class="lead">
        {formatNumber(row.week.mentions)} sebutan dalam 7 hari ({sayGrowth(row)} dibanding biasanya), negatif per 1.000:{' '}
        {sayRate(row)}; {formatNumber(row.week.unscored)} tidak dapat dinilai.
      </p>
      {state === null ? (
        <Notice tone="warning">Kabupaten/kota ini belum pernah mengirim kabar.</Notice>
      ) : (
        <p class="quiet">
          Kabar terakhir <When at={state.publishedAt} now={at} zone={region.timezone} />
          {state.lastItemAt === null ? null : (
            <>
              {' '}
              · isi terbaru terkumpul <When at={state.lastItemAt} now={at} zone={region.timezone} />
            </>
          )}{' '}
          · {formatNumber(state.silentSources)} dari {formatNumber(state.sources)} sumber diam
        </p>
      )}
      <p>
        <a href={member.publicUrl}>Buka dasbor {member.name}</a> (masuk dengan akun di sana; akun provinsi tidak
        berlaku).
        {spreading === 0 ? null : (
          <>
            {' '}
            <a href="/lintas">{formatNumber(spreading)} isunya juga ada di daerah lain</a>.
          </>
        )}
      </p>
      <RegencyDays days={days.filter(({ regency }) => regency === member.code)} />
      <h2>Isu 14 hari terakhir</h2>
      {open.length === 0 ? (
        <p class="quiet">Tidak ada isu terbuka yang disampaikan.</p>
      ) : (
        <CardList cards={open.slice(0, shownCards)} circle={circle} now={at} zone={region.timezone} />
      )}
      {open.length > shownCards ? (
        <p class="quiet">{formatNumber(open.length - shownCards)} isu lain ada di dasbornya.</p>
      ) : null}
    </>
  );
}
