import type { Digest, DigestAction, DigestHoax, DigestIssue } from '../core/digest.ts';
import { isTroubled } from '../core/source.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { cut } from '../reports/wording.ts';
import { type AnalysisFacts, nameOf } from './digest-analysis.ts';

const maxIssues = 10;
const maxPotential = 3;
const office = 'Diskominfo';

const hourMs = 3_600_000;
/** "Realisasi paling lama satu hari" for what is red and for hoaxes; twice that for questions and what may become red. */
const dueHours = { urgent: 24, ordinary: 48 } as const;

export interface AdviceFacts
  extends AnalysisFacts,
    Pick<Digest, 'questions' | 'potential' | 'positive' | 'coverage' | 'to'> {}

/** A list that nobody can work through is no advice: what is most urgent stands first. */
const maxActions = 15;

/**
 * Section 5 (saran): what the state of each issue asks for, by whom and until when, counted from the end of the period. Rules, not
 * opinions: an analyst replaces them where they know better.
 */
export function advise(facts: AdviceFacts): readonly DigestAction[] {
  const { negative, hoaxes, questions, spikes, potential, positive, coverage } = facts;
  const within = (hours: number) => new Date(Date.parse(facts.to) + hours * hourMs).toISOString();
  const urgent = within(dueHours.urgent);
  const ordinary = within(dueHours.ordinary);
  const shown = new Set(negative.map(({ issue }) => issue.id));
  const broken = coverage.sources.filter(({ status }) => isTroubled(status)).length;
  const praised = positive[0];
  const actions: readonly DigestAction[] = [
    ...facts.followUps
      .filter(({ isOverdue }) => isOverdue)
      .map(({ entry, agency, dueAt }) => ({
        issueId: entry.issue.id,
        action: `Tagih jawaban ${agency ?? 'perangkat daerah'} atas ${nameOf(entry)}: batas waktunya lewat${dueAt === null ? '' : ` sejak ${formatDateTime(dueAt, facts.timezone)}`}`,
        responsible: office,
        dueAt: urgent,
      })),
    ...negative.slice(0, maxIssues).flatMap((entry) => adviseIssue(entry, facts, urgent)),
    ...hoaxes.flatMap((hoax) => adviseHoax(hoax, urgent)),
    ...questions
      .filter(({ waiting }) => waiting > 0)
      .map(({ agency, waiting, oldestWaitingAt }) => ({
        issueId: null,
        action: `Jawab ${formatNumber(waiting)} pertanyaan atau aspirasi warga yang menunggu${oldestWaitingAt === null ? '' : ` (tertua ${formatDateTime(oldestWaitingAt, facts.timezone)})`}`,
        responsible: agency ?? office,
        dueAt: ordinary,
      })),
    ...spikes
      .filter(({ issueId }) => issueId === null || !shown.has(issueId))
      .slice(0, maxPotential)
      .map(({ issueId, sentence, agency }) => ({
        issueId,
        action: `Periksa lonjakan: ${sentence}`,
        responsible: agency ?? office,
        dueAt: urgent,
      })),
    ...potential.slice(0, maxPotential).map((entry) => ({
      issueId: entry.issue.id,
      action: `Pantau ${nameOf(entry)} dan siapkan penjelasan bila meluas`,
      responsible: entry.issue.agency ?? office,
      dueAt: ordinary,
    })),
    ...(praised === undefined
      ? []
      : [
          {
            issueId: praised.issue.id,
            action: `Angkat ${nameOf(praised)} di kanal resmi`,
            responsible: office,
            dueAt: null,
          },
        ]),
    ...(broken === 0
      ? []
      : [
          {
            issueId: null,
            action: `Perbaiki ${formatNumber(broken)} sumber yang gagal dibaca atau senyap`,
            responsible: office,
            dueAt: ordinary,
          },
        ]),
  ];
  return actions.slice(0, maxActions);
}

function adviseIssue(entry: DigestIssue, facts: AdviceFacts, urgent: string): readonly DigestAction[] {
  const { issue, recurring } = entry;
  const times = recurring.length + 1;
  const raise: readonly DigestAction[] =
    times >= facts.themes.count
      ? [
          {
            issueId: issue.id,
            action: `Laporkan ke pimpinan: tema ${nameOf(entry)} sudah ${formatNumber(times)} kali dalam ${formatNumber(facts.themes.days)} hari`,
            responsible: office,
            dueAt: urgent,
          },
        ]
      : [];
  return [...raise, ...actionsFor(entry, facts, urgent)];
}

function actionsFor(entry: DigestIssue, facts: AdviceFacts, urgent: string): readonly DigestAction[] {
  const { issue } = entry;
  const agency = issue.agency ?? office;
  const act = (action: string, responsible: string, dueAt: string | null): readonly DigestAction[] => [
    { issueId: issue.id, action, responsible, dueAt },
  ];
  switch (issue.state) {
    case 'baru':
    case 'diverifikasi':
      if ((facts.entries.get(issue.id)?.offices ?? 0) > 0) {
        return act(
          `Sebarkan pernyataan resmi yang sudah ada tentang ${nameOf(entry)}, dan tanggapi yang belum terjawab`,
          office,
          urgent,
        );
      }
      return issue.agency === null
        ? act(`Tentukan perangkat daerah untuk ${nameOf(entry)} dan minta klarifikasinya`, office, urgent)
        : act(`Minta klarifikasi ${agency} tentang “${cut(issue.title, 90)}”`, agency, urgent);
    case 'diteruskan':
      // One that is late is among the issues of earlier reports, or is asked for here.
      return facts.followUps.some(({ entry: other, isOverdue }) => other.issue.id === issue.id && isOverdue)
        ? []
        : act(`Kawal jawaban ${agency} tentang “${cut(issue.title, 90)}”`, agency, issue.dueAt ?? urgent);
    case 'ditanggapi': {
      const effect = facts.followUps.find(({ entry: other }) => other.issue.id === issue.id)?.effect ?? null;
      return effect !== null && effect.after.negative >= effect.before.negative && effect.after.negative > 0
        ? act(`Perluas klarifikasi tentang ${nameOf(entry)}: sebutan negatif belum turun`, agency, urgent)
        : act(`Pantau ${nameOf(entry)} sampai mereda, lalu tutup isunya`, office, null);
    }
    default:
      return act(`Tinjau lagi ${nameOf(entry)}: sudah ditutup tetapi masih dibicarakan`, office, urgent);
  }
}

function adviseHoax({ entry, status, answer }: DigestHoax, urgent: string): readonly DigestAction[] {
  const act = (action: string): readonly DigestAction[] => [
    { issueId: entry.issue.id, action, responsible: office, dueAt: urgent },
  ];
  const url = answer?.url ?? null;
  switch (status) {
    case 'answered':
      return act(`Sebarkan kembali klarifikasi atas klaim ${nameOf(entry)}${url === null ? '' : `: ${url}`}`);
    case 'suggested':
      return act(`Periksa apakah klaim ${nameOf(entry)} sudah dijawab${url === null ? '' : `: ${url}`}`);
    case 'unanswered':
      return act(`Periksa fakta dan susun klarifikasi atas klaim ${nameOf(entry)}`);
    case 'fact-check-only':
      return [];
  }
}
