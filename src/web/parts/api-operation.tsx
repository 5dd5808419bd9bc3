import type { JSX } from 'preact';
import { type ApiDocument, type ApiParameter, exampleOf, type NamedOperation } from '../api-document.ts';
import { Inline, Prose, SchemaFields, TypeName } from './api-schema.tsx';

/** One operation in full: what it takes, what it gives, and how to try it. */
export function Operation({ named, document }: { named: NamedOperation; document: ApiDocument }): JSX.Element {
  const { id, method, path, operation } = named;
  const parameters = (operation.parameters ?? []).filter((each): each is ApiParameter => 'name' in each);
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses).flatMap(([status, response]) =>
    'content' in response && response.content !== undefined
      ? Object.entries(response.content).map(([type, { schema }]) => ({ status, type, schema }))
      : [],
  );
  const refusals = Object.keys(operation.responses).filter((status) => /^4/.test(status));
  return (
    <section class="card api-operation" id={id} aria-labelledby={`${id}-judul`}>
      <h3 id={`${id}-judul`}>
        <span class={`api-method api-${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
      </h3>
      <p lang="en">
        <strong>
          <Inline text={operation.summary} />
        </strong>
      </p>
      {operation.description === undefined ? null : <Prose text={operation.description} />}
      {parameters.length === 0 ? null : <Parameters parameters={parameters} />}
      {bodies.map(([type, { schema }]) => (
        <div key={type}>
          <h4>
            Isi permintaan <span class="quiet">{type}</span>
          </h4>
          <p lang="en">
            <TypeName schema={schema} />
          </p>
          <SchemaFields schema={schema} />
        </div>
      ))}
      <h4>Jawaban</h4>
      {answers.map(({ status, type, schema }) => (
        <div key={`${status} ${type}`}>
          <p lang="en">
            <strong>{status}</strong> <span class="quiet">{type}</span> <TypeName schema={schema} />
          </p>
          <SchemaFields schema={schema} />
        </div>
      ))}
      {refusals.length === 0 ? null : (
        <p>
          Penolakan: {refusals.join(', ')}, selalu sebagai <code>application/problem+json</code>.
        </p>
      )}
      <h4>Contoh</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
      <pre class="api-example" tabIndex={0}>
        <code>{curlOf(named, parameters, document)}</code>
      </pre>
    </section>
  );
}

function Parameters({ parameters }: { parameters: readonly ApiParameter[] }): JSX.Element {
  return (
    <div class="api-table">
      <table>
        <caption>Parameter</caption>
        <thead>
          <tr>
            <th scope="col">Nama</th>
            <th scope="col">Letak</th>
            <th scope="col">Nilai</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, in: where, required, schema, description }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                {where === 'path' ? 'alamat' : 'kueri'}
                {required ? ', wajib' : ''}
              </td>
              <td lang="en">
                <TypeName schema={schema} />
                {description === undefined ? null : (
                  <>
                    {' — '}
                    <Inline text={description} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As somebody would type it, with address and token in variables. */
function curlOf(
  { method, path, operation }: NamedOperation,
  parameters: readonly ApiParameter[],
  document: ApiDocument,
): string {
  const sampleOf = ({ schema, example }: ApiParameter) => String(example ?? exampleOf(schema, document));
  const inPath = new Map(parameters.filter((each) => each.in === 'path').map((each) => [each.name, sampleOf(each)]));
  const query = parameters.filter((each) => each.in === 'query' && each.required);
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath.get(name) ?? ''));
  const asked = query.map((each) => `${each.name}=${encodeURIComponent(sampleOf(each))}`).join('&');
  const body = operation.requestBody?.content['application/json']?.schema;
  return [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "$KENTONGAN${address}${asked === '' ? '' : `?${asked}`}"`,
    ...(operation['x-permission'] === 'anyone' ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(method === 'GET' ? [] : ['-H "Idempotency-Key: $(uuidgen)"']),
    ...(body === undefined
      ? []
      : [
          '-H "Content-Type: application/json"',
          `-d '${JSON.stringify(exampleOf(body, document)).replaceAll("'", "'\\''")}'`,
        ]),
  ].join(' \\\n  ');
}
