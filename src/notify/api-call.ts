import { DeliveryError, SourceError } from '../core/errors.ts';
import type { NetClient, NetResponse } from '../core/net.ts';
import { waitOfHeader } from '../core/retry-after.ts';

export type Call = NetClient['call'];

/** An API says all it has to say in less; a page of megabytes is not read. */
const firstBytes = 16 * 1024;

/**
 * Posts JSON and returns whatever status comes.
 * @param secrets what must not stand in an error's text
 * @throws DeliveryError when no usable answer comes: nobody there, a redirect (not followed), an address that is not let through
 */
export async function postJson(
  call: Call,
  url: string,
  sent: { readonly headers?: Readonly<Record<string, string>>; readonly body: string },
  secrets: readonly string[] = [],
): Promise<NetResponse> {
  try {
    return await call(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sent.headers },
      body: sent.body,
      isSecret: true,
      firstBytes,
    });
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    throw new DeliveryError(withoutSecrets(cause.message, secrets), {
      retryable: true,
      retryAfterMs: cause.retryAfterMs,
    });
  }
}

/** A JSON object of the answer; empty when it is anything else. */
export function answerOf({ body }: NetResponse): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return {};
  }
}

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function retryAfterOf({ headers }: NetResponse, now: Date): number | null {
  return waitOfHeader(headers['retry-after'], now);
}

/** Another program's words, safe for a log line and without our keys. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const safe = secrets.filter((secret) => secret !== '').reduce((all, secret) => all.replaceAll(secret, '***'), text);
  return safe.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300);
}
