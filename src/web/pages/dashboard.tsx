import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { totalOf } from '../../core/category.ts';
import { isTroubled } from '../../core/source.ts';
import { addDays, formatDate, formatNumber, formatTime, lastReportDate, localDate } from '../../core/time.ts';
import type { ChartQuery } from '../chart-query.ts';
import type { Progress, WebDeps } from '../deps.ts';
import { type Dashboard, loadDashboard, trendDays } from '../load-dashboard.ts';
import type { Page } from '../page.ts';
import { ProportionBar } from '../parts/charts.tsx';
import { Fresh, Growing, Levels, Overdue, Unanswered } from '../parts/day-lists.tsx';
import { MarkLegend } from '../parts/highlight.tsx';
import { IssueCard } from '../parts/issue-card.tsx';
import { Empty, Notice, ProgressNotice } from '../parts/notices.tsx';
import { sayChange, sayMore, saySources, toSituation } from '../situation.ts';
import { categories, categoryNames, sayCount } from '../wording.ts';
import { Chart } from './charts.tsx';

export const dashboardPages: readonly Page[] = [
  {
    path: '/',
    access: 'read-agency',
    brief: true,
    async load({ actor }, deps) {
      const dashboard = await loadDashboard(deps, actor);
      const progress = deps.progress();
      return {
        title: 'Hari ini',
        section: '/',
        live: true,
        body: <DashboardBody dashboard={dashboard} progress={progress} deps={deps} actor={actor} />,
      };
    },
  },
];

interface BodyProps {
  readonly dashboard: Dashboard;
  readonly progress: Progress;
  readonly deps: WebDeps;
  readonly actor: Actor;
}

function DashboardBody({ dashboard, progress, deps, actor }: BodyProps): JSX.Element {
  const { now, red, yellow, green } = dashboard;
  const cards = [...red.cards, ...yellow.cards];
  const zone = deps.region.timezone;
  return (
    <>
      <SituationHead dashboard={dashboard} progress={progress} deps={deps} actor={actor} />
      <Notices dashboard={dashboard} progress={progress} deps={deps} actor={actor} />
      <div class="columns day-columns">
        {dashboard.overdue.length + dashboard.unanswered.total === 0 ? null : (
          <aside class="column-side column-urgent" aria-label="Perlu ditindak">
            <Overdue issues={dashboard.overdue} now={now} showAgency={dashboard.agency === null} />
            <Unanswered alerts={dashboard.unanswered} now={now} zone={zone} />
          </aside>
        )}
        <div class="column-main">
          <section aria-labelledby="isu-hari-ini">
            <h2 id="isu-hari-ini">
              Isu hari ini <span class="quiet">dibicarakan dalam 24 jam terakhir</span>
            </h2>
            {red.total + yellow.total === 0 ? (
              <Empty title="Belum ada isu merah atau kuning">
                Begitu ada keluhan atau kabar buruk tentang {dashboard.agency ?? deps.region.name}, isunya tampil di
                sini lengkap dengan kata-kata yang menjadi alasannya.
              </Empty>
            ) : null}
            {cards.length === 0 ? null : <MarkLegend hits={false} />}
            {cards.map((view) => (
              <IssueCard key={view.issue.id} view={view} now={now} zone={zone} />
            ))}
            <Levels red={red} yellow={yellow} green={green} />
          </section>
          <Trend dashboard={dashboard} />
        </div>
        <aside class="column-side column-rest" aria-label="Perkembangan">
          <Growing issues={dashboard.growing} />
          <Fresh fresh={dashboard.fresh} now={now} />
          <Reports dashboard={dashboard} minute={deps.reportMinute} zone={zone} />
        </aside>
      </div>
    </>
  );
}

function SituationHead({ dashboard, progress, deps, actor }: BodyProps): JSX.Element {
  const { now, counts, countsBefore, red, yellow, green, agency } = dashboard;
  const { region } = deps;
  const zone = region.timezone;
  const situation = toSituation(dashboard, progress);
  const more = sayMore(dashboard);
  const total = totalOf(counts);
  const busiest = red.cards[0] ?? yellow.cards[0];
  const whose = agency === null ? region.name : `${agency} ${region.shortName}`;
  return (
    <section class={`situation situation-${situation.level}`} aria-labelledby="keadaan">
      <p class="eyebrow">
        {formatDate(localDate(now, zone))} · {formatTime(now, zone)}
        {agency === null ? null : <span class="chip">khusus {agency}</span>}
      </p>
      <h1 id="keadaan">{situation.sentence}</h1>
      {busiest === undefined ? null : (
        <p class="busiest">
          Paling ramai: <a href={`/isu/${busiest.issue.id}`}>{busiest.issue.title}</a>
          {busiest.issue.agency === null ? '' : ` (${busiest.issue.agency})`}, {sayCount(busiest.recent, 'sebutan')}{' '}
          dalam 24 jam.
        </p>
      )}
      {more.length === 0 ? null : <p class="lead">{more.join(' ')}</p>}
      <ul class="levels">
        <LevelTile level="alert" name="Merah" meaning="perlu ditanggapi" count={red.total} />
        <LevelTile level="watch" name="Kuning" meaning="perlu dipantau" count={yellow.total} />
        <LevelTile level="none" name="Hijau" meaning="tidak perlu tindakan" count={green.total} />
      </ul>
      {total === 0 ? null : (
        <div class="card tone">
          <p>
            <strong>{sayCount(total, `sebutan tentang ${whose}`)}</strong> dalam 24 jam terakhir,{' '}
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
        </div>
      )}
      <SourceLine dashboard={dashboard} canOpen={isAllowed(actor, 'read')} />
    </section>
  );
}

const levelPaths = {
  alert: 'M8 1.5 15 14.5H1z',
  watch: 'M8 .8 15.2 8 8 15.2.8 8z',
  none: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
};

function LevelTile(props: {
  level: 'alert' | 'watch' | 'none';
  name: string;
  meaning: string;
  count: number;
}): JSX.Element {
  const { level, name, meaning, count } = props;
  return (
    <li class={`level level-${level}`}>
      <a href={`/isu?tingkat=${level}`}>
        <svg class="shape" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false">
          <path d={levelPaths[level]} />
        </svg>
        <span class="level-count">{formatNumber(count)}</span>
        <span class="level-name">
          isu {name.toLowerCase()}
          <span class="level-meaning">{meaning}</span>
        </span>
      </a>
    </li>
  );
}

/** Whether what was read can be trusted, in a line. */
function SourceLine({ dashboard, canOpen }: { dashboard: Dashboard; canOpen: boolean }): JSX.Element | null {
  const { sources } = dashboard;
  if (sources.length === 0) return null;
  const troubled = sources.some(isTroubled);
  return (
    <p class={troubled ? 'source-line source-line-troubled' : 'source-line'}>
      {troubled ? <strong>Gambaran ini belum lengkap: </strong> : 'Sumber: '}
      {saySources(dashboard)}. {canOpen ? <a href="/sumber">Lihat sumber</a> : null}
    </p>
  );
}

function Notices({ dashboard, progress, deps, actor }: BodyProps): JSX.Element {
  const mayChange = isAllowed(actor, 'read');
  return (
    <div class="notices">
      {progress.running ? <ProgressNotice progress={progress} /> : null}
      {deps.mailConfigured || !mayChange ? null : (
        <Notice tone="warning">
          Surel belum diatur, jadi peringatan dan laporan harian hanya tampil di sini. Isi bagian <code>mail</code> dan{' '}
          <code>recipients</code> di <code>kentongan.yaml</code>.
        </Notice>
      )}
      {dashboard.readiness.sources === 0 ? (
        <Notice tone="warning">
          Belum ada sumber. Isi bagian <code>sources</code> di <code>kentongan.yaml</code>, lalu jalankan lagi
          Kentongan.
        </Notice>
      ) : null}
    </div>
  );
}

function Trend({ dashboard }: { dashboard: Dashboard }): JSX.Element | null {
  const { trend, agency } = dashboard;
  const [first, last] = [trend[0]?.day, trend.at(-1)?.day];
  if (first === undefined || last === undefined) return null;
  const query: ChartQuery = {
    ...{ from: first, to: last, agency, topic: null },
    ...{ beforeFrom: addDays(first, -trendDays), beforeTo: addDays(first, -1) },
  };
  return (
    <>
      <Chart chart={{ id: 'tren', days: trend }} query={query} size="medium" />
      <p class="more">
        <a href="/grafik">Grafik lain dan kurun lain</a>
      </p>
    </>
  );
}

/** The report of the day that ended last, and of the day that runs. */
function Reports({
  dashboard: { digestDates: dates, now },
  zone,
  minute,
}: {
  dashboard: Dashboard;
  zone: string;
  minute: number;
}): JSX.Element | null {
  if (dates === null) return null;
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
