import type { Digest, DigestFollowUp, DigestHoax } from '../../core/digest.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import {
  cut,
  emptySentences,
  hoaxStatusNames,
  sayDuration,
  saySpread,
  sayTrend,
  stateNames,
  topicName,
} from '../wording.ts';
import { type Block, bold, type Line, linked, linkTo, paragraph, toned } from './blocks.ts';
import { more } from './issues.ts';
import type { DocumentLimits } from './limits.ts';

/** Section 7: what claim goes round, and what answers it. */
export function hoaxBlocks({ hoaxes, totals }: Digest, limits: DocumentLimits): readonly Block[] {
  if (hoaxes.length === 0) return [paragraph(emptySentences.hoaxes, 'quiet')];
  const shown = hoaxes.slice(0, limits.lists);
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Klaim', align: 'left', weight: 38, minor: false },
        { title: 'Kategori', align: 'left', weight: 14, minor: true },
        { title: 'Status verifikasi', align: 'left', weight: 22, minor: false },
        { title: 'Klarifikasi', align: 'left', weight: 26, minor: false },
      ],
      rows: shown.map((hoax) => {
        const { entry, status } = hoax;
        return [
          [bold(cut(entry.issue.title, limits.title)), toned(` – ${saySpread(entry)}; ${sayTrend(entry)}`, 'quiet')],
          [topicName(entry.issue.topic)],
          [
            toned(
              hoaxStatusNames[status],
              status === 'unanswered' ? 'red' : status === 'suggested' ? 'yellow' : 'green',
            ),
          ],
          answerLine(hoax, limits),
        ];
      }),
    },
    ...more(shown.length, totals.hoaxes),
  ];
}

function answerLine({ entry, status, answer }: DigestHoax, limits: DocumentLimits): Line {
  if (answer !== null) {
    const title = cut(answer.title ?? 'klarifikasi', limits.title / 2);
    return [
      ...linked(title, answer.url),
      toned(` (kemiripan ${formatNumber(Math.round(answer.similarity * 100))}%)`, 'quiet'),
    ];
  }
  const url = entry.links.find((link) => linkTo(link.url).length > 0)?.url ?? null;
  return status === 'fact-check-only' && url !== null ? linkTo(url) : ['belum ada'];
}

/** Section 8: what became of earlier issues, and which questions wait for an answer. */
export function followUpBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { followUps, questions, totals } = digest;
  const shown = followUps.slice(0, limits.lists);
  const asked = questions.slice(0, limits.lists);
  return [
    ...(shown.length === 0
      ? [paragraph(emptySentences.followUps, 'quiet')]
      : ([
          {
            kind: 'table',
            columns: [
              { title: 'Isu', align: 'left', weight: 34, minor: false },
              { title: 'Status', align: 'left', weight: 24, minor: false },
              { title: 'Waktu tanggap', align: 'left', weight: 14, minor: true },
              { title: 'Sebutan negatif, sebelum → sesudah', align: 'left', weight: 28, minor: false },
            ],
            rows: shown.map((followUp) => [
              [bold(cut(followUp.entry.issue.title, limits.title)), toned(` – ${sayTrend(followUp.entry)}`, 'quiet')],
              stateLine(followUp, digest.timezone),
              [followUp.responseMs === null ? 'belum ditanggapi' : sayDuration(followUp.responseMs)],
              [sayEffect(followUp)],
            ]),
          },
        ] as const)),
    ...more(shown.length, totals.followUps),
    ...(asked.length === 0
      ? []
      : ([
          { kind: 'heading', text: 'Pertanyaan dan aspirasi warga' },
          { kind: 'list', ordered: false, items: asked.map((question) => questionLine(question, digest.timezone)) },
        ] as const)),
    ...more(asked.length, questions.length),
  ];
}

/** `diteruskan ke OPD (DLH), batas 20 Nov 2026, 09.00 WIB: TERLAMBAT` */
function stateLine({ state, stateAt, agency, dueAt, isOverdue }: DigestFollowUp, timezone: string): Line {
  const who = agency === null ? '' : ` (${cut(agency, 60)})`;
  const since = stateAt === null ? '' : ` sejak ${formatDateTime(stateAt, timezone)}`;
  const due = dueAt === null ? '' : `, batas ${formatDateTime(dueAt, timezone)}`;
  return [`${stateNames[state]}${who}${since}${due}`, ...(isOverdue ? [': ', bold('TERLAMBAT', 'red')] : [])];
}

/** `31 → 9 dalam 24 jam (masih dihitung)` */
export function sayEffect({ effect }: Pick<DigestFollowUp, 'effect'>): string {
  if (effect === null) return '–';
  const running = effect.complete ? '' : ' (masih berjalan)';
  return `${formatNumber(effect.before.negative)} → ${formatNumber(effect.after.negative)} dalam ${formatNumber(effect.hours)} jam${running}`;
}

function questionLine(
  { agency, asked, waiting, oldestWaitingAt, examples }: Digest['questions'][number],
  timezone: string,
): Line {
  const oldest = oldestWaitingAt === null ? '' : `, tertua ${formatDateTime(oldestWaitingAt, timezone)}`;
  const [example] = examples;
  const quote = example === undefined ? [] : [' Misalnya: ', ...linked(`“${cut(example.text, 140)}”`, example.url)];
  const name = agency === null ? 'Belum jelas ditujukan ke mana' : cut(agency, 80);
  return [bold(name), `: ${formatNumber(asked)} masuk, ${formatNumber(waiting)} belum dijawab${oldest}.`, ...quote];
}
