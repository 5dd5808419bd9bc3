import type { Digest, DigestFollowUp, DigestHoax, DigestIssue, DigestNote } from '../core/digest.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { cut, sayDuration, sayHeadline, saySpread, sayTrend } from '../reports/wording.ts';
import type { Entry, Themes } from './digest-entries.ts';

/** Issues that are told about one by one. */
const maxIssues = 10;
const maxFollowUps = 5;

export interface AnalysisFacts extends Pick<Digest, 'negative' | 'hoaxes' | 'followUps' | 'spikes' | 'timezone'> {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly themes: Themes;
}

/** Section 4 (telaah): what the counts say of each issue, and nothing that they do not say. */
export function analyse(facts: AnalysisFacts): readonly DigestNote[] {
  const { negative, followUps, hoaxes, spikes } = facts;
  return [
    ...negative.slice(0, maxIssues).map((entry) => ({ issueId: entry.issue.id, text: tellIssue(entry, facts) })),
    ...hoaxes.flatMap((hoax) => tellHoax(hoax)),
    ...followUps
      .filter(({ effect }) => effect !== null)
      .slice(0, maxFollowUps)
      .map((followUp) => ({ issueId: followUp.entry.issue.id, text: tellEffect(followUp) })),
    ...spikes.slice(0, maxFollowUps).map(({ issueId, sentence }) => ({ issueId, text: `Lonjakan: ${sentence}.` })),
  ];
}

/** `“Air mati” (PDAM)` */
export function nameOf({ issue }: Pick<DigestIssue, 'issue'>): string {
  return `“${cut(issue.title, 90)}”${issue.agency === null ? '' : ` (${issue.agency})`}`;
}

function tellIssue(entry: DigestIssue, { entries, themes, timezone }: AnalysisFacts): string {
  const { issue } = entry;
  const offices = entries.get(issue.id)?.offices ?? 0;
  return [
    `${nameOf(entry)}: ${entry.isNew ? `isu baru, pertama dimuat ${issue.firstPublisher} pada ${formatDateTime(issue.firstAt, timezone)}` : sayTrend(entry)}; ${saySpread(entry)}.`,
    sayRecurrence(entry, themes),
    sayVoices(entry),
    offices > 0 || issue.state === 'ditanggapi'
      ? 'Sudah ada pernyataan resmi yang terpantau.'
      : 'Belum ada pernyataan resmi yang terpantau.',
    entry.headline === null ? '' : `Perhatikan: ${sayHeadline(entry.headline)}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function sayRecurrence({ recurring, issue }: DigestIssue, { days }: Themes): string {
  const [last] = recurring;
  if (last === undefined) return '';
  const where = [issue.agency, issue.placeName].filter((name) => name !== null).join(', ');
  return `Tema ini berulang: kejadian ke-${formatNumber(recurring.length + 1)} dalam ${formatNumber(days)} hari${where === '' ? '' : ` (${where})`}, terakhir “${cut(last.title, 90)}”.`;
}

/** Who carries it, when one side does so alone or for the most part. */
function sayVoices({ spread, count }: DigestIssue): string {
  if (count === 0) return '';
  if (spread.media === 0) return 'Sejauh ini dibicarakan warga saja, belum diberitakan media.';
  if (spread.accounts + spread.comments === 0)
    return 'Sejauh ini diberitakan media saja, belum ramai dibicarakan warga.';
  return spread.comments > count / 2 ? 'Sebagian besar berupa komentar warga.' : '';
}

function tellHoax({ entry, status, answer }: DigestHoax): readonly DigestNote[] {
  const issueId = entry.issue.id;
  const known = answer?.title ?? null;
  switch (status) {
    case 'answered':
      return [
        {
          issueId,
          text: `Klaim ${nameOf(entry)} mengulang yang sudah dijawab${known === null ? '' : `: “${cut(known, 90)}”`}.`,
        },
      ];
    case 'suggested':
      return [
        {
          issueId,
          text: `Klaim ${nameOf(entry)} mirip yang sudah dijawab${known === null ? '' : ` (“${cut(known, 90)}”)`}; kemiripannya perlu diperiksa orang.`,
        },
      ];
    case 'unanswered':
      return [
        {
          issueId,
          text: `Klaim ${nameOf(entry)} belum terklarifikasi: tidak ada cek fakta atau klarifikasi yang cocok.`,
        },
      ];
    case 'fact-check-only':
      return [];
  }
}

function tellEffect({ entry, effect, responseMs }: DigestFollowUp): string {
  if (effect === null) return '';
  const { before, after, hours, complete } = effect;
  const change = after.negative < before.negative ? 'turun' : after.negative > before.negative ? 'naik' : 'tetap';
  const response = responseMs === null ? '' : ` Ditanggapi ${sayDuration(responseMs)} setelah pertama muncul.`;
  const soFar = complete ? '' : ' (belum genap sehari)';
  return `${nameOf(entry)}: sebutan negatif ${change} dari ${formatNumber(before.negative)} menjadi ${formatNumber(after.negative)} dalam ${formatNumber(hours)} jam sesudah tanggapan${soFar}.${response}`;
}
