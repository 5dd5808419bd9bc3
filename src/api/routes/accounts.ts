import { z } from 'zod';
import type { Account, ActivityReport } from '../../core/account.ts';
import { RequestError } from '../../core/errors.ts';
import { localDate } from '../../core/time.ts';
import { listAccounts } from '../../store/accounts.ts';
import { defineRoute } from '../route.ts';
import { account, activityReport, month } from '../schemas/account.ts';
import { type Body, pageOf, platform, present, sourceClass, word } from '../schemas/common.ts';

export const accountRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/accounts',
    access: 'read-agency',
    tag: 'accounts',
    summary: 'Accounts and sites that the office knows: official ones, influencers, media, mirrors; in one page.',
    input: z.strictObject({ platform: platform.optional(), class: sourceClass.optional(), agency: word.optional() }),
    output: pageOf(account),
    csv: {
      filename: 'akun.csv',
      columns: [
        { header: 'platform', value: (item) => item.platform },
        { header: 'akun', value: (item) => item.handle },
        { header: 'nama', value: (item) => item.name },
        { header: 'kelas', value: (item) => item.class },
        { header: 'opd', value: (item) => item.agency },
        { header: 'url', value: (item) => item.url },
        { header: 'sumber', value: (item) => item.sourceId },
        { header: 'aktif', value: (item) => item.active },
      ],
    },
    async handle(input, { db }) {
      return { items: (await listAccounts(db, present(input))).map(toAccountBody), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/accounts/activity/:month',
    access: 'read-agency',
    tag: 'accounts',
    summary: 'How active the official accounts were in a month, by agency; of the running month, until now.',
    description: '`Accept: text/html` answers with the report as a page.',
    input: z.strictObject({ month }),
    output: activityReport,
    formats: { 'text/html': (output, deps) => deps.activityHtml(output as unknown as ActivityReport) },
    async handle(input, deps) {
      if (input.month > localDate(deps.now(), deps.region.timezone).slice(0, 7)) {
        throw new RequestError(404, 'not-found', `Bulan ${input.month} belum berjalan.`);
      }
      const report = await deps.activityOf(input.month);
      return {
        ...report,
        agencies: report.agencies.map((agency) => ({
          ...agency,
          accounts: agency.accounts.map((entry) => ({ ...entry, account: toAccountBody(entry.account) })),
        })),
      };
    },
  }),
];

function toAccountBody({
  id,
  platform,
  handle,
  name,
  class: kind,
  agency,
  url,
  sourceId,
  active,
  updatedAt,
}: Account): Body<typeof account> {
  return { id, platform, handle, name, class: kind, agency, url, sourceId, active, updatedAt };
}
