import { z } from 'zod';
import { type Problem, RequestError } from '../../core/errors.ts';
import { endSilence, insertSilence, listAllSilences, listSilences } from '../../store/silences.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { flag, id, pageOf, paging, present } from '../schemas/common.ts';
import { silence, silenceBody } from '../schemas/silence.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** One that nobody remembers must not hide a crisis. */
const longestMs = 7 * dayMs;
const farthestMs = 30 * dayMs;

export const silenceRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/silences',
    access: 'read',
    tag: 'silences',
    summary: 'Silences in force and those still to begin, the one that ends first first.',
    description: 'With `all=true` also those that have ended, newest first, page by page.',
    input: z.strictObject({ all: flag('Also those that have ended.'), ...paging }),
    output: pageOf(silence),
    async handle({ all, limit, cursor }, { db, now }) {
      if (all) return listAllSilences(db, { limit, ...present({ cursor }) });
      return { items: await listSilences(db, now()), next: null };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/silences',
    access: 'alerting',
    tag: 'silences',
    summary: 'Keeps back what matches until the silence ends; then it is sent if it is still going on.',
    input: z.strictObject({}),
    body: silenceBody,
    output: silence,
    async write({ body, who }, { db, now, log }) {
      const { match, reason, ...span } = parseBody(silenceBody, body);
      const at = now();
      const times = checkSpan(span, at);
      if (Object.values(match).every((values) => values.length === 0))
        throw refuse([
          { where: 'match', message: 'sebutkan paling sedikit satu: semua peringatan tidak dapat diredam' },
        ]);
      const made = await insertSilence(db, { match, reason, author: who, ...times }, at);
      log.info({ silence: made.id, who }, 'silence made');
      return made;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/silences/:id',
    access: 'alerting',
    tag: 'silences',
    summary: 'Ends a silence now. Its row stays, and what it kept back is looked at again.',
    input: z.strictObject({ id }),
    body: null,
    output: silence,
    async write({ input, who }, { db, now, log }) {
      const ended = await endSilence(db, input.id, who, now());
      log.info({ silence: ended.id, who }, 'silence ended');
      return ended;
    },
  }),
];

interface Span {
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly hours?: number | undefined;
}

function checkSpan({ startsAt, endsAt, hours }: Span, now: Date) {
  const starts = Math.max(now.getTime(), Date.parse(startsAt ?? now.toISOString()));
  if ((endsAt === undefined) === (hours === undefined))
    throw refuse([{ where: 'endsAt', message: 'isi salah satu: endsAt atau hours' }]);
  const ends = endsAt === undefined ? starts + (hours ?? 0) * hourMs : Date.parse(endsAt);
  if (ends <= starts) throw refuse([{ where: 'endsAt', message: 'harus sesudah mulainya, dan belum lewat' }]);
  if (ends - starts > longestMs) throw refuse([{ where: 'endsAt', message: 'paling lama 7 hari sesudah mulainya' }]);
  if (starts - now.getTime() > farthestMs)
    throw refuse([{ where: 'startsAt', message: 'paling jauh 30 hari dari sekarang' }]);
  return { startsAt: new Date(starts).toISOString(), endsAt: new Date(ends).toISOString() };
}

function refuse(problems: readonly Problem[]): RequestError {
  const faults = problems.map(({ where }) => where).join(', ');
  return new RequestError(400, 'invalid-body', `Isi permintaan perlu diperbaiki: ${faults}`, problems);
}
