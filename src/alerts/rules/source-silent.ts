import { z } from 'zod';
import type { AlertDraft, AlertRuleType, LastAlert, SourceFacts } from '../../core/alert.ts';
import { isTroubled, type SourceStatus } from '../../core/source.ts';
import { formatNumber } from '../../core/time.ts';
import { no } from '../issue-rule.ts';
import { dayMs, describeOptions, hourMs, parseOptions } from '../options.ts';

const id = 'source-silent';

/** Fewest sources of which "most" says something. */
const minSources = 3;
/** Failures in a row after which a source that never answered is no slow start. */
const minErrors = 3;

const optionsSchema = z.strictObject({
  hours: z
    .number()
    .min(1)
    .max(24 * 30)
    .default(24)
    .describe('Sumber bermasalah atau tidak memberi isi baru selama sekian jam'),
  repeatHours: z
    .number()
    .min(1)
    .max(24 * 90)
    .default(24 * 7)
    .describe('Diulang paling cepat setelah sekian jam selama masih bermasalah'),
  mostShare: z
    .number()
    .min(0.1)
    .max(1)
    .default(0.5)
    .describe('Merah bila lebih dari bagian ini dari semua sumber bermasalah'),
});

/**
 * A source gives nothing any more: "no negative news" then means little. Yellow for one; when most are silent, one red alert for all of
 * them instead of one each.
 */
export const sourceSilent: AlertRuleType = {
  id,
  title: 'Sumber senyap atau gagal dibaca',
  about: 'source',
  example: { hours: 24, repeatHours: 168, mostShare: 0.5 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { hours, repeatHours, mostShare } = parseOptions(optionsSchema, options);
    const isSilent = ({ source, status }: Pick<SourceFacts, 'source' | 'status'>, now: Date): boolean => {
      if (!isTroubled(status)) return false;
      const since = silentSince(source, status);
      if (since === null) return source.errorCount >= minErrors || status === 'gone';
      return now.getTime() - Date.parse(since) >= hours * hourMs;
    };
    return {
      about: 'source',
      id,
      judge(facts, now) {
        if (!isSilent(facts, now)) return no(`Sumber ini tidak senyap lebih dari ${formatNumber(hours)} jam.`);
        const watched = facts.all.filter(({ status }) => status !== 'disabled');
        const silent = watched.filter((entry) => isSilent(entry, now)).length;
        if (watched.length >= minSources && silent > watched.length * mostShare) {
          const occasion = occasionOf(facts.lastOfAll, false, now, repeatHours);
          if (occasion === null) return no('Sudah diperingatkan bahwa sebagian besar sumber senyap.');
          const reason = `${silent} dari ${watched.length} sumber tidak memberi isi baru lebih dari ${formatNumber(hours)} jam; laporan dan peringatan tidak lengkap.`;
          return { fires: true, draft: draftOf('*', 'Sebagian besar sumber senyap', reason, 'alert', occasion) };
        }
        const { source, last } = facts;
        const occasion = occasionOf(last, last !== null && hasAnsweredSince(facts, last.at), now, repeatHours);
        if (occasion === null) return no('Sumber ini sudah diperingatkan.');
        return {
          fires: true,
          draft: draftOf(source.id, `Sumber senyap: ${source.title}`, reasonOf(facts, now), 'watch', occasion),
        };
      },
    };
  },
};

/** Since when nothing came; null for a source that never answered. */
function silentSince({ lastNewItemAt, firstSuccessAt, lastSuccessAt }: SourceFacts['source'], status: SourceStatus) {
  return status === 'quiet' ? (lastNewItemAt ?? firstSuccessAt ?? lastSuccessAt) : lastSuccessAt;
}

function hasAnsweredSince({ source, status }: SourceFacts, at: string): boolean {
  const since = silentSince(source, status);
  return since !== null && since > at;
}

/** @param isBack it has answered since the last alert: the silence is a new one, and may be told after a day */
function occasionOf(
  last: LastAlert | null,
  isBack: boolean,
  now: Date,
  repeatHours: number,
): AlertDraft['occasion'] | null {
  if (last === null) return 'first';
  const intervalMs = isBack ? Math.min(dayMs, repeatHours * hourMs) : repeatHours * hourMs;
  return now.getTime() - Date.parse(last.at) >= intervalMs ? 'repeat' : null;
}

const troubles: Partial<Readonly<Record<SourceStatus, string>>> = {
  quiet: 'dapat dibaca tetapi tidak ada isi baru',
  failing: 'gagal dibaca',
  blocked: 'menolak dibaca',
  gone: 'tidak dibaca lagi',
  'needs-credential': 'memerlukan kunci yang berlaku',
  'needs-attention': 'perlu diperbaiki orang',
};

function reasonOf({ source, status }: SourceFacts, now: Date): string {
  const since = silentSince(source, status);
  const how =
    since === null
      ? 'sejak ditambahkan'
      : `sejak ${formatNumber(Math.floor((now.getTime() - Date.parse(since)) / hourMs))} jam lalu`;
  const cause = source.lastError === null ? '' : ` Kesalahan terakhir: ${source.lastError}`;
  return `${source.title} ${troubles[status] ?? 'bermasalah'} ${how}.${cause}`;
}

function draftOf(
  subject: string,
  title: string,
  reason: string,
  level: 'watch' | 'alert',
  occasion: AlertDraft['occasion'],
): AlertDraft {
  const nowhere = { issueId: null, topic: null, agency: null, placeCode: null, placeName: null, mentionIds: [] };
  return { ruleId: id, subject: `source:${subject}`, level, title, reason, occasion, ...nowhere };
}
