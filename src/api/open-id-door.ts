import { type RequestHandler, type Response, Router } from 'express';
import { RequestError } from '../core/errors.ts';
import { ownPath } from '../core/form.ts';
import type { ApiDeps } from './deps.ts';
import { createAccessGuard } from './guards.ts';
import { identityOf } from './identify.ts';

const callbackPath = '/masuk/openid/kembali';

/**
 * Single sign-on: to the provider and back. Plain addresses instead of a form, because the policy of our pages lets no form lead to
 * another site. What the way back must fit to (state, nonce, PKCE) is sealed in a cookie of this browser; nothing is stored before it
 * fits.
 */
export function createOpenIdDoor({ staff, publicUrl }: Pick<ApiDeps, 'staff' | 'publicUrl'>): RequestHandler {
  const router = Router();
  const secure = publicUrl?.startsWith('https:') === true;
  const stateCookie = secure ? '__Host-kentongan-openid' : 'kentongan-openid';
  const backCookie = secure ? '__Host-kentongan-lanjut' : 'kentongan-lanjut';
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  const anyone = createAccessGuard('anyone');

  function fail(response: Response, error: unknown): void {
    if (!(error instanceof RequestError)) throw error;
    response.redirect(303, `/masuk?gagal=${error.code}`);
  }

  router.get('/masuk/openid', anyone, async (request, response) => {
    if (staff.single === null || publicUrl === null)
      throw new RequestError(404, 'not-found', 'Masuk tunggal tidak dipasang.');
    try {
      const { url, state } = await staff.single.openId.start(new URL(callbackPath, publicUrl).href);
      const wanted = typeof request.query.lanjut === 'string' ? ownPath(request.query.lanjut) : null;
      response.cookie(stateCookie, state, { ...options, maxAge: 600_000 });
      response.cookie(backCookie, Buffer.from(wanted ?? '/').toString('base64url'), { ...options, maxAge: 600_000 });
      response.redirect(303, url);
    } catch (error) {
      fail(response, error);
    }
  });

  router.get(callbackPath, anyone, async (request, response) => {
    if (staff.single === null) throw new RequestError(404, 'not-found', 'Masuk tunggal tidak dipasang.');
    const cookies = cookiesOf(request.headers.cookie);
    const back = ownPath(Buffer.from(cookies.get(backCookie) ?? '', 'base64url').toString('utf8')) ?? '/';
    // Used up, whatever comes of it.
    response.clearCookie(stateCookie, options);
    response.clearCookie(backCookie, options);
    try {
      const { client, session } = identityOf(response);
      const address = new URL(request.originalUrl, 'http://localhost');
      const state = cookies.get(stateCookie) ?? '';
      const begun = await staff.single.finishOpenId({ address, state, from: client });
      session.begin(begun.secret);
      response.redirect(303, `/masuk?lanjut=${encodeURIComponent(back)}`);
    } catch (error) {
      fail(response, error);
    }
  });

  return router;
}

/** Values of ours need no decoding. */
function cookiesOf(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  return new Map(pairs);
}
