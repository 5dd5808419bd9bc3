import { z } from 'zod';
import { acknowledgeAlert, withdrawAcknowledgement } from '../../store/acknowledgements.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { acknowledgementBody, acknowledgementResult } from '../schemas/acknowledgement.ts';
import { id } from '../schemas/common.ts';

const hourMs = 3_600_000;
const path = '/api/v1/alerts/:id/acknowledgement';

export const acknowledgementRoutes = [
  defineRoute({
    method: 'post',
    path,
    access: 'acknowledge',
    tag: 'alerts',
    summary: 'Says that somebody sees to it: no repeats and no escalation for a while, unless the level rises.',
    description: 'Holds for all open alerts on the same subject. `who` is the person of the token.',
    input: z.strictObject({ id }),
    body: acknowledgementBody,
    output: acknowledgementResult,
    changes: ({ id }) => ({ type: 'alert', alertId: id, issueId: null }),
    async write({ input, body, who }, { db, now, log, acknowledgeForMs }) {
      const { note, hours } = parseBody(acknowledgementBody, body);
      const at = now();
      const until = new Date(at.getTime() + (hours === undefined ? acknowledgeForMs : hours * hourMs)).toISOString();
      const acknowledged = { by: who, at: at.toISOString(), note: note ?? null, until };
      const alertIds = await acknowledgeAlert(db, input.id, acknowledged);
      log.info({ alert: input.id, alerts: alertIds.length, who }, 'alert acknowledged');
      return { alertIds, acknowledged };
    },
  }),
  defineRoute({
    method: 'delete',
    path,
    access: 'acknowledge',
    tag: 'alerts',
    summary: 'Takes an acknowledgement back; escalations that it stopped are due again.',
    input: z.strictObject({ id }),
    body: null,
    output: acknowledgementResult,
    changes: ({ id }) => ({ type: 'alert', alertId: id, issueId: null }),
    async write({ input, who }, { db, now, log }) {
      const alertIds = await withdrawAcknowledgement(db, input.id, who, now());
      log.info({ alert: input.id, alerts: alertIds.length, who }, 'acknowledgement withdrawn');
      return { alertIds, acknowledged: null };
    },
  }),
];
