import { type Listening, listen } from '../api/listen.ts';
import { createOperationsServer, type OperationsDeps } from '../api/operations-server.ts';
import type { Config } from '../config/load.ts';
import { readSecret } from '../config/secret.ts';
import { ConfigError } from '../core/errors.ts';
import { version } from './files.ts';

const tokenName = 'KENTONGAN_METRICS_TOKEN';
const portName = 'KENTONGAN_OPERATIONS_PORT';
const hostName = 'KENTONGAN_OPERATIONS_HOST';
/** Shorter ones can be guessed. */
const minTokenLength = 20;

type Env = Readonly<Record<string, string | undefined>>;

export interface OperationsOptions extends Omit<OperationsDeps, 'version' | 'token'> {
  readonly http: Pick<Config['http'], 'host' | 'operationsPort'>;
  readonly env: Env;
}

/**
 * Opens the port for `/health` and `/metrics` of a process. The environment may name another port than the configuration, so that
 * several workers of one machine can share their file, and another address, so that monitoring reaches it where pages stay on 127.0.0.1.
 * @returns null where no port is named
 * @throws ConfigError for a wrong port or a token that is too short; the system error when the port cannot be had
 */
export async function openOperationsPort({ http, env, ...deps }: OperationsOptions): Promise<Listening | null> {
  const port = portOf(http, env);
  const token = tokenOf(env);
  if (port === null) return null;
  const host = env[hostName] || http.host;
  const listening = await listen(createOperationsServer({ ...deps, version, token }), { host, port });
  deps.log.info({ origin: listening.origin, role: deps.role }, 'operations port is open');
  return listening;
}

function portOf({ operationsPort }: OperationsOptions['http'], env: Env): number | null {
  const text = env[portName];
  if (text === undefined || text === '') return operationsPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigError([{ where: portName, message: 'harus bilangan 0 sampai 65535' }]);
}

function tokenOf(env: Env): string | null {
  const token = readSecret(tokenName, env)?.reveal().trim() ?? '';
  if (token === '') return null;
  if (token.length >= minTokenLength) return token;
  throw new ConfigError([{ where: tokenName, message: `token harus paling sedikit ${minTokenLength} karakter` }]);
}
