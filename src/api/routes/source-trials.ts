import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { findTrial } from '../../store/source-trials.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id } from '../schemas/common.ts';
import { sourceTrial, trialBody } from '../schemas/source-trial.ts';

export const sourceTrialRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/source-trials',
    tag: 'sources',
    summary: 'Reads an address, or asks a source once, and says what could be collected. Stores no mention.',
    description:
      'Takes up to 40 seconds: hosts are asked once a second. Two at a time on a server and 20 in ten minutes by one person; more are ' +
      'refused with 429. Private addresses are never asked. What cannot be read is no error: `fault` says why.',
    access: 'sources',
    input: z.strictObject({}),
    body: trialBody,
    output: sourceTrial,
    write({ body, who }, { sourceDesk }) {
      const { address, source } = parseBody(trialBody, body);
      if (source !== undefined && address === undefined) return sourceDesk.trySource(source, who);
      if (address !== undefined && source === undefined) return sourceDesk.tryAddress(address, who);
      const message = 'isi salah satu: address atau source';
      throw new RequestError(400, 'invalid-body', message, [{ where: 'address', message }]);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/source-trials/:id',
    tag: 'sources',
    summary: 'What a trial of the last seven days came to.',
    access: 'sources',
    input: z.strictObject({ id }),
    output: sourceTrial,
    async handle(input, { db }) {
      const trial = await findTrial(db, input.id);
      if (trial === null)
        throw new RequestError(404, 'not-found', 'Percobaan ini tidak ada, atau sudah lebih dari tujuh hari.');
      return trial;
    },
  }),
];
