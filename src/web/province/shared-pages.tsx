import type { JSX } from 'preact';
import type { Actor } from '../../core/access.ts';
import { memberName, type ProvinceCircle, type SharedIssue, type SharedMention } from '../../core/province.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import { writeAudit } from '../../store/audit.ts';
import { findReceivedShare, listReceivedShares } from '../../store/province/shares.ts';
import type { WebDeps } from '../deps.ts';
import { notFound, type Page, parseId } from '../page.ts';
import { CategoryChip, LevelBadge } from '../parts/badges.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { When } from '../parts/time.tsx';
import { circleOf } from './load.ts';

const section = '/dibagikan';
const mostShown = 200;

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

/** What other regencies showed on purpose: theirs, and never in one's own counts. */
export const sharedPages: readonly Page[] = [
  {
    path: section,
    access: 'read',
    async load({ actor }, deps) {
      const circle = circleOf(deps);
      const shares = await listReceivedShares(deps.db, circle.self, mostShown);
      await note(deps, actor, 'share:*', shares.length);
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const body = (
        <>
          <h1>Dibagikan kepada kami</h1>
          <p class="lead">
            Isu milik daerah lain yang sengaja mereka tunjukkan. Isinya salinan pada saat dibagikan, dan tidak ikut
            dihitung dalam isu, sebutan, atau laporan di sini.
          </p>
          {shares.length === 0 ? (
            <Empty title="Belum ada yang dibagikan">
              Daerah lain dapat membagikan isu dari halaman isunya dengan tombol Bagikan.
            </Empty>
          ) : (
            <ul class="plain-list">
              {shares.map((share) => (
                <ShareItem key={`${share.from}/${share.issueId}`} share={share} circle={circle} {...clock} />
              ))}
            </ul>
          )}
        </>
      );
      return { title: 'Dibagikan kepada kami', section, body };
    },
  },
  {
    path: '/dibagikan/:dari/:id',
    access: 'read',
    async load({ params, actor }, deps) {
      const circle = circleOf(deps);
      const key = { from: params.dari ?? '', to: circle.self, issueId: parseId(params.id) };
      const found = await findReceivedShare(deps.db, key);
      if (found === null) throw notFound();
      const { issue, mentions } = found;
      await note(deps, actor, `share:${issue.from}/${issue.issueId}`, mentions.length);
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const owner = memberName(circle, issue.from);
      const body = (
        <>
          <p class="back">
            <a href={section}>← Dibagikan kepada kami</a>
          </p>
          <h1>
            <LevelBadge attention={issue.attention} /> {issue.title}
          </h1>
          <Notice tone="info">
            Milik {owner}, dibagikan oleh {issue.who} <When at={issue.at} {...clock} />. Ini salinan; keadaan terbarunya
            ada di dasbor {owner}.
          </Notice>
          <h2>Mengapa dibagikan</h2>
          <p class="mention-whole">{issue.reason}</p>
          <p class="quiet">{sayFacts(issue)}</p>
          <h2>Sebutan yang dibagikan ({formatNumber(mentions.length)})</h2>
          <ul class="plain-list">
            {mentions.map((mention) => (
              <MentionItem key={mention.mentionId} mention={mention} {...clock} />
            ))}
          </ul>
          {mentions.length === 0 ? <p class="quiet">Tidak ada sebutan yang (masih) dibagikan.</p> : null}
        </>
      );
      return { title: issue.title, section, body };
    },
  },
];

/** Words of citizens of another regency: who has read them stands on the trail, before they are shown. */
function note({ db, now }: WebDeps, { name }: Actor, object: string, items: number): Promise<void> {
  return writeAudit(db, { at: now().toISOString(), who: name, action: 'province.read', object, detail: { items } });
}

interface ItemProps extends Clock {
  readonly share: SharedIssue;
  readonly circle: ProvinceCircle;
}

function ShareItem({ share, circle, now, zone }: ItemProps): JSX.Element {
  return (
    <li class="card">
      <p>
        <LevelBadge attention={share.attention} />{' '}
        <a href={`${section}/${share.from}/${share.issueId}`}>{share.title}</a>
      </p>
      <p>
        <strong>Dari {memberName(circle, share.from)}</strong>: {share.reason}
      </p>
      <p class="quiet">
        {sayFacts(share)} · dibagikan oleh {share.who} <When at={share.at} now={now} zone={zone} />
      </p>
    </li>
  );
}

function sayFacts({ topic, agency, placeName, mentionCount, negativeCount }: SharedIssue): string {
  const facts = [
    topicNames[topic],
    agency ?? 'OPD belum dikenali',
    ...(placeName === null ? [] : [placeName]),
    `${formatNumber(mentionCount)} sebutan, ${formatNumber(negativeCount)} negatif`,
  ];
  return facts.join(' · ');
}

function MentionItem({ mention, now, zone }: Clock & { mention: SharedMention }): JSX.Element {
  const { title, text, url, publisher, label, publishedAt } = mention;
  return (
    <li class="card">
      {title === null ? null : (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      <p class="mention-whole">{text}</p>
      <p class="quiet">
        {label === null ? 'belum dinilai' : <CategoryChip category={label} />} {publisher ?? 'sumber tidak disebut'} ·{' '}
        <When at={publishedAt} now={now} zone={zone} />
        {url === null ? null : (
          <>
            {' '}
            ·{' '}
            <a href={url} rel="noreferrer nofollow" target="_blank">
              asli
            </a>
          </>
        )}
      </p>
    </li>
  );
}
