import { z } from 'zod';
import { type Actor, agencyScopeOf } from '../../core/access.ts';
import { type CategoryCounts, categories, totalOf } from '../../core/category.ts';
import { RequestError } from '../../core/errors.ts';
import { loadPlaces, loadSubjects, loadTrend, loadVoices } from '../../store/trends.ts';
import { maxDays, readDays, withStaleDays } from '../day-period.ts';
import { type CsvShape, defineRoute } from '../route.ts';
import { type Body, date, pageOf, sourceClass, topic, word } from '../schemas/common.ts';
import { day } from '../schemas/day.ts';

const counts = {
  total: z.int(),
  negative: z.int(),
  potential: z.int().describe('Not negative, but watched.'),
  neutral: z.int(),
  positive: z.int(),
  unscored: z.int(),
};
const countsOf = (own: CategoryCounts) => ({ total: totalOf(own), ...own });
const countColumns = ['total', ...categories] as const;

/** Columns of a CSV: the keys, then the counts. */
function shape<Item extends Record<string, string | number | null>>(
  filename: string,
  keys: readonly (keyof Item & string)[],
): CsvShape<Item> {
  const columns = [...keys, ...countColumns].map((header) => ({ header, value: (item: Item) => item[header] ?? null }));
  return { filename, columns };
}

const days = {
  from: day.optional().describe('First day; 13 days before the last if absent.'),
  to: day.optional().describe('Last day, included; today if absent.'),
};
const agency = word.optional().describe('Only what concerns this agency.');
const about = {
  from: date,
  to: date,
  staleDays: z.array(date).describe('Days with changes that are not counted yet; empty when all is up to date.'),
};
const lag = `Days are calendar days in the regency's time zone, at most ${maxDays}. Counts are kept by day and lag behind by seconds; \`staleDays\` says where.`;

const dayRow = z.strictObject({ day: date, ...counts }).meta({ id: 'DayCount' });
const voiceRow = z.strictObject({ class: sourceClass, ...counts }).meta({ id: 'VoiceCount' });
const subjectRow = z
  .strictObject({ topic: z.string(), agency: z.string().nullable(), ...counts })
  .meta({ id: 'SubjectCount' });
const placeRow = z
  .strictObject({ code: z.string(), name: z.string().nullable(), ...counts })
  .meta({ id: 'PlaceCount' });

export const dayStatRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/stats/days',
    tag: 'stats',
    access: 'read-agency',
    summary: 'Mentions about the regency by day and sentiment, mirrors left out.',
    description: lag,
    input: z.strictObject({ ...days, agency, topic: topic.optional() }),
    output: pageOf(dayRow).extend(about),
    csv: shape<Body<typeof dayRow>>('tren.csv', ['day']),
    async handle(input, deps, actor) {
      const period = await withStaleDays(readDays(input, deps), deps);
      const query = { ...period, agency: scopedAgency(actor, input.agency), topic: input.topic ?? null };
      const items = (await loadTrend(deps.db, query)).map((row) => ({ day: row.day, ...countsOf(row.counts) }));
      return { items, next: null, ...period };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/stats/voices',
    tag: 'stats',
    access: 'read-agency',
    summary: 'Share of voice: mentions about the regency by class of who spoke, mirrors too.',
    description: lag,
    input: z.strictObject({ ...days, agency }),
    output: pageOf(voiceRow).extend(about),
    csv: shape<Body<typeof voiceRow>>('porsi-suara.csv', ['class']),
    async handle(input, deps, actor) {
      const period = await withStaleDays(readDays(input, deps), deps);
      const rows = await loadVoices(deps.db, { ...period, agency: scopedAgency(actor, input.agency) });
      const items = rows.map((row) => ({ class: row.sourceClass, ...countsOf(row.counts) }));
      return { items, next: null, ...period };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/stats/subjects',
    tag: 'stats',
    access: 'read-agency',
    summary: 'Mentions about the regency by topic and agency, mirrors left out.',
    description: lag,
    input: z.strictObject({ ...days, agency, topic: topic.optional() }),
    output: pageOf(subjectRow).extend(about),
    csv: shape<Body<typeof subjectRow>>('topik-opd.csv', ['topic', 'agency']),
    async handle(input, deps, actor) {
      const period = await withStaleDays(readDays(input, deps), deps);
      const query = { ...period, agency: scopedAgency(actor, input.agency), topic: input.topic ?? null };
      const rows = await loadSubjects(deps.db, query);
      const items = rows.map((row) => ({ topic: row.topic, agency: row.agency, ...countsOf(row.counts) }));
      return { items, next: null, ...period };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/stats/places',
    tag: 'stats',
    access: 'read',
    summary: 'Mentions about the regency by kecamatan and desa that they name, mirrors left out.',
    description: `${lag} A kecamatan's row does not hold those of its desa.`,
    input: z.strictObject({
      ...days,
      topic: topic.optional(),
      place: word.optional().describe('Code of a kecamatan: only it and its desa.'),
    }),
    output: pageOf(placeRow).extend(about),
    csv: shape<Body<typeof placeRow>>('peta.csv', ['code', 'name']),
    async handle(input, deps) {
      const period = await withStaleDays(readDays(input, deps), deps);
      const rows = await loadPlaces(deps.db, { ...period, topic: input.topic ?? null, place: input.place ?? null });
      const names = new Map(
        deps.region.districts.flatMap(({ code, name, villages }) => [
          [code, name] as const,
          ...villages.map((village) => [village.code ?? '', village.name] as const),
        ]),
      );
      const items = rows
        .map(({ code, counts: own }) => ({ code, name: names.get(code) ?? null, ...countsOf(own) }))
        .sort((a, b) => (a.code < b.code ? -1 : 1));
      return { items, next: null, ...period };
    },
  }),
];

/** @throws RequestError 404 for an agency that is not theirs to see */
function scopedAgency(actor: Actor, asked: string | undefined): string | null {
  const scope = agencyScopeOf(actor);
  if (scope === null || asked === undefined || asked === scope) return scope ?? asked ?? null;
  throw new RequestError(404, 'not-found', `OPD ${asked} tidak ada.`);
}
