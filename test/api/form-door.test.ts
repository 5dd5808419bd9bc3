import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readForm, toBody } from '../../src/api/form-door.ts';
import { ownPath } from '../../src/core/form.ts';

describe('a form as the body of a route', () => {
  const schema = z.strictObject({
    title: z.string(),
    hours: z.int().optional(),
    on: z.boolean().optional(),
    ids: z.array(z.int()).optional(),
    agency: z.string().nullish(),
    match: z.strictObject({ topic: z.string().optional(), least: z.number().optional() }).optional(),
    options: z.record(z.string(), z.unknown()).optional(),
  });
  const read = (form: string) => toBody(readForm(Object.fromEntries(entriesOf(form))).fields, schema);

  it('has numbers, yes and no, lists and nested keys by the schema', () => {
    expect(read('title=Air+mati&hours=3&on=ya&ids=4&ids=7&match.topic=air-listrik&match.least=1.5')).toEqual({
      title: 'Air mati',
      hours: 3,
      on: true,
      ids: [4, 7],
      match: { topic: 'air-listrik', least: 1.5 },
    });
  });

  it('takes an empty field for an absent one, and an unticked box after its hidden field for a no', () => {
    expect(read('title=&hours=&agency=&ids=')).toEqual({ ids: [] });
    expect(read('on=false')).toEqual({ on: false });
    expect(read('on=false&on=true')).toEqual({ on: true });
  });

  it('leaves what cannot be converted for the schema to refuse', () => {
    expect(read('hours=tiga')).toEqual({ hours: 'tiga' });
    expect(read('unknown=1')).toEqual({ unknown: '1' });
  });

  it('keeps its hidden fields to itself, and changes no prototype', () => {
    const form = readForm(Object.fromEntries(entriesOf('_back=/isu/3&_done=Tersimpan.&title=x')));
    expect([form.back, form.done, Object.keys(form.fields)]).toEqual(['/isu/3', 'Tersimpan.', ['title']]);
    const body = toBody({ '__proto__.polluted': ['1'], 'constructor.prototype.polluted': ['1'] }, schema);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  it('keeps paragraphs as they were typed', () => {
    expect(read('title=satu%0D%0Adua')).toEqual({ title: 'satu\r\ndua' });
  });
});

describe('where a form returns to', () => {
  it.each(['/isu/3', '/isu/3#riwayat', '/sebutan?q=air+mati', '/'])('%s is ours', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', '/a\r\nSet-Cookie: x', '', null])(
    '%j is not',
    (path) => {
      expect(ownPath(path)).toBeNull();
      expect(readForm({ _back: path ?? '' }).back).toBe('/');
    },
  );
});

/** As the body parser reads a form: repeated names become lists. */
function entriesOf(form: string): [string, string | string[]][] {
  const params = new URLSearchParams(form);
  return [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length === 1 ? (values[0] ?? '') : values];
  });
}
