import type { JSX } from 'preact';
import { channelNames } from '../../core/alert-fate.ts';
import type { GroupKey, Route, Target } from '../../core/dispatch.ts';
import type { Page } from '../page.ts';
import { AlertNav } from '../parts/alert-nav.tsx';
import { Empty } from '../parts/notices.tsx';
import { saySilenced } from '../silence-wording.ts';
import { saySpan } from '../wording.ts';

const path = '/peringatan/jalur';

/** Who is told of what and when; addresses are not shown. */
export const alertRoutePages: readonly Page[] = [
  {
    path,
    access: 'read',
    async load({ actor }, deps) {
      const { alertRoutes } = deps;
      const body = (
        <>
          <h1>Jalur peringatan</h1>
          <p class="lead">
            Peringatan apa dikirim kepada siapa, dan kapan. Jalur dibaca dari atas; yang pertama cocok dipakai.
            Mengubahnya di <code>kentongan.yaml</code>, bagian <code>alerting.routes</code>.
          </p>
          <AlertNav current={path} actor={actor} />
          {alertRoutes.length === 0 ? (
            <Empty title="Belum ada jalur">Peringatan tercatat, tetapi tidak ada yang diberi tahu.</Empty>
          ) : (
            <ol>
              {alertRoutes.map((route) => (
                <RouteCard key={route.id} route={route} />
              ))}
            </ol>
          )}
        </>
      );
      return { title: 'Jalur peringatan', section: '/peringatan', body };
    },
  },
];

const groupNames: Readonly<Record<GroupKey, string>> = {
  issue: 'isu',
  topic: 'topik',
  agency: 'OPD',
  place: 'tempat',
  rule: 'aturan',
};

function RouteCard({ route }: { route: Route }): JSX.Element {
  const matched = saySilenced(route.match);
  const grouped = route.groupBy.map((key) => groupNames[key]).join(' dan ');
  const facts: readonly (readonly [string, string])[] = [
    ['Untuk', matched === '' ? 'semua peringatan' : matched],
    ['Diberi tahu', sayTargets(route.targets)],
    ['Digabung menurut', grouped === '' ? 'semua jadi satu pesan' : grouped],
    ['Menunggu yang sekelompok', saySeconds(route.waitMs)],
    ['Jarak antarpesan', saySeconds(route.intervalMs)],
    ...route.escalations.map(
      ({ afterMs, targets }) => [`Bila ${saySpan(afterMs)} tidak ditangani`, sayTargets(targets)] as const,
    ),
    ...(route.goOn ? [['Sesudah itu', 'jalur berikutnya juga diperiksa'] as const] : []),
  ];
  return (
    <li class="card issue-card">
      <h2>{route.id}</h2>
      <dl class="fact-grid">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function sayTargets(targets: readonly Target[]): string {
  return targets.map(({ name, channel }) => `${name} (${channelNames[channel]})`).join(', ') || 'tidak ada';
}

function saySeconds(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1000)} detik` : saySpan(ms);
}
