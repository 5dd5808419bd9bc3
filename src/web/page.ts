import type { JSX } from 'preact';
import type { Access, Actor } from '../core/access.ts';
import { type Problem, RequestError } from '../core/errors.ts';
import type { SentForm } from '../core/form.ts';
import type { WebDeps } from './deps.ts';

export interface PageRequest {
  readonly params: Readonly<Record<string, string>>;
  /** As typed into the address: anything can be there. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  /** Path and query, as our own forms return to it. */
  readonly address: string;
  /** Secret of the browser's session, also of a sign-in that is not complete. */
  readonly session: string | null;
  /** What is wrong with the form that was just sent from this page; only for pages that say `showsFaults`. */
  readonly fault: FormFault | null;
}

/** Why a form was refused, with what was typed. */
export interface FormFault {
  readonly message: string;
  readonly problems: readonly Problem[];
  readonly form: SentForm;
}

/** A page of ours, shown inside the shell. */
export interface PageAnswer {
  readonly title: string;
  /** Address of the section that it belongs to. */
  readonly section: string;
  readonly body: JSX.Element;
  /** Renews itself when something happens. */
  readonly live?: boolean;
  /** Shows documents of its own in frames. */
  readonly frames?: boolean;
}

/** A whole HTML document with its own styles (a report, a mail), shown alone or in a frame, without any right. */
export interface DocumentAnswer {
  readonly document: string;
}

/** A drawing of our own, shown as an image on our pages; the same address shows the same for a minute. */
export interface PictureAnswer {
  /** A whole SVG document. */
  readonly picture: string;
}

/** Nothing to show here: the reader goes on to another page of ours. */
export interface RedirectAnswer {
  /** Own path. */
  readonly redirect: string;
}

/** One page; a file in `pages/` may hold several. */
export interface Page {
  /** Express path: `/isu/:id`. */
  readonly path: string;
  /** Who may open it. With `read-agency` the page itself keeps to the agency of the actor (`agencyScopeOf`). */
  readonly access: Access;
  /** Forms of it that are refused are shown again by the page itself, with the faults beside their fields. */
  readonly showsFaults?: true;
  /** Dear to make, the same for a moment and without a trail: the server may show it again to the same reader. */
  readonly brief?: true;
  /** @throws RequestError 404 */
  load(request: PageRequest, deps: WebDeps): Promise<PageAnswer | DocumentAnswer | PictureAnswer | RedirectAnswer>;
}

/** Id in an address. @throws RequestError 404 for what cannot be one */
export function parseId(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) throw notFound();
  const id = Number(text);
  if (!Number.isSafeInteger(id)) throw notFound();
  return id;
}

export function notFound(): RequestError {
  return new RequestError(404, 'not-found', 'Halaman ini tidak ada.');
}

/** A query parameter as one trimmed text; absent, empty, repeated or overlong ones are null. */
export function textOf(query: PageRequest['query'], name: string, maxLength = 200): string | null {
  const value = query[name];
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || text.length > maxLength ? null : text;
}

/** A query parameter that must be one of a list; anything else is null. */
export function choiceOf<T extends string>(query: PageRequest['query'], name: string, choices: readonly T[]): T | null {
  const text = textOf(query, name);
  return choices.find((choice) => choice === text) ?? null;
}
