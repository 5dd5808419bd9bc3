import type { Actor } from '../core/access.ts';
import type { NetClient } from '../core/net.ts';
import { toOutboxDraft } from '../jobs/outbox-drafts.ts';
import type { PersonMail } from '../people/context.ts';
import { createPeople, type People, type PeopleOptions } from '../people/people.ts';
import { insertNotifications } from '../store/outbox.ts';
import type { Db } from '../store/schema.ts';
import { version } from './files.ts';
import type { Installation } from './installation.ts';
import { createMessageIds } from './report-sending.ts';
import { openSignInKey } from './sign-in-key.ts';

/** What of an installation its people depend on. */
export type StaffedInstallation = Pick<Installation, 'kind' | 'db' | 'now' | 'log' | 'region' | 'config'>;

export interface StaffOptions {
  readonly installation: StaffedInstallation;
  /** Begins the links that people are given. */
  readonly publicUrl: () => string;
  /** Finds the actor of a token that the configuration names. */
  readonly configured: (token: string) => Promise<Actor | null>;
}

/**
 * Who may come in, put together for an installation. Without the sign-in key second factors cannot be read: those who have one come in with
 * a recovery code, or ask an admin. @throws ConfigError when the key file cannot be used
 */
export async function createStaff({ installation, publicUrl, configured }: StaffOptions): Promise<People> {
  const { db, now, log, region, config, kind } = installation;
  return createPeople({
    db,
    now,
    log,
    publicUrl,
    configured,
    regionName: region.name,
    ownWords: [
      ...[region.shortName, region.capital ?? '', ...region.aliases],
      ...region.districts.map(({ name }) => name),
      ...region.agencies.flatMap(({ id, name }) => [id, name]),
      ...config.agencies.flatMap(({ id, name }) => [id, name]),
    ].filter((word) => word !== ''),
    agencies: region.agencies.map(({ id }) => id),
    secondFactor: config.signIn.secondFactor,
    secretKey: kind === 'demo' || config.database === ':memory:' ? null : await openSignInKey(db, config),
    configuredNames: config.people.map(({ name }) => name),
    sendMail: config.mail === null || kind === 'demo' ? null : createSendMail(installation),
    openId: await openIdOf(installation),
    demo: kind === 'demo',
  });
}

function createSendMail(installation: StaffedInstallation): (trx: Db, mail: PersonMail) => Promise<void> {
  const messageIdOf = createMessageIds(installation);
  return async (trx, { about, name, address, subject, text }) => {
    const message = { subject, text, html: '', payload: null };
    const mail = {
      kind: 'operations' as const,
      about,
      message,
      messageIdOf,
      createdAt: installation.now().toISOString(),
    };
    await insertNotifications(trx, [toOutboxDraft(mail, { name, channel: 'email', address })]);
  };
}

async function openIdOf({ config, log, now }: StaffedInstallation): Promise<PeopleOptions['openId']> {
  const { openId } = config.signIn;
  if (openId === null) return null;
  const { clientSecret, variable, ...rest } = openId;
  if (clientSecret === null) {
    log.warn({ variable }, 'single sign-on is left out: its client secret is not set');
    return null;
  }
  const { createNet } = await import('../net/client.ts');
  const net = createNet({
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
    // Three short questions in a row, with somebody waiting.
    spacingMs: 0,
    now,
  });
  const call: NetClient['call'] = (url, request) => net.call(url, request);
  return { ...rest, clientSecret: clientSecret.reveal(), call };
}
