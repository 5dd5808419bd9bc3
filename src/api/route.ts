import type { Response } from 'express';
import type { z } from 'zod';
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
  readonly method: 'get' | 'post';
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
  /** 200 if absent. */
  statusOf?(output: Body<Output>): 200 | 503;
  /** Only for lists (`{ items, next }`): how an item looks as a line of CSV. */
  readonly csv?: CsvShape<ItemOf<Body<Output>>>;
  /** Other forms of the same answer, by media type. */
  readonly formats?: Readonly<Record<string, (output: Body<Output>, deps: ApiDeps) => string>>;
}

interface AnswerRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  /** @throws RequestError */
  handle(input: z.output<Input>, deps: ApiDeps): Promise<Body<Output>>;
}

interface StreamRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  /**
   * Answers with server-sent events whose data is `output`, until the client leaves.
   * @param clients answers that are open now, on this server
   * @throws RequestError
   */
  stream(response: Response, deps: ApiDeps, clients: Set<Response>): void;
}

interface WriteRoute<Input extends z.ZodObject, Output extends z.ZodType> extends RouteFacts<Input, Output> {
  readonly method: 'post';
  /** As the API document shows it. The route checks the body itself, so that one bad item of many can be named alone. */
  readonly body: z.ZodType;
  /**
   * Called only for requests that passed the write guards (`writing.ts`).
   * @param body JSON, unchecked
   * @throws RequestError
   */
  write(body: unknown, deps: ApiDeps): Promise<Body<Output>>;
}

export type RouteSpec<Input extends z.ZodObject, Output extends z.ZodType> =
  | AnswerRoute<Input, Output>
  | StreamRoute<Input, Output>
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
