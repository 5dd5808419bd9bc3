/** What forms on the pages and the API that takes them agree on. */

/** Cookie that carries a sentence to the next page, which shows it once. Its value is base64url of UTF-8. */
export const noticeCookie = 'kentongan-kabar';

/** Query parameter that names the method a form means: HTML knows only GET and POST. */
export const methodParameter = '_method';

/** Hidden fields: own path to return to (`{id}` is filled in from the answer), and the sentence to show there. */
export const backField = '_back';
export const doneField = '_done';

/** A form that was refused: nothing typed is lost. Values by field, as sent. */
export interface SentForm {
  readonly back: string;
  readonly done: string | null;
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** A path of this site and nothing that a browser could take for another. */
export function ownPath(text: string | null): string | null {
  return text !== null && /^\/(?![/\\])[^\\\p{Cc}]{0,1000}$/u.test(text) ? text : null;
}
