import { load } from 'cheerio';
import { expect } from 'vitest';
import { type ReadPage, readPage } from './read-page.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A page as somebody has it in front of them, without scripts. */
export interface Shown extends ReadPage {
  readonly status: number;
  /** Path and query. */
  readonly address: string;
  readonly html: string;
  /**
   * Presses a button: sends its form with what it holds, and follows to where that leads.
   * @param fields what is typed or ticked before, by the names of the fields
   * @param within selector of the part of the page that the button stands in
   */
  press(button: string, fields?: Fields, within?: string): Promise<Shown>;
}

/** Somebody with a token, or who signs in, and goes through the pages by links and forms in one browser. */
export interface Visitor {
  open(address: string, status?: number): Promise<Shown>;
}

export function createVisitor(origin: string, token: string | null = null): Visitor {
  const cookies = new Map<string, string>();
  const headers = { accept: 'text/html', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };

  async function show(response: Response, address: string): Promise<Shown> {
    const html = await response.text();
    const { status } = response;
    const press: Shown['press'] = (button, fields = {}, within = 'body') => send(html, address, button, fields, within);
    return { ...readPage(html), status, address, html, press };
  }

  async function ask(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const own = { ...headers, ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) };
    const response = await fetch(`${origin}${address}`, { ...init, headers: own, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  async function get(address: string): Promise<Shown> {
    return show(await ask(address), address);
  }

  /** Goes where a form led to, and on. */
  async function follow(response: Response, address: string): Promise<Shown> {
    const to = response.headers.get('location')?.replace(/#.*/, '');
    if (response.status !== 303 || to === undefined) return show(response, address);
    return follow(await ask(to), to);
  }

  async function send(html: string, address: string, label: string, fields: Fields, within: string): Promise<Shown> {
    const $ = load(html);
    const buttons = $(within)
      .find('button')
      .filter((_, element) => $(element).text().replace(/\s+/g, ' ').trim() === label);
    expect(buttons.length, `one button "${label}" within ${within} of ${address}`).toBe(1);
    const owner = buttons.attr('form');
    const form = owner === undefined ? buttons.closest('form') : $(`form#${owner}`);
    const sent = new URLSearchParams();
    const outside = form.attr('id') === undefined ? $() : $(`[form="${form.attr('id')}"]`);
    for (const element of [...form.find('input, select, textarea').toArray(), ...outside.toArray()]) {
      const field = $(element);
      const name = field.attr('name');
      if (name === undefined || (name in fields && field.attr('type') !== 'hidden')) continue;
      if (field.attr('type') === 'checkbox' && field.attr('checked') === undefined) continue;
      const value = field.is('select')
        ? (field.find('option[selected]').attr('value') ?? field.find('option').attr('value'))
        : field.val();
      sent.append(name, String(value ?? ''));
    }
    for (const [name, values] of Object.entries(fields)) {
      expect(
        form.find(`[name="${name}"]`).length + outside.filter(`[name="${name}"]`).length,
        `field ${name}`,
      ).not.toBe(0);
      for (const value of typeof values === 'string' ? [values] : values) sent.append(name, value);
    }
    const name = buttons.attr('name');
    if (name !== undefined) sent.append(name, buttons.attr('value') ?? '');
    const action = buttons.attr('formaction') ?? form.attr('action') ?? address;
    if ((buttons.attr('formmethod') ?? form.attr('method') ?? 'get') === 'get') {
      return get(`${action.replace(/#.*/, '')}?${sent}`);
    }
    const response = await ask(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: sent.toString(),
    });
    return follow(response, address);
  }

  return {
    async open(address, status = 200) {
      const shown = await get(address);
      expect(shown.status, address).toBe(status);
      return shown;
    },
  };
}
