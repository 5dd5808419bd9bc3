import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { formsOf } from '../../src/api/forms.ts';
import { toOpenApi } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document of JSON
const document = JSON.parse(JSON.stringify(toOpenApi(routes, '1.2.3'))) as any;

describe('the API document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    const find = (path: string) => path.split('/').reduce((at, key) => at?.[key], document);
    expect(references.length).toBeGreaterThan(300);
    expect(references.filter((path) => find(path) === undefined)).toEqual([]);
  });

  it('names every operation once', () => {
    const ids = Object.values(document.paths as object).flatMap((methods) =>
      Object.values(methods as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
    );
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: says who may use it, how it refuses, and what is left of the limits',
    (_, route) => {
      const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')][route.method];
      expect(operation['x-permission']).toBe(route.access);
      expect(operation.security).toEqual(route.access === 'anyone' ? [] : [{ token: [] }, { session: [] }]);
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(expect.arrayContaining(['200', '429', 'default']));
      if (route.access !== 'anyone') expect(statuses).toEqual(expect.arrayContaining(['401', '403']));
      if (route.path.includes(':')) expect(statuses).toContain('404');
      if ('write' in route) expect(statuses).toEqual(expect.arrayContaining(['400', '409', '413', '415', '422']));
      expect(Object.keys(operation.responses[200].headers)).toEqual(expect.arrayContaining(['RateLimit']));
      const named = operation.parameters.map(({ name }: { name?: string }) => name);
      expect(new Set(named).size).toBe(named.length);
      expect(Object.keys(operation.responses[200].content)).toEqual(formsOf(route).map(({ mediaType }) => mediaType));
    },
  );

  it('says nothing of forms, which are the business of our own pages', () => {
    expect(JSON.stringify(document)).not.toMatch(/urlencoded|_back|_done|_method/);
  });
});
