import type { JSX } from 'preact';
import type { Region } from '../../core/region.ts';
import { countStatuses, isTroubled, type SourceStatus } from '../../core/source.ts';
import { addDays, formatDate, formatNumber, formatTime, lastReportDate, localDate } from '../../core/time.ts';
import type { Progress, WebDeps } from '../deps.ts';
import { type Dashboard, type IssueGroup, loadDashboard } from '../load-dashboard.ts';
import type { Page } from '../page.ts';
import { AlertList } from '../parts/alert-list.tsx';
import { LevelBadge } from '../parts/badges.tsx';
import { BarChart, CategoryLegend, ProportionBar, totalOf } from '../parts/charts.tsx';
import { MarkLegend } from '../parts/highlight.tsx';
import { IssueCard, IssueLine } from '../parts/issue-card.tsx';
import { Empty, Notice, ProgressNotice } from '../parts/notices.tsx';
import { SourceSummary } from '../parts/source-summary.tsx';
import { sayChange, toSituation } from '../situation.ts';
import { attentionNames, categories, categoryNames, sayCount } from '../wording.ts';

export const dashboardPages: readonly Page[] = [
  {
    path: '/',
    access: 'read-agency',
    async load(_request, deps) {
      const dashboard = await loadDashboard(deps);
      const progress = deps.progress();
      return {
        title: 'Dasbor',
        section: '/',
        live: true,
        body: <DashboardBody dashboard={dashboard} progress={progress} deps={deps} />,
      };
    },
  },
];

function DashboardBody({
  dashboard,
  progress,
  deps,
}: {
  dashboard: Dashboard;
  progress: Progress;
  deps: WebDeps;
}): JSX.Element {
  const { now, red, yellow, praised, alerts, sources, digestDates } = dashboard;
  const { region } = deps;
  const zone = region.timezone;
  return (
    <>
      <SituationHead dashboard={dashboard} progress={progress} region={region} />
      <Notices dashboard={dashboard} progress={progress} mailConfigured={deps.mailConfigured} />
      <div class="columns">
        <div class="column-main">
          <section aria-labelledby="isu-negatif">
            <h2 id="isu-negatif">
              Isu negatif hari ini <span class="quiet">24 jam terakhir</span>
            </h2>
            {red.total + yellow.total === 0 ? (
              <Empty title="Belum ada isu merah atau kuning">
                Begitu ada keluhan atau kabar buruk tentang {region.name}, isunya tampil di sini lengkap dengan
                kata-kata yang menjadi alasannya.
              </Empty>
            ) : (
              <>
                <MarkLegend hits={false} />
                <IssueCards group={red} level="alert" now={now} zone={zone} />
                <IssueCards group={yellow} level="watch" now={now} zone={zone} />
              </>
            )}
            <p class="more">
              <a href="/isu">Semua isu</a>
            </p>
          </section>
          {praised.length === 0 ? null : (
            <section aria-labelledby="kabar-baik">
              <h2 id="kabar-baik">Kabar baik</h2>
              <ul class="card plain-list">
                {praised.map((issue) => (
                  <li key={issue.id}>
                    <LevelBadge attention={issue.attention} /> <a href={`/isu/${issue.id}`}>{issue.title}</a>{' '}
                    <span class="quiet">{sayCount(issue.positiveCount, 'sebutan positif')}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside class="column-side">
          <AlertList
            title="Peringatan terakhir"
            alerts={alerts}
            mailConfigured={deps.mailConfigured}
            now={now}
            zone={zone}
          />
          <WeekChart dashboard={dashboard} />
          <SourceSummary sources={sources} now={now} />
          <Reports dates={digestDates} now={now} zone={zone} minute={deps.reportMinute} />
        </aside>
      </div>
    </>
  );
}

function SituationHead({
  dashboard,
  progress,
  region,
}: {
  dashboard: Dashboard;
  progress: Progress;
  region: Region;
}): JSX.Element {
  const { now, counts, countsBefore } = dashboard;
  const zone = region.timezone;
  const situation = toSituation(dashboard, progress);
  const total = totalOf(counts);
  const busiest = dashboard.red.cards[0] ?? dashboard.yellow.cards[0];
  return (
    <section class={`situation situation-${situation.level}`}>
      <p class="eyebrow">
        {formatDate(localDate(now, zone))} · {formatTime(now, zone)}
      </p>
      <h1>{situation.sentence}</h1>
      {busiest === undefined ? null : (
        <p class="busiest">
          Paling ramai: <a href={`/isu/${busiest.issue.id}`}>{busiest.issue.title}</a>
          {busiest.issue.agency === null ? '' : ` (${busiest.issue.agency})`}, {sayCount(busiest.recent, 'sebutan')}{' '}
          dalam 24 jam.
        </p>
      )}
      {total === 0 ? null : (
        <>
          <p class="lead">
            {sayCount(total, `sebutan tentang ${region.name}`)} dalam 24 jam terakhir,{' '}
            {sayChange(total, totalOf(countsBefore))}.
          </p>
          <ProportionBar counts={counts} />
          <dl class="tiles">
            {categories.map((category) => (
              <div key={category} class={`tile tile-${category}`}>
                <dt>{categoryNames[category]}</dt>
                <dd>{formatNumber(counts[category])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

function Notices({
  dashboard,
  progress,
  mailConfigured,
}: {
  dashboard: Dashboard;
  progress: Progress;
  mailConfigured: boolean;
}): JSX.Element {
  const { sources, totals } = dashboard;
  const troubles = sources.map(({ status }) => status).filter(isTroubled);
  return (
    <div class="notices">
      {progress.running ? <ProgressNotice progress={progress} /> : null}
      {mailConfigured ? null : (
        <Notice tone="warning">
          Surel belum diatur, jadi peringatan dan laporan harian hanya tampil di sini. Isi bagian <code>mail</code> dan{' '}
          <code>recipients</code> di <code>kentongan.yaml</code>.
        </Notice>
      )}
      {totals.sources === 0 ? (
        <Notice tone="warning">
          Belum ada sumber. Isi bagian <code>sources</code> di <code>kentongan.yaml</code>, lalu jalankan lagi
          Kentongan.
        </Notice>
      ) : null}
      {troubles.length > 0 ? (
        <Notice tone="warning">
          Gambaran ini belum lengkap: dari {formatNumber(sources.length)} sumber, {sayTroubles(troubles)}.{' '}
          <a href="/sumber">Lihat sumber yang bermasalah</a>
        </Notice>
      ) : null}
    </div>
  );
}

/** `2 gagal dibaca, 1 perlu kunci, dan 3 senyap`; what a person must mend is named apart from what may pass. */
function sayTroubles(troubles: readonly SourceStatus[]): string {
  const counts = countStatuses(troubles);
  const groups: readonly (readonly [number, string])[] = [
    [counts['needs-attention'], 'perlu ditangani'],
    [counts['needs-credential'], 'perlu kunci'],
    [counts.failing + counts.blocked + counts.gone, 'gagal dibaca'],
    [counts.quiet, 'senyap'],
  ];
  const parts = groups.flatMap(([count, words]) => (count > 0 ? [`${formatNumber(count)} ${words}`] : []));
  return listFormat.format(parts);
}

const listFormat = new Intl.ListFormat('id-ID', { type: 'conjunction' });

/** The most talked about issues of a level, and how many more there are. */
function IssueCards({
  group,
  level,
  now,
  zone,
}: {
  group: IssueGroup;
  level: 'alert' | 'watch';
  now: Date;
  zone: string;
}): JSX.Element {
  const others = group.total - group.cards.length - group.lines.length;
  return (
    <>
      {group.cards.map((view) => (
        <IssueCard key={view.issue.id} view={view} now={now} zone={zone} />
      ))}
      {group.lines.length > 0 ? (
        <ul class="card plain-list issue-lines">
          {group.lines.map((issue) => (
            <IssueLine key={issue.id} issue={issue} />
          ))}
        </ul>
      ) : null}
      {others > 0 ? (
        <p class="more-issues">
          <a href={`/isu?tingkat=${level}`}>
            {formatNumber(others)} isu {attentionNames[level].toLowerCase()} lain yang lebih sepi
          </a>
        </p>
      ) : null}
    </>
  );
}

function WeekChart({ dashboard }: { dashboard: Dashboard }): JSX.Element {
  const { week } = dashboard;
  const days = week.map(({ name }) => name.split(',')[0] ?? name);
  return (
    <section class="card" aria-labelledby="tujuh-hari">
      <h2 id="tujuh-hari">Tujuh hari</h2>
      <BarChart bars={week} height={110} label="Sebutan per hari menurut sentimen, tujuh hari terakhir" />
      <ol class="axis-days" aria-hidden="true">
        {days.map((day) => (
          <li key={day}>{day.slice(0, 3)}</li>
        ))}
      </ol>
      <CategoryLegend />
    </section>
  );
}

/** The report of the day that ended last, and of the day that runs. */
function Reports({
  dates,
  now,
  zone,
  minute,
}: {
  dates: readonly string[];
  now: Date;
  zone: string;
  minute: number;
}): JSX.Element {
  const ended = lastReportDate(now, zone, minute);
  const running = addDays(ended, 1);
  return (
    <section class="card" aria-labelledby="laporan">
      <h2 id="laporan">Laporan harian</h2>
      <ul class="plain-list">
        <li>
          <a href={`/laporan/${ended}`}>{formatDate(ended)}</a>{' '}
          <span class="quiet">{dates.includes(ended) ? 'sudah jadi' : 'disusun saat dibuka'}</span>
        </li>
        <li>
          <a href={`/laporan/${running}`}>{formatDate(running)}</a> <span class="quiet">masih berjalan</span>
        </li>
      </ul>
      <p class="more">
        <a href="/laporan">Semua laporan</a>
      </p>
    </section>
  );
}
