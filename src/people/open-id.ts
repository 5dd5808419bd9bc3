import * as client from 'openid-client';
import type { Role } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { NetClient } from '../core/net.ts';
import type { Seal } from './seal.ts';

export interface OpenIdOptions {
  /** `https://sso.example.go.id/realms/pegawai` */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: `Masuk dengan {label}`. */
  readonly label: string;
  /** Only addresses of these domains; any if empty. */
  readonly allowedDomains: readonly string[];
  /** Role of an account that is made for somebody unknown; null makes none. */
  readonly createRole: Exclude<Role, 'admin' | 'opd'> | null;
  /** The only way out. */
  readonly call: NetClient['call'];
}

/** What the provider says of somebody, proved by its signature. */
export interface OpenIdPerson {
  /** `<issuer> <sub>` */
  readonly subject: string;
  /** Null when the provider has not verified it, or it is of a domain that is not allowed. */
  readonly email: string | null;
  readonly name: string | null;
  /** The provider has asked for a second factor itself. */
  readonly hasShownFactor: boolean;
}

export interface OpenId {
  readonly label: string;
  readonly createRole: OpenIdOptions['createRole'];
  /** @param redirectUri our address that the provider sends people back to */
  start(redirectUri: string): Promise<{ readonly url: string; readonly state: string }>;
  /**
   * @param address where the provider sent the browser to, with its query
   * @param state what `start` gave, from the browser's cookie
   * @throws RequestError 400 for an answer that does not belong to this browser's request, or that cannot be trusted
   */
  finish(address: URL, state: string): Promise<OpenIdPerson>;
}

const stateMs = 10 * 60_000;
const purpose = 'open-id';

/** Methods by which providers say that more than a password was shown (RFC 8176). */
const strongMethods = new Set(['mfa', 'otp', 'hwk', 'swk', 'fpt', 'face', 'sc']);

/** Authorisation code flow with PKCE, state and nonce. */
export function createOpenId(
  options: OpenIdOptions,
  { seal, now, log }: { readonly seal: Seal; readonly now: () => Date; readonly log: Logger },
): OpenId {
  const { issuer, clientId, clientSecret, allowedDomains } = options;
  let found: client.Configuration | null = null;

  async function configuration(): Promise<client.Configuration> {
    if (found !== null) return found;
    try {
      found = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
        [client.customFetch]: callAsFetch(options.call),
        // Only where net lets loopback through, in tests and trials: every other address must be https there.
        ...(issuer.startsWith('http://') ? { execute: [client.allowInsecureRequests] } : {}),
      });
      return found;
    } catch (error) {
      log.warn({ issuer, error: messageOf(error) }, 'the sign-in provider does not answer');
      throw new RequestError(
        502,
        'provider-unreachable',
        'Layanan masuk tunggal tidak menjawab; pakai kata sandi, atau coba lagi nanti.',
      );
    }
  }

  return {
    label: options.label,
    createRole: options.createRole,

    async start(redirectUri) {
      const config = await configuration();
      const verifier = client.randomPKCECodeVerifier();
      const request = { state: client.randomState(), nonce: client.randomNonce() };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...request,
      });
      const kept = { ...request, verifier, redirectUri, until: now().getTime() + stateMs };
      return { url: url.href, state: seal.seal(JSON.stringify(kept), purpose) };
    },

    async finish(address, sealed) {
      const text = seal.open(sealed, purpose);
      const kept = text === null ? null : (JSON.parse(text) as Kept);
      if (kept === null || kept.until <= now().getTime()) {
        throw new RequestError(400, 'sign-in-expired', 'Waktu untuk masuk sudah habis. Mulailah lagi.');
      }
      const config = await configuration();
      // As the provider was told, whatever name the proxy gives this server.
      const current = new URL(kept.redirectUri);
      current.search = address.search;
      try {
        const tokens = await client.authorizationCodeGrant(config, current, {
          pkceCodeVerifier: kept.verifier,
          expectedState: kept.state,
          expectedNonce: kept.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error('no id token');
        return await toPerson(config, tokens.access_token, claims);
      } catch (error) {
        log.warn({ issuer, error: messageOf(error) }, 'a sign-in answer of the provider was refused');
        throw new RequestError(
          400,
          'sign-in-refused',
          'Jawaban layanan masuk tunggal ditolak. Mulailah lagi dari halaman masuk.',
        );
      }
    },
  };

  async function toPerson(
    config: client.Configuration,
    accessToken: string,
    claims: client.IDToken,
  ): Promise<OpenIdPerson> {
    // Many providers put only the subject into the token itself.
    const hasAddress = typeof claims.email === 'string';
    const hasInfo = config.serverMetadata().userinfo_endpoint !== undefined;
    const info = hasAddress || !hasInfo ? claims : await client.fetchUserInfo(config, accessToken, claims.sub);
    const email = typeof info.email === 'string' && info.email_verified === true ? info.email.toLowerCase() : null;
    const domain = email?.split('@')[1] ?? '';
    const allowed = allowedDomains.length === 0 || allowedDomains.includes(domain);
    const methods = Array.isArray(claims.amr) ? claims.amr : [];
    return {
      subject: `${claims.iss} ${claims.sub}`,
      email: allowed ? email : null,
      name: typeof info.name === 'string' ? info.name : null,
      hasShownFactor: methods.some((method) => strongMethods.has(String(method))),
    };
  }
}

interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly until: number;
}

/** openid-client asks through our own guarded client, whose limits and address checks hold here too. */
function callAsFetch(call: NetClient['call']): client.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`unexpected method ${method}`);
    const {
      status,
      headers: answered,
      body: bytes,
    } = await call(url, {
      method,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      ...(signal === undefined ? {} : { signal }),
      isSecret: true,
    });
    return new Response(Buffer.from(bytes), { status, headers: withoutEncoding(answered) });
  };
}

/** The body is decoded already. */
function withoutEncoding(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
  return rest;
}

/** Never the answer itself: it may hold tokens. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.replace(/\s+/g, ' ').slice(0, 300);
}
