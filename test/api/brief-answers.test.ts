import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { type BriefAnswers, createBriefAnswers, keepBriefly } from '../../src/api/brief-answers.ts';
import { type Listening, listen } from '../../src/api/listen.ts';
import { noticeCookie } from '../../src/core/form.ts';

let server: Listening | null = null;
afterEach(() => server?.close());

/** Counts how often each address was made; `x-name` says who asks. */
async function serve(brief: BriefAnswers): Promise<(path: string, init?: RequestInit) => Promise<string>> {
  const app = express();
  let made = 0;
  app.use((request, response, next) => {
    const name = request.get('x-name') ?? 'a';
    const actor = { kind: 'user', userId: 1, tokenId: null, name, role: null, agency: null, permissions: new Set() };
    response.locals.identity = { actor };
    next();
  });
  app.use(brief.handler);
  app.get('/kept', async (_request, response) => {
    keepBriefly(response);
    made += 1;
    const own = made;
    await new Promise((resolve) => setImmediate(resolve));
    response.type('text/plain').send(`made ${own}`);
  });
  app.get('/other', (_request, response) => {
    made += 1;
    response.type('text/plain').send(`made ${made}`);
  });
  app.get('/missing', (_request, response) => {
    keepBriefly(response);
    made += 1;
    response.status(404).type('text/plain').send(`made ${made}`);
  });
  app.post('/kept', (_request, response) => void response.send('changed'));
  server = await listen(app, { host: '127.0.0.1', port: 0 });
  const { origin } = server;
  return async (path, init) => (await fetch(`${origin}${path}`, init)).text();
}

describe('answers that are shown again for a moment', () => {
  const long = 3_600_000;

  test('are made once for all who ask the same at once, and after that', async () => {
    const ask = await serve(createBriefAnswers(long));
    const first = await Promise.all([ask('/kept'), ask('/kept'), ask('/kept')]);
    expect([...new Set([...first, await ask('/kept')])]).toEqual([first[0]]);
  });

  test('are nobody else’s, and of no other address or form', async () => {
    const ask = await serve(createBriefAnswers(long));
    const answers = [
      await ask('/kept'),
      await ask('/kept?x=1'),
      await ask('/kept', { headers: { 'x-name': 'b' } }),
      await ask('/kept', { headers: { accept: 'text/csv' } }),
    ];
    expect(new Set(answers).size).toBe(4);
  });

  test('are forgotten when something is changed or announced', async () => {
    const brief = createBriefAnswers(long);
    const ask = await serve(brief);
    const first = await ask('/kept');
    await ask('/kept', { method: 'POST' });
    const second = await ask('/kept');
    expect(second).not.toBe(first);
    brief.forget();
    expect(await ask('/kept')).not.toBe(second);
  });

  test('are only those whose handler says so, that worked, without a sentence that is shown once', async () => {
    const ask = await serve(createBriefAnswers(long));
    expect(await ask('/other')).not.toBe(await ask('/other'));
    expect(await ask('/missing')).not.toBe(await ask('/missing'));
    const told = { headers: { cookie: `${noticeCookie}=YQ` } };
    expect(await ask('/kept', told)).not.toBe(await ask('/kept', told));
  });

  test('are made anew when the moment is over', async () => {
    const ask = await serve(createBriefAnswers(-1));
    expect(await ask('/kept')).not.toBe(await ask('/kept'));
  });
});
