import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { id, instant } from '../schemas/common.ts';
import { openStream } from '../stream.ts';

const event = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('alert'), at: instant, alertId: id, issueId: id.nullable() }),
  z.strictObject({ type: z.literal('issue'), at: instant, issueIds: z.array(id) }),
  z.strictObject({ type: z.literal('collected'), at: instant, sourceId: z.string(), stored: z.int() }),
]);

export const streamRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/stream',
    access: 'read-agency',
    tag: 'stream',
    summary: 'Server-sent events: `alert`, `issue` and `collected`, as they happen; ids only.',
    description:
      'Each event carries its name, and its data as the JSON object shown here. A comment every 25 s keeps the line open. ' +
      'Users of an agency are told of its own issues only. The stream ends with the session or token that opened it.',
    input: z.strictObject({}),
    output: event,
    mediaType: 'text/event-stream',
    stream: openStream,
  }),
];
