import type { JSX } from 'preact';
import { agencyScopeOf, isAllowed } from '../../core/access.ts';
import type { Issue } from '../../core/issue.ts';
import { isOpen, isOverdue } from '../../core/issue-life.ts';
import { addDays, formatNumber, instantAt, localDate } from '../../core/time.ts';
import { listOverdueIssues, listSeenIssues, loadIssues } from '../../store/overview.ts';
import { loadTrend } from '../../store/trends.ts';
import type { ChartQuery } from '../chart-query.ts';
import type { WebDeps } from '../deps.ts';
import {
  type AgenciesQuery,
  type AgencyRow,
  loadActivity,
  loadAgencies,
  periods,
  readAgenciesQuery,
} from '../load-agencies.ts';
import { notFound, type Page, textOf } from '../page.ts';
import { AccountMonths, AccountReport, AccountTable } from '../parts/accounts.tsx';
import { AgencyTable, sayMs } from '../parts/agency-table.tsx';
import { LevelBadge } from '../parts/badges.tsx';
import { Empty } from '../parts/notices.tsx';
import { saySpan, stateNames } from '../wording.ts';
import { Chart } from './charts.tsx';

/** Months that can be chosen, the running one included. */
const monthsShown = 6;
const issuesShown = 30;

export const agencyPages: readonly Page[] = [
  {
    path: '/opd',
    access: 'read-agency',
    brief: true,
    async load({ query, actor }, deps) {
      const asked = readAgenciesQuery(query, deps);
      const rows = await loadAgencies(deps, actor, asked, null);
      const body = (
        <>
          <h1>OPD & akun resmi</h1>
          <p class="lead">{sayAgencies(rows, asked)}</p>
          <Periods query={asked} path="/opd" />
          {rows.length === 0 ? (
            <Empty title="Belum ada OPD">
              Daftar OPD ada di bagian <code>region</code> pada <code>kentongan.yaml</code>.
            </Empty>
          ) : (
            <AgencyTable rows={rows} query={asked} />
          )}
          <p class="more">
            <a href={`/api/v1/stats/agencies?from=${asked.from}&to=${asked.to}&format=csv`}>Unduh CSV</a>
            {isAllowed(actor, 'read') ? (
              <>
                {' '}
                · <a href="/akun">Keaktifan semua akun resmi</a>
              </>
            ) : null}
          </p>
        </>
      );
      return { title: 'OPD & akun', section: '/opd', body };
    },
  },
  {
    path: '/opd/:id',
    access: 'read-agency',
    async load({ params, query, actor }, deps) {
      const scope = agencyScopeOf(actor);
      const agency = deps.region.agencies.find(({ id }) => id === params.id && (scope === null || scope === id));
      if (agency === undefined) throw notFound();
      const asked = readAgenciesQuery(query, deps);
      const [row] = await loadAgencies(deps, actor, asked, agency.id);
      if (row === undefined) throw notFound();
      return { title: agency.name, section: '/opd', body: await agencyBody(row, asked, deps) };
    },
  },
  {
    path: '/akun',
    access: 'read',
    async load({ query }, deps) {
      const months = recentMonths(localDate(deps.now(), deps.region.timezone).slice(0, 7));
      const asked = textOf(query, 'bulan', 7);
      const month = months.find((candidate) => candidate === asked) ?? months[0] ?? '';
      const report = await loadActivity(deps, month);
      const body = (
        <>
          <p class="back">
            <a href="/opd">← OPD & akun</a>
          </p>
          <h1>Akun resmi</h1>
          <p class="lead">
            Keaktifan akun resmi setiap perangkat daerah: kiriman terakhir, jumlahnya, tanggapan orang, dan pertanyaan
            yang belum dijawab.
          </p>
          <AccountMonths months={months} month={month} />
          <AccountReport report={report} now={deps.now()} zone={deps.region.timezone} />
        </>
      );
      return { title: 'Akun resmi', section: '/opd', body };
    },
  },
];

function recentMonths(running: string): string[] {
  const [year = 0, month = 0] = running.split('-').map(Number);
  return Array.from({ length: monthsShown }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

function sayAgencies(rows: readonly AgencyRow[], { days }: AgenciesQuery): string {
  const sum = (pick: (row: AgencyRow) => number): number => rows.reduce((total, row) => total + pick(row), 0);
  const overdue = sum((row) => row.overdue);
  const late = rows.filter((row) => row.overdue > 0).length;
  const first =
    overdue === 0
      ? 'Tidak ada isu yang lewat batas waktu.'
      : `${formatNumber(overdue)} isu lewat batas waktu di ${formatNumber(late)} OPD.`;
  const waiting = sum((row) => row.waiting);
  const questions = sum((row) => row.questionsWaiting);
  return `${first} ${formatNumber(waiting)} isu sedang menunggu tanggapan OPD, dan ${formatNumber(questions)} pertanyaan warga dari ${days} hari terakhir belum dijawab.`;
}

function Periods({ query, path }: { query: AgenciesQuery; path: string }): JSX.Element {
  return (
    <nav aria-label="Kurun">
      <ul class="choice-list">
        {periods.map((days) => (
          <li key={days}>
            <a href={`${path}?hari=${days}&urut=${query.sort}`} aria-current={days === query.days ? 'true' : undefined}>
              {days} hari terakhir
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function agencyBody(row: AgencyRow, query: AgenciesQuery, deps: WebDeps): Promise<JSX.Element> {
  const { db, region } = deps;
  const now = deps.now();
  const zone = region.timezone;
  const { agency, times } = row;
  const { from, to } = query;
  const period = { from: instantAt(from, 0, zone), to: instantAt(addDays(to, 1), 0, zone) };
  const seen = await listSeenIssues(db, { ...period, agency });
  const overdue = await listOverdueIssues(db, { now, agency, limit: issuesShown });
  const open = seen.filter(({ state, attention }) => isOpen(state) && attention !== 'none').map(({ id }) => id);
  const ids = [...new Set([...overdue.map(({ id }) => id), ...open])];
  const issues = await loadIssues(db, ids.slice(0, issuesShown));
  const days = await loadTrend(db, { from, to, agency, topic: null });
  const before: ChartQuery = {
    ...{ from, to, agency, topic: null },
    ...{ beforeFrom: addDays(from, -Number(query.days)), beforeTo: addDays(from, -1) },
  };
  return (
    <>
      <p class="back">
        <a href="/opd">← OPD & akun</a>
      </p>
      <h1>{row.name}</h1>
      <p class="lead">{sayAgency(row, query)}</p>
      <Periods query={query} path={`/opd/${encodeURIComponent(agency)}`} />
      <dl class="figures">
        <Figure name="Isu merah terbuka" value={formatNumber(row.red)} />
        <Figure name="Isu kuning terbuka" value={formatNumber(row.yellow)} />
        <Figure name="Menunggu tanggapan" value={formatNumber(row.waiting)} />
        <Figure name="Lewat batas waktu" value={formatNumber(row.overdue)} />
        <Figure name="Waktu tanggap, median" value={sayMs(times?.medianMs ?? null)} />
        <Figure name="Waktu tanggap, 9 dari 10 isu" value={sayMs(times?.p90Ms ?? null)} />
        <Figure name="Pertanyaan menunggu" value={formatNumber(row.questionsWaiting)} />
        <Figure name="Pertanyaan dijawab" value={formatNumber(row.questionsAnswered)} />
      </dl>
      <section aria-labelledby="isu-terbuka">
        <h2 id="isu-terbuka">Isu yang masih terbuka</h2>
        <OpenIssues issues={issues} now={now} total={ids.length} agency={agency} />
      </section>
      <Chart chart={{ id: 'tren', days }} query={before} />
      <section aria-labelledby="akun">
        <h2 id="akun">
          Akun resmi <span class="quiet">bulan ini</span>
        </h2>
        {row.activity === null ? (
          <Empty title="Belum ada akun dalam daftar">
            Impor lembar akun dengan <code>npx kentongan accounts akun.xlsx</code>; kolomnya dijelaskan di panduan.
          </Empty>
        ) : (
          <AccountTable accounts={row.activity.accounts} now={now} zone={zone} />
        )}
      </section>
      <p class="more">
        <a href={`/sebutan?opd=${encodeURIComponent(agency)}&dari=${from}&sampai=${to}`}>Semua sebutan</a> ·{' '}
        <a href={`/pertanyaan?opd=${encodeURIComponent(agency)}`}>Pertanyaan warga</a> ·{' '}
        <a href={`/grafik?opd=${encodeURIComponent(agency)}&dari=${from}&sampai=${to}`}>Grafik</a>
      </p>
    </>
  );
}

function sayAgency({ times, overdue, red, questionsWaiting }: AgencyRow, { days }: AgenciesQuery): string {
  const first =
    overdue > 0
      ? `${formatNumber(overdue)} isu lewat batas waktu.`
      : red > 0
        ? `${formatNumber(red)} isu merah terbuka, tidak ada yang lewat batas waktu.`
        : 'Tidak ada isu merah yang terbuka.';
  const answers =
    times === null || times.answered === 0
      ? `Belum ada isu yang ditanggapi dalam ${days} hari terakhir.`
      : `Dari ${formatNumber(times.passedOn)} isu yang diteruskan dalam ${days} hari, ${formatNumber(times.answered)} ditanggapi${times.late === 0 ? ', semuanya tepat waktu' : `, ${formatNumber(times.late)} terlambat`}.`;
  return `${first} ${answers}${questionsWaiting > 0 ? ` ${formatNumber(questionsWaiting)} pertanyaan warga menunggu.` : ''}`;
}

function Figure({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div class="card figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function OpenIssues(props: { issues: readonly Issue[]; now: Date; total: number; agency: string }): JSX.Element {
  const { issues, now, total, agency } = props;
  if (issues.length === 0) {
    return <Empty title="Tidak ada isu terbuka">Tidak ada isu merah atau kuning untuk OPD ini dalam kurun ini.</Empty>;
  }
  return (
    <ul class="card plain-list">
      {issues.map((issue) => (
        <li key={issue.id}>
          <LevelBadge attention={issue.attention} />
          <a href={`/isu/${issue.id}`}>{issue.title}</a>{' '}
          <span class="quiet">
            {stateNames[issue.state]} · {formatNumber(issue.mentionCount)} sebutan
          </span>
          {isOverdue(issue, now) && issue.dueAt !== null ? (
            <span class="past-due"> terlambat {saySpan(now.getTime() - Date.parse(issue.dueAt))}</span>
          ) : null}
        </li>
      ))}
      {total > issues.length ? (
        <li>
          <a href={`/isu?opd=${encodeURIComponent(agency)}`}>{formatNumber(total - issues.length)} isu lain</a>
        </li>
      ) : null}
    </ul>
  );
}
