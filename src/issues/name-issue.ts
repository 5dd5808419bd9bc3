import { type IssueMember, isVoice } from './member.ts';
import { isNews } from './news.ts';
import { shorten } from './sentences.ts';
import { contentWords, wordsOf } from './words.ts';

const maxLength = 140;
/** Members that have a say in the name: the first ones; later reports do not rename a long issue for ever. */
const maxCandidates = 20;
/** A headline of fewer words says too little to stand for an issue. */
const minWords = 3;
/** The first of the headlines that are about as good as the best one is taken, so that names seldom change. */
const goodEnough = 0.85;
/** What was done about it, or said: an issue is called after what happened. */
const answer =
  /\b(?:klarifikasi|hoaks|hoax|bantah|tegaskan|pastikan|janji\w*|siapkan|siagakan|kaji|tinjau|minta maaf|permohonan maaf|(?:di)?perbaik\w*|penjelasan|pulih|surut|kembali|ditambal|disegel|dibebastugaskan|akhirnya|rampung|tuntas|cair|ganti|mediasi|panggil|tangani|ditangani|turun tangan|bantuan)\b/i;

/**
 * The members that decide an issue's name, oldest first: the first news reports, else the first titled posts, else what there is.
 * What has been left out here never comes back, so the result may be kept in place of all members.
 */
export function namingMembers(members: readonly IssueMember[]): readonly IssueMember[] {
  const best = Math.min(...members.map(rank));
  return members
    .filter((member) => rank(member) === best)
    .sort((a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.id - b.id)
    .slice(0, maxCandidates);
}

/**
 * The headline that shares most of its words with the other reports, the earliest of about equal ones; one that tells what happened
 * before one that tells what was done about it. For posts the first title or first words. One line; empty for no members.
 */
export function nameIssue(members: readonly IssueMember[]): string {
  const candidates = namingMembers(members);
  const [first] = candidates;
  if (first === undefined) return '';
  const best = isNews(first) ? mostShared(candidates) : first;
  return shorten(best.title ?? best.text, maxLength);
}

function rank(member: IssueMember): number {
  if (member.kind === 'comment') return 4;
  if (member.title === null) return 3;
  if (!isVoice(member)) return 2;
  return isNews(member) ? 0 : 1;
}

/** @param candidates at least one, oldest first */
function mostShared(candidates: readonly IssueMember[]): IssueMember {
  const vocabularies = candidates.map(
    ({ title, text }) => new Set(contentWords(wordsOf(`${title ?? ''} ${text.slice(0, 600)}`))),
  );
  const shares = candidates.map(({ title }) => {
    const words = [...new Set(contentWords(wordsOf(title ?? '')))];
    const shared = words.map((word) => vocabularies.filter((vocabulary) => vocabulary.has(word)).length);
    const average = shared.reduce((sum, count) => sum + count, 0) / Math.max(1, words.length);
    return words.length < minWords ? average / 2 : average;
  });
  const telling = tellingOf(candidates);
  const most = Math.max(...shares.filter((_, index) => telling.has(candidates[index] as IssueMember)));
  return candidates.find(
    (candidate, index) => telling.has(candidate) && (shares[index] ?? 0) >= most * goodEnough,
  ) as IssueMember;
}

/** The reports of what happened: bad news if there is some, no answers and no offices; all, if there is nothing else. */
function tellingOf(candidates: readonly IssueMember[]): ReadonlySet<IssueMember> {
  const events = candidates.filter(
    ({ title, sourceClass }) => !answer.test(title ?? '') && sourceClass !== 'government',
  );
  const bad = events.filter(({ label }) => label === 'negative');
  if (bad.length * 4 >= candidates.length) return new Set(bad);
  return new Set(events.length > 0 ? events : candidates);
}
