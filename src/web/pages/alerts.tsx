import type { JSX } from 'preact';
import { agencyScopeOf, concerns, isAllowed } from '../../core/access.ts';
import { type Alert, alertLevels } from '../../core/alert.ts';
import { findAlert } from '../../store/alerts.ts';
import { loadAlerts, withFates } from '../load-alerts.ts';
import { choiceOf, notFound, type Page, parseId, textOf } from '../page.ts';
import { AlertCard, AlertSubjectLink } from '../parts/alert-card.tsx';
import { alertLevelNames, DecisionTable } from '../parts/alert-fate.tsx';
import { AlertNav } from '../parts/alert-nav.tsx';
import { ChoiceField } from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { SilenceList } from '../parts/silence-list.tsx';
import { When } from '../parts/time.tsx';
import { cut } from '../wording.ts';
import { alertRoutePages } from './alert-routes.tsx';
import { alertRulePages } from './alert-rules.tsx';
import { outboxPages } from './outbox.tsx';
import { silencePages } from './silences.tsx';

const section = '/peringatan';
const handling = ['belum', 'sudah'] as const;
const maxEvidence = 360;

const alertListPage: Page = {
  path: '/peringatan',
  access: 'read-agency',
  brief: true,
  async load({ query, actor, address }, deps) {
    const scope = agencyScopeOf(actor);
    const level = choiceOf(query, 'tingkat', alertLevels);
    const handled = choiceOf(query, 'ditangani', handling);
    const agencies = deps.region.agencies.map(({ id }) => id);
    const agency = scope ?? choiceOf(query, 'opd', agencies);
    const cursor = textOf(query, 'kursor');
    const acknowledged = handled === null ? null : handled === 'sudah';
    const { alerts, next, silences, now } = await loadAlerts(deps, { level, agency, acknowledged, cursor });
    const clock = { now, zone: deps.region.timezone };
    const body = (
      <>
        <h1>Peringatan</h1>
        <p class="lead">
          {scope === null
            ? 'Siapa diberi tahu dan kapan, apa yang ditahan atau tidak dikirim beserta alasannya, dan siapa yang menangani.'
            : `Peringatan yang menyangkut ${scope}, dan siapa yang menanganinya.`}
        </p>
        <AlertNav current={section} actor={actor} />
        {isAllowed(actor, 'read') && silences.length > 0 ? (
          <SilenceList silences={silences} actor={actor} back={address} clock={clock} title="Yang sedang diredam" />
        ) : null}
        <form method="get" action={section} class="filters card">
          <ChoiceField
            name="tingkat"
            label="Tingkat"
            value={level}
            options={alertLevels.map((one) => [one, alertLevelNames[one]])}
          />
          <ChoiceField
            name="ditangani"
            label="Penanganan"
            value={handled}
            options={[
              ['belum', 'Belum ditangani'],
              ['sudah', 'Sudah ditangani'],
            ]}
          />
          {scope === null ? (
            <ChoiceField name="opd" label="OPD" value={agency} options={agencies.map((id) => [id, id])} />
          ) : null}
          <button type="submit">Tampilkan</button>
        </form>
        {alerts.length === 0 ? (
          <Empty title="Belum ada peringatan">
            Begitu suatu aturan menyala, peringatannya tercatat di sini, juga yang tidak dikirim.
          </Empty>
        ) : (
          alerts.map((one) => (
            <AlertCard
              key={one.alert.id}
              {...{ one, actor, clock, back: address, acknowledgeForMs: deps.acknowledgeForMs }}
            />
          ))
        )}
        <Pager path={section} query={query} next={next} isFirst={cursor === null} />
      </>
    );
    return { title: 'Peringatan', section, body, live: true };
  },
};

/** Where the link in a message leads: read on a phone, and taken on with one button. */
const alertPage: Page = {
  path: '/peringatan/:id',
  access: 'read-agency',
  async load({ params, actor }, deps) {
    const alert = await findAlert(deps.db, parseId(params.id));
    if (alert === null || !concerns(actor, alert.agency)) throw notFound();
    const [one] = await withFates(deps.db, [alert]);
    if (one === undefined) throw notFound();
    const clock = { now: deps.now(), zone: deps.region.timezone };
    const back = `${section}/${alert.id}`;
    const body = (
      <>
        <p class="back">
          <a href={section}>← Semua peringatan</a>
        </p>
        <h1>
          <AlertSubjectLink alert={alert} />
        </h1>
        <AlertCard {...{ one, actor, clock, back, acknowledgeForMs: deps.acknowledgeForMs }} alone />
        {actor.kind === 'guest' ? (
          <p>
            <a class="button" href={`/masuk?lanjut=${encodeURIComponent(back)}`}>
              Masuk untuk menangani
            </a>
          </p>
        ) : null}
        <Evidence alert={alert} clock={clock} />
        {isAllowed(actor, 'read') ? (
          <section aria-labelledby="keputusan">
            <h2 id="keputusan">Mengapa dikirim atau tidak</h2>
            {one.fate.decisions.length === 0 ? (
              <p class="quiet">Belum ada keputusan: peringatan ini masih menunggu peringatan sekelompok.</p>
            ) : (
              <DecisionTable fate={one.fate} {...clock} />
            )}
            <MutingLinks alert={alert} />
          </section>
        ) : null}
      </>
    );
    return { title: `Peringatan #${alert.id}`, section, body, live: true };
  },
};

interface EvidenceProps {
  readonly alert: Alert;
  readonly clock: { readonly now: Date; readonly zone: string };
}

/** What was said, as the recipients were told. Names of people who write stay out. */
function Evidence({ alert, clock }: EvidenceProps): JSX.Element | null {
  const { mentions } = alert.snapshot;
  if (mentions.length === 0) return null;
  return (
    <section aria-labelledby="bukti">
      <h2 id="bukti">Yang disebut saat itu</h2>
      <ul class="card plain-list">
        {mentions.map((mention) => (
          <li key={mention.id}>
            <p>
              <a href={`/sebutan/${mention.id}`}>{cut(mention.title ?? mention.text, 140)}</a>
            </p>
            {mention.title === null ? null : <p>{cut(mention.text, maxEvidence)}</p>}
            <p class="quiet">
              {mention.publisher} · <When at={mention.publishedAt} {...clock} />
              {mention.evidence.length === 0 ? '' : ` · ${mention.evidence.slice(0, 6).join(', ')}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MutingLinks({ alert }: { alert: Alert }): JSX.Element {
  const search = alert.issueId === null ? `aturan=${encodeURIComponent(alert.ruleId)}` : `isu=${alert.issueId}`;
  return (
    <p class="more">
      Aturannya: <a href={`/peringatan/aturan/${encodeURIComponent(alert.ruleId)}`}>{alert.ruleId}</a> ·{' '}
      <a href={`/peringatan/peredaman?${search}#buat`}>Redam sementara</a>
      {alert.issueId === null ? null : (
        <>
          {' '}
          · <a href={`/isu/${alert.issueId}/mengapa`}>Mengapa berbunyi?</a>
        </>
      )}
    </p>
  );
}

/** Pages with a name of their own come before those with a number. */
export const alertPages: readonly Page[] = [
  alertListPage,
  ...alertRulePages,
  ...silencePages,
  ...alertRoutePages,
  ...outboxPages,
  alertPage,
];
