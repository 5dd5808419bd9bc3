import type { JSX } from 'preact';
import { type ApiDocument, type NamedOperation, operationsOf, usedSchemas } from '../api-document.ts';
import { notFound, type Page } from '../page.ts';
import { Operation } from '../parts/api-operation.tsx';
import { Inline, Prose, SchemaFields, TypeName } from '../parts/api-schema.tsx';

const here = '/api-dok';

/** The API document for people: all operations by what they are about, and each subject on a page of its own. */
export const apiDocsPages: readonly Page[] = [
  {
    path: here,
    access: 'anyone',
    async load(_request, { apiDocument }) {
      return { title: 'Dokumentasi API', section: here, body: <Overview document={apiDocument()} /> };
    },
  },
  {
    path: `${here}/:tag`,
    access: 'anyone',
    async load({ params }, { apiDocument }) {
      const document = apiDocument();
      const found = operationsOf(document).filter(({ operation }) => operation.tags.includes(params.tag ?? ''));
      if (found.length === 0) throw notFound();
      const body = <Subject tag={params.tag ?? ''} operations={found} document={document} />;
      return { title: `API: ${params.tag}`, section: here, body };
    },
  },
];

function Overview({ document }: { document: ApiDocument }): JSX.Element {
  const operations = operationsOf(document);
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))].sort();
  return (
    <>
      <h1>Dokumentasi API</h1>
      <p class="lead">
        Semua yang dapat dilakukan di halaman-halaman ini dapat dilakukan pula oleh program lain, dengan token. Uraian
        tiap operasi berbahasa Inggris. Berkas untuk program: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
      </p>
      <div class="api-intro">
        <Prose text={document.info.description} />
      </div>
      {tags.map((tag) => (
        <section key={tag} class="api-list" aria-labelledby={`tag-${tag}`}>
          <h2 id={`tag-${tag}`}>
            <a href={`${here}/${tag}`}>{tag}</a>
          </h2>
          <div class="api-table">
            <table>
              <caption class="hidden">{`Operasi ${tag}`}</caption>
              <thead>
                <tr>
                  <th scope="col">Operasi</th>
                  <th scope="col">Guna</th>
                  <th scope="col">Izin</th>
                </tr>
              </thead>
              <tbody>
                {operations
                  .filter(({ operation }) => operation.tags.includes(tag))
                  .map(({ id, method, path, operation }) => (
                    <tr key={id}>
                      <th scope="row">
                        <a href={`${here}/${tag}#${id}`}>
                          <span class={`api-method api-${method.toLowerCase()}`}>{method}</span>{' '}
                          <code>{path.replace('/api/v1', '')}</code>
                        </a>
                      </th>
                      <td lang="en">
                        <Inline text={operation.summary} />
                      </td>
                      <td>
                        {operation['x-permission'] === 'anyone' ? 'terbuka' : <code>{operation['x-permission']}</code>}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}

interface SubjectProps {
  readonly tag: string;
  readonly operations: readonly NamedOperation[];
  readonly document: ApiDocument;
}

function Subject({ tag, operations, document }: SubjectProps): JSX.Element {
  const schemas = usedSchemas(
    operations.map(({ operation }) => operation),
    document,
  );
  return (
    <>
      <p class="eyebrow">
        <a href={here}>Dokumentasi API</a>
      </p>
      <h1>{tag}</h1>
      <p class="lead">
        Isi variabel <code>KENTONGAN</code> dengan alamat situs ini dan <code>TOKEN</code> dengan token API Anda, lalu
        jalankan contohnya di terminal.
      </p>
      <h2 class="api-part">Operasi</h2>
      {operations.map((named) => (
        <Operation key={named.id} named={named} document={document} />
      ))}
      {schemas.length === 0 ? null : <h2 class="api-part">Skema</h2>}
      {schemas.map((name) => {
        const schema = document.components.schemas[name] ?? {};
        return (
          <section key={name} class="card api-operation" id={`skema-${name}`} aria-labelledby={`skema-${name}-judul`}>
            <h3 id={`skema-${name}-judul`}>{name}</h3>
            {typeof schema.description === 'string' ? <Prose text={schema.description} /> : null}
            {schema.properties === undefined ? (
              <p lang="en">
                <TypeName schema={schema} />
              </p>
            ) : null}
            <SchemaFields schema={schema} />
          </section>
        );
      })}
    </>
  );
}
