import { type CheerioAPI, load } from 'cheerio';

interface ReadElement {
  readonly name: string;
  readonly attribs: Record<string, string>;
}

/** A page as a browser's parser sees it. */
export interface ReadPage {
  /** All text of the body. */
  readonly text: string;
  textOf(selector: string): string;
  texts(selector: string): string[];
  all(selector: string): ReadElement[];
}

export function readPage(html: string): ReadPage {
  const $: CheerioAPI = load(html);
  const all = (selector: string) => $(selector).toArray();
  const textsOf = (selector: string) => all(selector).map((element) => $(element).text().replace(/\s+/g, ' ').trim());
  return {
    text: $('body').text(),
    textOf: (selector) => textsOf(selector)[0] ?? '',
    texts: textsOf,
    all: (selector) =>
      all(selector).flatMap((element) =>
        'attribs' in element ? [{ name: element.name, attribs: element.attribs }] : [],
      ),
  };
}
