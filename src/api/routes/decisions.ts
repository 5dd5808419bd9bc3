import { z } from 'zod';
import { sayFate } from '../../core/alert-fate.ts';
import { RequestError } from '../../core/errors.ts';
import { loadAlertFates } from '../../store/alert-fates.ts';
import { findAlert } from '../../store/alerts.ts';
import { defineRoute } from '../route.ts';
import { id } from '../schemas/common.ts';
import { alertFate } from '../schemas/decision.ts';

export const decisionRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/alerts/:id/decisions',
    access: 'read',
    tag: 'alerts',
    summary: 'Why was (no) mail sent? What became of the alert for each target, and every decision on the way.',
    input: z.strictObject({ id }),
    output: alertFate,
    async handle(input, { db, region }) {
      const alert = await findAlert(db, input.id);
      const fate = (await loadAlertFates(db, [input.id])).get(input.id);
      if (alert === null || fate === undefined) throw new RequestError(404, 'not-found', 'Peringatan ini tidak ada.');
      return {
        alertId: alert.id,
        targets: fate.notices.map((one) => {
          const { target, routeId, purpose, state, reason, dueAt } = one.notice;
          const { recipient, name, channel } = target;
          const summary = sayFate(one, region.timezone);
          return {
            recipient,
            name,
            channel,
            route: routeId,
            purpose,
            state,
            reason,
            dueAt,
            summary,
            message: one.message,
          };
        }),
        decisions: fate.decisions.map(({ alertId: _, ...own }) => own),
      };
    },
  }),
];
