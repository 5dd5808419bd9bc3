import type { JSX } from 'preact';
import { type Alert, alertLevels } from '../../core/alert.ts';
import type { Silence } from '../../core/dispatch.ts';
import { findAlert } from '../../store/alerts.ts';
import { type FatedAlert, loadAlerts, withFates } from '../load-alerts.ts';
import { choiceOf, notFound, type Page, parseId, textOf } from '../page.ts';
import { AlertLevelBadge, alertLevelNames, DecisionTable, FateList } from '../parts/alert-fate.tsx';
import { ChoiceField } from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { When } from '../parts/time.tsx';
import { saySilenced } from '../silence-wording.ts';

const section = '/peringatan';

export const alertPages: readonly Page[] = [
  {
    path: '/peringatan',
    access: 'read',
    async load({ query }, deps) {
      const level = choiceOf(query, 'tingkat', alertLevels);
      const cursor = textOf(query, 'kursor');
      const { alerts, next, silences, now } = await loadAlerts(deps, { level, cursor });
      const zone = deps.region.timezone;
      const body = (
        <>
          <h1>Peringatan</h1>
          <p class="lead">
            Siapa diberi tahu dan kapan, apa yang ditahan atau tidak dikirim beserta alasannya, dan siapa yang
            menangani.
          </p>
          <Silences silences={silences} now={now} zone={zone} />
          <form method="get" action={section} class="filters card">
            <ChoiceField
              name="tingkat"
              label="Tingkat"
              value={level}
              options={alertLevels.map((one) => [one, alertLevelNames[one]])}
            />
            <button type="submit">Tampilkan</button>
          </form>
          {alerts.length === 0 ? (
            <Empty title="Belum ada peringatan">
              Begitu suatu aturan menyala, peringatannya tercatat di sini, juga yang tidak dikirim.
            </Empty>
          ) : (
            alerts.map((one) => <AlertCard key={one.alert.id} one={one} now={now} zone={zone} />)
          )}
          <Pager path={section} query={query} next={next} isFirst={cursor === null} />
        </>
      );
      return { title: 'Peringatan', section, body, live: true };
    },
  },
  {
    path: '/peringatan/:id',
    access: 'read',
    async load({ params }, deps) {
      const alert = await findAlert(deps.db, parseId(params.id));
      if (alert === null) throw notFound();
      const [one] = await withFates(deps.db, [alert]);
      if (one === undefined) throw notFound();
      const now = deps.now();
      const zone = deps.region.timezone;
      const body = (
        <>
          <h1>Peringatan #{alert.id}</h1>
          <AlertCard one={one} now={now} zone={zone} />
          <h2>Mengapa dikirim atau tidak</h2>
          {one.fate.decisions.length === 0 ? (
            <p class="quiet">Belum ada keputusan: peringatan ini masih menunggu peringatan sekelompok.</p>
          ) : (
            <DecisionTable fate={one.fate} now={now} zone={zone} />
          )}
          <p class="more">
            <a href={section}>Semua peringatan</a>
          </p>
        </>
      );
      return { title: `Peringatan #${alert.id}`, section, body, live: true };
    },
  },
];

function AlertCard({ one, now, zone }: { one: FatedAlert; now: Date; zone: string }): JSX.Element {
  const { alert, fate } = one;
  const { id, level, firedAt, reason, acknowledged } = alert;
  return (
    <article class="card issue-card">
      <header class="issue-head">
        <AlertLevelBadge level={level} />
        <span class="quiet issue-time">
          <a href={`${section}/${id}`}>#{id}</a> <When at={firedAt} now={now} zone={zone} />
        </span>
      </header>
      <h3 class="issue-title">
        <Subject alert={alert} />
      </h3>
      <p>{reason}</p>
      {acknowledged === null ? (
        <p class="quiet">Belum ada yang menyatakan menangani.</p>
      ) : (
        <p>
          Ditangani <strong>{acknowledged.by}</strong> sejak <When at={acknowledged.at} now={now} zone={zone} />
          {acknowledged.note === null ? '' : `: ${acknowledged.note}`}
          <span class="quiet">
            {' '}
            · berlaku sampai <When at={acknowledged.until} now={now} zone={zone} />
          </span>
        </p>
      )}
      <FateList fate={fate} zone={zone} />
    </article>
  );
}

function Subject({ alert: { issueId, subject, title } }: { alert: Alert }): JSX.Element {
  if (issueId !== null) return <a href={`/isu/${issueId}`}>{title}</a>;
  return subject.startsWith('source:') ? <a href="/sumber">{title}</a> : <span>{title}</span>;
}

function Silences({
  silences,
  now,
  zone,
}: {
  silences: readonly Silence[];
  now: Date;
  zone: string;
}): JSX.Element | null {
  if (silences.length === 0) return null;
  return (
    <section class="card" aria-labelledby="peredaman">
      <h2 id="peredaman">Peredaman</h2>
      <ul class="plain-list">
        {silences.map((silence) => (
          <li key={silence.id}>
            <strong>#{silence.id}</strong> {saySilenced(silence.match)}, oleh {silence.author}:{' '}
            {silence.startsAt > now.toISOString() ? (
              <>
                mulai <When at={silence.startsAt} now={now} zone={zone} />{' '}
              </>
            ) : null}
            sampai <When at={silence.endsAt} now={now} zone={zone} />
            <span class="quiet under">{silence.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
