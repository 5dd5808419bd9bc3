import type { JSX } from 'preact';
import { type ApiSchema, nameOf } from '../api-document.ts';

/** English text of the API document; what stands between backticks is code. */
export function Prose({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph} lang="en">
          <Inline text={paragraph} />
        </p>
      ))}
    </>
  );
}

export function Inline({ text }: { text: string }): JSX.Element {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}</>;
}

/** What a value may be, in one line; objects say only that they are objects. */
export function TypeName({ schema }: { schema: ApiSchema }): JSX.Element {
  const name = nameOf(schema);
  if (name !== null) return <a href={`#skema-${name}`}>{name}</a>;
  const variants = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(variants)) return <Either schemas={variants} />;
  if (Array.isArray(schema.type)) return <Either schemas={schema.type.map((type) => ({ ...schema, type }))} />;
  if (schema.type === 'array')
    return (
      <>
        {'list of '}
        <TypeName schema={(schema.items ?? {}) as ApiSchema} />
      </>
    );
  const choices = schema.const === undefined ? schema.enum : [schema.const];
  if (Array.isArray(choices)) return <code>{choices.map((choice) => JSON.stringify(choice)).join(' | ')}</code>;
  const limits = limitsOf(schema);
  return <span>{[schema.format ?? schema.type ?? 'any value', limits].filter((text) => text !== '').join(', ')}</span>;
}

function Either({ schemas }: { schemas: readonly ApiSchema[] }): JSX.Element {
  return (
    <>
      {schemas.map((schema, index) => (
        <span key={JSON.stringify(schema)}>
          {index === 0 ? null : ' or '}
          <TypeName schema={schema} />
        </span>
      ))}
    </>
  );
}

function limitsOf({ minimum, maximum, minLength, maxLength, default: usual }: ApiSchema): string {
  const isBounded = maximum !== undefined && Number(maximum) < Number.MAX_SAFE_INTEGER;
  return [
    minimum !== undefined && Number(minimum) > Number.MIN_SAFE_INTEGER ? `from ${minimum}` : '',
    isBounded ? `to ${maximum}` : '',
    minLength !== undefined && Number(minLength) > 1 ? `at least ${minLength} characters` : '',
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    usual === undefined ? '' : `${JSON.stringify(usual)} if absent`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** The keys of an object, those of objects inside it below them. */
export function SchemaFields({ schema }: { schema: ApiSchema }): JSX.Element | null {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, ApiSchema>);
  const required = new Set((schema.required ?? []) as readonly string[]);
  if (properties.length > 0)
    return (
      <dl class="api-fields" lang="en">
        {properties.map(([name, part]) => (
          <div key={name}>
            <dt>
              <code>{name}</code> {required.has(name) ? null : <span class="quiet">optional</span>}
            </dt>
            <dd>
              <TypeName schema={part} />
              {typeof part.description === 'string' ? (
                <>
                  {' — '}
                  <Inline text={part.description} />
                </>
              ) : null}
              <SchemaFields schema={part} />
            </dd>
          </div>
        ))}
      </dl>
    );
  const inside = [schema.items, ...((schema.anyOf ?? schema.oneOf ?? []) as ApiSchema[])].filter(
    (part): part is ApiSchema => typeof part === 'object' && part !== null && nameOf(part as ApiSchema) === null,
  );
  const shown = inside.filter((part) => part.properties !== undefined || part.items !== undefined);
  const lists = shown.map((part) => <SchemaFields key={JSON.stringify(part).slice(0, 200)} schema={part} />);
  return lists.length === 0 ? null : <div>{lists}</div>;
}
