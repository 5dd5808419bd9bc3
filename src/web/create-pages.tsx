import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { render } from 'preact-render-to-string';
import { type Access, type Actor, isAllowed } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { noticeCookie, type SentForm } from '../core/form.ts';
import { assets, emblemPath, scriptPath, stylePath } from './assets/index.ts';
import type { WebDeps } from './deps.ts';
import { notFound, type Page, type PageAnswer } from './page.ts';
import { errorPage, faultPage } from './pages/errors.tsx';
import { pages as regencyPages } from './pages/index.ts';
import { Shell } from './parts/shell.tsx';

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/**
 * Reports and mails carry their own styles and pictures and may be framed by our pages. They can fetch and run nothing; `allow-same-origin`
 * (without `allow-scripts`) lets the page around them see how tall they are, the popups let their links open.
 */
const documentPolicy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
];

/** A drawing has colours for dark screens in a style of its own, and nothing else. */
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** What pages work with, and which of them this site has. */
interface Site extends WebDeps {
  readonly pages: readonly Page[];
}

/** The dashboard: every address that is not the API's. Give it to `createApiServer` as `pages`, which has found out who asks. */
export function createPages(webDeps: WebDeps, pages: readonly Page[] = regencyPages) {
  const deps: Site = { ...webDeps, pages };
  const router = express.Router();
  for (const { path, type, body } of assets) {
    const sendAsset: RequestHandler = (_request, response) => {
      const cache = path === emblemPath ? 'public, max-age=86400' : 'public, max-age=31536000, immutable';
      response.set('Cache-Control', cache).type(type).send(body);
    };
    router.get(path, withRule('anyone', sendAsset));
  }
  for (const page of pages) router.get(page.path, withRule(page.access, createAnswer(page, deps)));
  router.use(() => {
    throw notFound();
  });
  router.use(createErrorHandler(deps));
  return {
    handler: router as RequestHandler,
    async showFault(request: Request, response: Response, error: RequestError, form: SentForm): Promise<void> {
      const shown = await formPage(response, error, form, deps).catch((bug: unknown) => {
        deps.log.error({ err: bug, path: request.path }, 'page of a refused form failed');
        return null;
      });
      const answer = shown ?? faultPage(error, form);
      sendPage(request, response, error.status, answer, deps);
    },
  };
}

/** The rule stands on the handler, so that a test can ask every one that is registered. */
function withRule(access: Access, handler: RequestHandler): RequestHandler {
  return Object.assign(handler, { access });
}

/** The page that a refused form came from, when it can say itself what is wrong. */
async function formPage(
  response: Response,
  { message, problems }: RequestError,
  form: SentForm,
  deps: Site,
): Promise<PageAnswer | null> {
  const { actor, secret } = identityOf(response);
  const { pathname, searchParams } = new URL(form.back, 'http://localhost');
  for (const page of deps.pages.filter(({ access, showsFaults }) => showsFaults === true && isAllowed(actor, access))) {
    const params = paramsOf(page.path, pathname);
    if (params === null) continue;
    const query = Object.fromEntries(searchParams);
    const fault = { message, problems, form };
    const answer = await page.load({ params, query, actor, address: form.back, session: secret, fault }, deps);
    return 'body' in answer ? answer : null;
  }
  return null;
}

/** `/undangan/:secret` and `/undangan/abc` → `{ secret: 'abc' }`; null for another page's address. */
function paramsOf(path: string, pathname: string): Record<string, string> | null {
  const names = path.split('/');
  const parts = pathname.split('/');
  if (names.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return null;
  }
  return params;
}

/** Who asks, as the server found out before any page. */
function actorOf(response: Response): Actor {
  return identityOf(response).actor;
}

function identityOf(response: Response): { readonly actor: Actor; readonly secret: string | null } {
  const { actor, session } = response.locals.identity as {
    readonly actor: Actor;
    readonly session: { readonly secret: string | null };
  };
  return { actor, secret: session.secret };
}

/** What was done on the page before; shown once. */
function takeNotice(request: Request, response: Response): string | null {
  const sent = new RegExp(`(?:^|;\\s*)${noticeCookie}=([\\w-]{1,1200})`).exec(request.headers.cookie ?? '')?.[1];
  if (sent === undefined) return null;
  response.clearCookie(noticeCookie, { path: '/' });
  return Buffer.from(sent, 'base64url').toString('utf8');
}

function createAnswer(page: Page, deps: Site): RequestHandler {
  return async (request, response) => {
    const actor = actorOf(response);
    const address = request.originalUrl;
    if (!isAllowed(actor, page.access)) {
      if (actor.kind !== 'guest') throw new RequestError(403, 'forbidden', 'Peran Anda tidak membuka halaman ini.');
      response.redirect(303, `/masuk?lanjut=${encodeURIComponent(address)}`);
      return;
    }
    if (page.brief === true) (response.locals.keepBriefly as (() => void) | undefined)?.();
    const { secret } = identityOf(response);
    const facts = { params: toTexts(request.params), query: request.query, actor, address };
    const answer = await page.load({ ...facts, session: secret, fault: null }, deps);
    if ('redirect' in answer) response.redirect(303, answer.redirect);
    else if ('document' in answer) sendDocument(response, answer.document);
    else if ('picture' in answer) sendPicture(response, answer.picture);
    else sendPage(request, response, 200, answer, deps);
  };
}

/** Whether there is such a page, for this reader. */
function mayOpen({ pages }: Site, path: string, actor: Actor): boolean {
  return pages.some((page) => page.path === path && isAllowed(actor, page.access));
}

function toTexts(params: Request['params']): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >;
}

function sendPage(request: Request, response: Response, status: number, answer: PageAnswer, deps: Site): void {
  const policy = answer.frames === true ? [...pagePolicy, "frame-src 'self'"] : pagePolicy;
  const html = render(
    <Shell
      title={answer.title}
      section={answer.section}
      deps={deps}
      assets={{ style: stylePath, script: scriptPath }}
      live={answer.live === true}
      actor={actorOf(response)}
      notice={takeNotice(request, response)}
      mayOpen={(path) => mayOpen(deps, path, actorOf(response))}
    >
      {answer.body}
    </Shell>,
  );
  response
    .status(status)
    .set('Content-Security-Policy', policy.join('; '))
    .type('text/html')
    .send(`<!doctype html>${html}`);
}

function sendDocument(response: Response, document: string): void {
  // Its links open in a tab of their own: the frame may show nothing but itself.
  const framed = document.replace(/<head>/i, '<head><base target="_blank">');
  response
    .set({ 'Content-Security-Policy': documentPolicy.join('; '), 'X-Frame-Options': 'SAMEORIGIN' })
    .type('text/html')
    .send(framed);
}

function sendPicture(response: Response, picture: string): void {
  response
    .set({ 'Content-Security-Policy': picturePolicy, 'Cache-Control': 'private, max-age=60' })
    .type('image/svg+xml')
    .send(picture);
}

function createErrorHandler(deps: Site): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error instanceof RequestError ? error.status : 500;
    if (status === 500) deps.log.error({ err: error, path: request.path }, 'page failed');
    const mayOpenHere = (path: string) => mayOpen(deps, path, actorOf(response));
    sendPage(request, response, status, errorPage(status, mayOpenHere), deps);
  };
}
