import type { JSX } from 'preact';
import { memberName, type ProvinceCircle, type SpreadingIssue } from '../../core/province.ts';
import { formatNumber, localDate } from '../../core/time.ts';
import { notFound, type Page } from '../page.ts';
import { LevelBadge } from '../parts/badges.tsx';
import { Empty } from '../parts/notices.tsx';
import { When } from '../parts/time.tsx';
import { CardList } from './card-list.tsx';
import { circleOf } from './load.ts';

const section = '/lintas';

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

/** Events that are an issue in more than one regency. */
export const spreadingPages: readonly Page[] = [
  {
    path: section,
    access: 'read',
    brief: true,
    async load(_request, deps) {
      const circle = circleOf(deps);
      const found = await circle.spreading();
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const body = (
        <>
          <h1>Isu lintas daerah</h1>
          <p class="lead">
            Peristiwa yang menjadi isu di lebih dari satu kabupaten/kota dalam 14 hari terakhir, dicocokkan dari berita
            yang sama, salinan, kata-kata, topik, dan tempat. Pencocokan dibuat mesin: periksa sebelum menyimpulkan.
          </p>
          {found.length === 0 ? (
            <Empty title="Tidak ada isu lintas daerah">Isu setiap daerah ada di halaman daerahnya.</Empty>
          ) : (
            <ul class="plain-list">
              {found.map((issue) => (
                <SpreadingItem key={addressOf(issue)} issue={issue} circle={circle} {...clock} />
              ))}
            </ul>
          )}
        </>
      );
      return { title: 'Isu lintas daerah', section, body };
    },
  },
  {
    path: '/lintas/:kode/:id',
    access: 'read',
    async load({ params }, deps) {
      const circle = circleOf(deps);
      // By any of its issues: which one was first may change when older mentions are found.
      const issue = (await circle.spreading()).find(({ cards }) =>
        cards.some(({ regency, issueId }) => regency === params.kode && String(issueId) === params.id),
      );
      if (issue === undefined) throw notFound();
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const title = issue.cards[0]?.title ?? '';
      const body = (
        <>
          <p class="back">
            <a href={section}>← Isu lintas daerah</a>
          </p>
          <h1>
            <LevelBadge attention={issue.attention} /> {title}
          </h1>
          <p class="lead">{saySpread(issue, circle)}</p>
          <Growth issue={issue} circle={circle} zone={clock.zone} />
          <h2>Isu di setiap daerah</h2>
          <CardList cards={issue.cards} circle={circle} {...clock} />
          <p class="quiet">Sebutannya hanya ada di dasbor daerah masing-masing, kecuali yang sengaja dibagikan.</p>
        </>
      );
      return { title, section, body };
    },
  },
];

function addressOf({ cards }: SpreadingIssue): string {
  const [first] = cards;
  return first === undefined ? section : `/lintas/${first.regency}/${first.issueId}`;
}

interface ItemProps extends Clock {
  readonly issue: SpreadingIssue;
  readonly circle: ProvinceCircle;
}

function SpreadingItem({ issue, circle, now, zone }: ItemProps): JSX.Element {
  return (
    <li class="card">
      <p>
        <LevelBadge attention={issue.attention} /> <a href={addressOf(issue)}>{issue.cards[0]?.title}</a>
      </p>
      <p>{saySpread(issue, circle)}</p>
      <p class="quiet">
        Pertama <When at={issue.firstAt} now={now} zone={zone} />, terakhir{' '}
        <When at={issue.lastAt} now={now} zone={zone} />
      </p>
    </li>
  );
}

function saySpread(issue: SpreadingIssue, circle: ProvinceCircle): string {
  const [first = '', ...rest] = issue.regencies.map((code) => memberName(circle, code));
  return (
    `Mulai di ${first}, lalu ${rest.join(', ')}: ${formatNumber(issue.mentionCount)} sebutan di ` +
    `${formatNumber(issue.regencies.length)} daerah, ${formatNumber(issue.negativeCount)} negatif.`
  );
}

/** When it came to each regency, and how large it is there. */
function Growth({ issue, circle, zone }: Omit<ItemProps, 'now'>): JSX.Element {
  let mentions = 0;
  const steps = issue.regencies.map((code, index) => {
    const own = issue.cards.filter(({ regency }) => regency === code);
    const here = own.reduce((sum, { mentionCount }) => sum + mentionCount, 0);
    mentions += here;
    const at = own.map(({ firstAt }) => firstAt).sort()[0] ?? issue.firstAt;
    return { code, at, here, regencies: index + 1, mentions };
  });
  return (
    <div class="table-wrap card">
      <table class="wide">
        <caption>Perjalanannya</caption>
        <thead>
          <tr>
            <th scope="col">Daerah</th>
            <th scope="col">Mulai</th>
            <th scope="col" class="number">
              Daerah sampai saat itu
            </th>
            <th scope="col" class="number">
              Sebutan di sini
            </th>
            <th scope="col" class="number">
              Sebutan, dijumlah
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ code, at, here, regencies, mentions: all }) => (
            <tr key={code}>
              <th scope="row" class="main-cell">
                {memberName(circle, code)}
              </th>
              <td data-name="Mulai">{localDate(new Date(at), zone)}</td>
              <td data-name="Daerah sampai saat itu" class="number">
                {formatNumber(regencies)}
              </td>
              <td data-name="Sebutan di sini" class="number">
                {formatNumber(here)}
              </td>
              <td data-name="Sebutan, dijumlah" class="number">
                {formatNumber(all)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
