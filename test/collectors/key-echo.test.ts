import { describe, expect, it } from 'vitest';
import { collectorTypes } from '../../src/collectors/index.ts';
import { createBench } from './bench.ts';
import { createKey } from './key.ts';

const { site, step } = createBench();

const words = 'KenariRahasia93KdLmNpXvBwYc41RsTu86HgFjEaOi20'.repeat(4);
const session = 'KenariSesi7Qp2LkJhGfDsAzXcVbNm1234567890';

/** Errors in the form of each platform, all of them saying more than is wise. */
const forms: readonly ((said: string) => unknown)[] = [
  (said) => ({
    error: { message: said, code: 190, errors: [{ reason: said }], details: [{ reason: 'API_KEY_INVALID' }] },
  }),
  (said) => ({ title: said, detail: said, errors: [{ code: 89, message: said }] }),
  (said) => ({ error: said }),
  (said) => ({ error: 'AuthenticationRequired', message: said }),
  (said) => ({ data: {}, error: { code: 'access_token_invalid', message: said } }),
];

describe.each(collectorTypes.filter(({ credential }) => credential !== null))('$id', ({ id, credential, example }) => {
  it('says nothing of its key when the platform repeats it, wherever the words are cut', async () => {
    for (const [index, form] of forms.entries()) {
      for (const padding of [0, 180, 250]) {
        const { origin } = await site(({ path, headers, body }) => {
          if (path.endsWith('createSession') && index > 0) {
            return { body: JSON.stringify({ accessJwt: session, refreshJwt: `${session}-lagi` }) };
          }
          const sent = [headers.authorization, headers['x-goog-api-key'], body].filter(Boolean).join(' ');
          return { status: 401, body: JSON.stringify(form(`${'x'.repeat(padding)} ${sent}`)) };
        });
        const options: Record<string, unknown> = { ...(example as object) };
        const type = collectorTypes.find((candidate) => candidate.id === id);
        for (const name of ['api', 'pds', 'feed', 'instance']) {
          if (accepts(() => type?.configure({ ...options, [name]: origin }))) options[name] = origin;
        }
        const key = createKey(credential === 'bluesky' ? `akun.test:${words}` : words);
        const fault = await step(id, options, null, { credential: key }).then(
          () => null,
          (error: unknown) => error,
        );
        expect(fault).toBeInstanceOf(Error);
        expect((fault as Error).message).not.toMatch(/Kenari(?:Rahasia|Sesi)/);
      }
    }
  });
});

function accepts(configure: () => unknown): boolean {
  try {
    configure();
    return true;
  } catch {
    return false;
  }
}
