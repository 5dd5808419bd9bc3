import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import type { ProvinceCircle, SpreadingIssue } from '../../core/province.ts';
import { compareRegencies, type RegencyRow } from '../../core/province-figures.ts';
import { addDays, localDate } from '../../core/time.ts';
import { listRegencyDays, listRegencyStates } from '../../store/province/view.ts';
import type { ApiDeps } from '../deps.ts';
import { defineRoute } from '../route.ts';
import { type Body, date, pageOf, regencyCode } from '../schemas/common.ts';
import { regencyDay, regencyRow, spreadingIssue } from '../schemas/province.ts';

const common = { method: 'get', access: 'read', tag: 'province' } as const;
/** A week, and the four before it. */
const comparedDays = 35;

/** What a province sees of its regencies. Only on the province's own host name. */
export const provinceRoutes = [
  defineRoute({
    ...common,
    path: '/api/v1/province/regencies',
    summary: 'The regencies side by side, each compared with its own usual.',
    description:
      'Counts are not divided by people, and regencies have different sources: compare each with its own usual, not with the others.',
    input: z.strictObject({}),
    output: pageOf(regencyRow),
    csv: {
      filename: 'kabupaten-kota.csv',
      columns: [
        { header: 'kode', value: (item) => item.code },
        { header: 'nama', value: (item) => item.name },
        { header: 'kabar-terakhir', value: (item) => item.publishedAt },
        { header: 'hari-ini', value: (item) => item.today.mentions },
        { header: 'minggu', value: (item) => item.week.mentions },
        { header: 'minggu-negatif', value: (item) => item.week.negatives },
        { header: 'minggu-tidak-dinilai', value: (item) => item.week.unscored },
        { header: 'biasanya', value: (item) => item.usual?.mentions ?? null },
        { header: 'negatif-per-1000', value: (item) => item.negativesPerThousand },
        { header: 'isu-terbuka', value: (item) => item.openIssues },
        { header: 'isu-merah', value: (item) => item.redIssues },
        { header: 'peringatan', value: (item) => item.week.alerts },
        { header: 'sumber', value: (item) => item.sources },
        { header: 'sumber-diam', value: (item) => item.silentSources },
      ],
    },
    async handle(_input, deps) {
      const { members } = circleOf(deps);
      const now = deps.now();
      const today = localDate(now, deps.region.timezone);
      const days = await listRegencyDays(deps.db, addDays(today, -comparedDays), today);
      const rows = compareRegencies(members, days, await listRegencyStates(deps.db), { now, today });
      return { items: rows.map(toBody), next: null };
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/province/issues',
    summary: 'Events of the last 14 days that are issues in several regencies, the one mentioned last first.',
    input: z.strictObject({ regency: regencyCode.optional().describe('Only those that are also an issue there.') }),
    output: pageOf(spreadingIssue),
    async handle({ regency }, deps) {
      const found = await circleOf(deps).spreading();
      const items = found.filter(({ regencies }) => regency === undefined || regencies.includes(regency));
      return { items: items.map(withoutKeys), next: null };
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/province/days',
    summary: 'What regencies counted by day, by regency and day; the last 35 days if none are named.',
    input: z.strictObject({
      regency: regencyCode.optional(),
      from: date.optional().describe('First day.'),
      to: date.optional().describe('Last day, included.'),
    }),
    output: pageOf(regencyDay),
    csv: {
      filename: 'kabupaten-kota-harian.csv',
      columns: (
        [
          ...(['regency', 'day', 'mentions', 'negatives', 'potentials', 'neutrals', 'positives', 'unscored'] as const),
          ...(['hoaxes', 'alerts', 'reports', 'openIssues', 'silentSources'] as const),
        ] as const
      ).map((key) => ({ header: key, value: (item) => item[key] })),
    },
    async handle({ regency, from, to }, deps) {
      circleOf(deps);
      const today = localDate(deps.now(), deps.region.timezone);
      const days = await listRegencyDays(deps.db, from ?? addDays(today, -comparedDays), to ?? today);
      return { items: days.filter((day) => regency === undefined || day.regency === regency), next: null };
    },
  }),
];

/** @throws RequestError 404 for a regency that is on its own */
export function circleOf({ province }: Pick<ApiDeps, 'province'>): ProvinceCircle {
  if (province !== null) return province;
  throw new RequestError(404, 'no-province', 'Instalasi ini tidak termasuk sebuah provinsi.');
}

function toBody({ member, state, isUnheard, ...row }: RegencyRow): Body<typeof regencyRow> {
  const { publishedAt = null, openIssues = null, redIssues = null } = state ?? {};
  const { sources = null, silentSources = null, lastItemAt = null } = state ?? {};
  return {
    ...member,
    ...{ publishedAt, unheard: isUnheard },
    ...row,
    ...{ openIssues, redIssues, sources, silentSources, lastItemAt },
  };
}

function withoutKeys({ cards, ...issue }: SpreadingIssue): Body<typeof spreadingIssue> {
  return { ...issue, cards: cards.map(({ keys: _keys, ...card }) => card) };
}
