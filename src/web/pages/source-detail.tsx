import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import {
  type ManagedSource,
  type ManagedStatus,
  managedStatus,
  originOf,
  type SourceDay,
} from '../../core/managed-source.ts';
import { addDays, localDate } from '../../core/time.ts';
import { findManagedSource, listMentionsOfSource } from '../../store/managed-sources.ts';
import { listRuns } from '../../store/runs.ts';
import { listSourceDays } from '../../store/source-days.ts';
import { findLastTrial } from '../../store/source-trials.ts';
import type { WebDeps } from '../deps.ts';
import { notFound, type Page } from '../page.ts';
import { StatusBadge } from '../parts/badges.tsx';
import { loadCredentials } from '../parts/credential-cards.tsx';
import { SourceActions } from '../parts/source-actions.tsx';
import { CostSection, DaySection, LegalSection, MentionSection, RunSection } from '../parts/source-facts.tsx';
import { Remark, sayPace } from '../parts/source-table.tsx';
import { When } from '../parts/time.tsx';
import { TrialResult } from '../parts/trial-result.tsx';
import { managedStatusMeanings, statusAdvice } from '../source-wording.ts';
import { classNames, platformNames, saySpan } from '../wording.ts';

const shownRuns = 50;
const shownMentions = 10;
const shownDays = 30;

export const sourceDetailPages: readonly Page[] = [
  {
    path: '/sumber/:id',
    access: 'read',
    async load({ params, actor }, deps) {
      const { db, region } = deps;
      const now = deps.now();
      const source = await findManagedSource(db, params.id ?? '');
      if (source === null) throw notFound();
      const zone = region.timezone;
      const today = localDate(now, zone);
      const from = addDays(today, 1 - shownDays);
      const [days, runs, mentions, trial, credentials] = await Promise.all([
        listSourceDays(db, [source.id], from).then((found): readonly SourceDay[] => found.get(source.id) ?? []),
        listRuns(db, source.id, shownRuns),
        listMentionsOfSource(db, source.id, shownMentions),
        isAllowed(actor, 'sources') ? findLastTrial(db, source.id) : null,
        loadCredentials(deps, now),
      ]);
      const key = credentials.find(({ config }) => config.id === source.credential) ?? null;
      const body = (
        <>
          <Head source={source} deps={deps} actor={actor} now={now} />
          {trial === null ? null : (
            <section class="card work" id="uji" aria-labelledby="hasil-uji">
              <h2 id="hasil-uji">Uji terakhir</h2>
              <TrialResult trial={trial} now={now} zone={zone} />
            </section>
          )}
          <div class="source-tables">
            <DaySection days={days} today={today} count={shownDays} />
            <CostSection source={source} days={days} today={today} credential={key} deps={deps} />
            <LegalSection source={source} />
            <MentionSection mentions={mentions} now={now} zone={zone} />
            <RunSection runs={runs} now={now} zone={zone} />
          </div>
        </>
      );
      return { title: source.title, section: '/sumber', body, live: true };
    },
  },
];

interface HeadProps {
  readonly source: ManagedSource;
  readonly deps: WebDeps;
  readonly actor: Actor;
  readonly now: Date;
}

function Head({ source, deps, actor, now }: HeadProps): JSX.Element {
  const zone = deps.region.timezone;
  const status = managedStatus(source, now);
  const advice = statusAdvice[status];
  return (
    <>
      <p class="back">
        <a href="/sumber">← Semua sumber</a>
      </p>
      <p class="eyebrow">
        <StatusBadge status={status} /> {managedStatusMeanings[status]}
      </p>
      <h1>{source.title}</h1>
      <p class="lead">
        {deps.collectorTitles.get(source.collector) ?? source.collector} · {platformNames[source.platform]} ·{' '}
        {classNames[source.class]}
      </p>
      <Remark source={source} status={status} />
      {advice === null ? null : <p>{advice}</p>}
      <Facts source={source} status={status} now={now} zone={zone} />
      {isAllowed(actor, 'sources') ? (
        <SourceActions source={source} status={status} commonLegal={deps.sourceDesk.commonLegal} />
      ) : null}
    </>
  );
}

function Facts({
  source,
  status,
  now,
  zone,
}: {
  source: ManagedSource;
  status: ManagedStatus;
  now: Date;
  zone: string;
}): JSX.Element {
  const when = (at: string | null, never: string) =>
    at === null ? <span class="quiet">{never}</span> : <When at={at} now={now} zone={zone} />;
  return (
    <dl class="fact-grid">
      <div>
        <dt>Terakhir berhasil</dt>
        <dd>{when(source.lastSuccessAt, 'belum pernah')}</dd>
      </div>
      <div>
        <dt>Isi baru terakhir</dt>
        <dd>{when(source.lastNewItemAt, 'belum ada')}</dd>
      </div>
      <div>
        <dt>Diambil lagi</dt>
        <dd>
          {source.enabled && status !== 'gone' ? (
            <>
              {when(source.nextRunAt, '–')} <span class="quiet">{sayPace(source)}</span>
            </>
          ) : (
            <span class="quiet">tidak</span>
          )}
        </dd>
      </div>
      <div>
        <dt>Jarak yang diatur</dt>
        <dd>
          {saySpan(source.intervalMs)}; senyap sesudah {saySpan(source.silentAfterMs)} tanpa isi baru
        </dd>
      </div>
      <div>
        <dt>Asal</dt>
        <dd>
          <Origin source={source} now={now} zone={zone} />
        </dd>
      </div>
    </dl>
  );
}

function Origin({ source, now, zone }: { source: ManagedSource; now: Date; zone: string }): JSX.Element {
  const origin = originOf(source);
  if (origin === 'import') return <>impor berkas</>;
  if (source.made === null) {
    return (
      <>
        diatur di <code>kentongan.yaml</code> <span class="quiet">({source.id})</span>
      </>
    );
  }
  return (
    <>
      halaman ini: ditambahkan {source.made.by}, <When at={source.made.at} now={now} zone={zone} />{' '}
      <span class="quiet">({source.id})</span>
    </>
  );
}
