import type { Response } from 'express';
import type { z } from 'zod';
import type { Access, Actor } from '../core/access.ts';
import type { LiveChange } from '../core/live.ts';
import type { ReportFile } from '../core/report-file.ts';
import type { ApiDeps } from './deps.ts';
import type { Body } from './schemas/common.ts';

/** The columns of a CSV answer, in order: header and value of an item. */
export interface CsvShape<Item> {
  /** Name of the downloaded file. */
  readonly filename: string;
  readonly columns: readonly { readonly header: string; value(item: Item): string | number | boolean | null }[];
}

/**
 * One endpoint. The same schemas check a request, type the answer and make the OpenAPI document.
 * `input` holds path parameters and query parameters together; it is strict, so an unknown parameter is an error.
 */
interface RouteFacts<Input extends z.ZodObject, Output extends z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express path: `/api/v1/issues/:id`. */
  readonly path: string;
  readonly tag: string;
  /** One English sentence for the API document. */
  readonly summary: string;
  readonly description?: string;
  readonly input: Input;
  readonly output: Output;
  /** Of the answer when it is a text; `application/json` if absent. */
  readonly mediaType?: string;
  /** Who may use it. With `read-agency` and `answer` the route itself keeps to the agency of the actor (`agencyScopeOf`). */
  readonly access: Access;
  /** What each use leaves on the audit trail, beside who, when and how many items. Not for writes, which leave their own. */
  trailOf?(input: z.output<Input>): { readonly object: string; readonly detail: Readonly<Record<string, unknown>> };
  /** 200 if absent. */
  statusOf?(output: Body<Output>): 200 | 503;
  /** Only for lists (`{ items, next }`): how an item looks as a line of CSV. */
  readonly csv?: CsvShape<ItemOf<Body<Output>>>;
  /** Other forms of the same answer, by media type. */
  readonly formats?: Readonly<Record<string, (output: Body<Output>, deps: ApiDeps) => string | Promise<string>>>;
}

interface AnswerRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  /** @throws RequestError */
  handle(input: z.output<Input>, deps: ApiDeps, actor: Actor): Promise<Body<Output>>;
}

interface StreamRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  /**
   * Answers with server-sent events whose data is `output`, until the client leaves.
   * @param clients answers that are open now, on this server
   * @throws RequestError
   */
  stream(response: Response, deps: ApiDeps, clients: Set<Response>, actor: Actor): void;
}

interface FileRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  /** A download of the file's own media type. @throws RequestError */
  file(input: z.output<Input>, deps: ApiDeps, actor: Actor): Promise<ReportFile>;
}

export interface WriteRequest<Input extends z.ZodObject> {
  readonly input: z.output<Input>;
  /** JSON, unchecked. */
  readonly body: unknown;
  /** Name of the actor, as the change records it. */
  readonly who: string;
  readonly actor: Actor;
  readonly session: SessionCookie;
  readonly client: Client;
  /** What is sent to a route with `upload`, as it comes in; null for all others. */
  readonly file: AsyncIterable<Uint8Array> | null;
}

/** The browser's session, as its cookie carries it. */
export interface SessionCookie {
  readonly secret: string | null;
  begin(secret: string): void;
  end(): void;
}

export interface Client {
  /** In one spelling: an IPv4 address inside an IPv6 one is written as IPv4. */
  readonly ip: string;
  readonly agent: string | null;
}

interface WriteRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  readonly method: 'post' | 'put' | 'delete';
  /** As the API document shows it; null for a request without one. The route checks it (`parseBody`, or item by item). */
  readonly body: z.ZodType | null;
  /** Takes a file as the raw body instead, of these media types only and at most so large. */
  readonly upload?: { readonly mediaTypes: readonly string[]; readonly maxBytes: number };
  /** What watchers of the stream are told when it worked. */
  changes?(input: z.output<Input>, output: Body<Output>): LiveChange;
  /** Called only for requests that passed the guards (`guards.ts`). @throws RequestError */
  write(request: WriteRequest<Input>, deps: ApiDeps): Promise<Body<Output>>;
}

export type RouteSpec<Input extends z.ZodObject, Output extends z.ZodType> =
  | AnswerRoute<Input, Output>
  | StreamRoute<Input, Output>
  | FileRoute<Input, Output>
  | WriteRoute<Input, Output>;

/** A route of any input and output, as the registry holds it. */
export type Route = RouteSpec<z.ZodObject, z.ZodType>;

type ItemOf<Output> = Output extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** Types `handle` by the schemas, then forgets them so that all routes fit one list. */
export function defineRoute<Input extends z.ZodObject, Output extends z.ZodType>(
  spec: RouteSpec<Input, Output>,
): Route {
  return spec as unknown as Route;
}
