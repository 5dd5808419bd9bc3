import { setImmediate } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { ApiDeps } from './deps.ts';
import { createExportFile } from './export-files.ts';
import type { Fields } from './fields.ts';
import { type ExportFormat, exportTypes } from './forms.ts';
import { identityOf } from './identify.ts';
import { linkNext } from './link.ts';
import type { CsvShape, Route } from './route.ts';
import { createTrail } from './trail.ts';

type AnswerRoute = Extract<Route, { handle: unknown }>;
type Input = Record<string, unknown>;
interface List {
  readonly items: readonly unknown[];
  readonly next?: string | null;
}

/** Rows of one step of an export: the most that it holds in memory. */
const pageSize = 250;
/** Of lists that have no pages, all. */
const everything = 1_000_000;
/** A client that reads nothing for so long is gone. */
const patienceMs = 60_000;

/**
 * Sends a list as a file, page after page, as fast as the client reads; without `limit` or `cursor` all that matches, however much.
 * When it breaks, the connection is cut: an export that ends properly is whole.
 */
export async function sendExport(
  route: AnswerRoute,
  { format, fields, input }: { readonly format: ExportFormat; readonly fields: Fields; readonly input: Input },
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { actor } = identityOf(response);
  const trail = createTrail(route, input, request, deps, actor);
  const load = async (cursor: string | null): Promise<List> =>
    (await route.handle(pageInput(route, input, request, cursor), deps, actor)) as List;
  const whole = isWhole(request);

  // Before anything is sent, so that a refusal is still an answer of its own.
  let page = await load(null);
  let next = page.next ?? null;
  const goesOn = whole && next !== null;
  await trail.export(format, goesOn ? null : page.items.length);
  if (!whole) linkNext(request, response, next);
  response.attachment(fileName(route, format)).type(exportTypes[format]);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }

  const file = createExportFile(format, (route.csv as CsvShape<unknown> | undefined) ?? null, fields);
  const sink = createSink(response);
  let count = 0;
  let outcome: 'complete' | 'client-left' | 'broken' = 'broken';
  try {
    for (;;) {
      const reads = await sink.send(file.page(page.items));
      if (reads) count += page.items.length;
      if (!reads || !whole || next === null) {
        outcome = reads && (await sink.send(file.end(count))) ? 'complete' : 'client-left';
        break;
      }
      // The database answers at once: without a pause nobody else would be served.
      await setImmediate();
      page = await load(next);
      next = page.next ?? null;
    }
  } finally {
    if (goesOn) await trail.exportEnd(outcome, count);
  }
  response.end();
}

/** Someone who names a page means that page. */
function isWhole({ query }: Request): boolean {
  return query.limit === undefined && query.cursor === undefined;
}

function pageInput(route: AnswerRoute, input: Input, request: Request, cursor: string | null): Input {
  if (!isWhole(request) || !('limit' in route.input.shape)) return input;
  const limit = 'cursor' in route.input.shape ? pageSize : everything;
  return { ...input, limit, ...(cursor === null ? {} : { cursor }) };
}

function fileName({ csv, tag }: AnswerRoute, format: ExportFormat): string {
  return `${(csv?.filename ?? tag).replace(/\.csv$/, '')}.${format}`;
}

interface Sink {
  /** Waits until there is room for more. @returns false when the client has gone */
  send(chunk: string | Uint8Array): Promise<boolean>;
}

/** Listens once, not at every wait: what packs answers on their way takes over listeners and gives none back. */
function createSink(response: Response): Sink {
  let goOn: (reads: boolean) => void = () => {};
  response.on('close', () => goOn(false));
  response.on('drain', () => goOn(true));
  return {
    async send(chunk) {
      if (response.destroyed) return false;
      if (chunk.length === 0 || response.write(chunk)) return true;
      const patience = setTimeout(() => response.destroy(), patienceMs);
      const reads = await new Promise<boolean>((resolve) => {
        goOn = resolve;
      });
      clearTimeout(patience);
      return reads;
    },
  };
}
