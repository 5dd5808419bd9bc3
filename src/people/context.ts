import type { Logger } from '../core/log.ts';
import type { Db } from '../store/schema.ts';
import type { Denials } from './denials.ts';
import type { Passwords } from './passwords.ts';
import type { Seal } from './seal.ts';

/** A mail to one person, to be queued in the transaction of what it tells about. */
export interface PersonMail {
  /** Unique to the mail: `undangan:7:3f2a9c0d`. */
  readonly about: string;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
}

/** What the parts of this room work with. */
export interface PeopleContext {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly seal: Seal;
  readonly passwords: Passwords;
  readonly weaknessOf: (password: string, about: readonly string[]) => string | null;
  readonly denials: Denials;
  /** Begins the links that people are given: `https://kentongan.example.go.id`. */
  readonly publicUrl: () => string;
  readonly regionName: string;
  /** Ids of the agencies that there are. */
  readonly agencies: ReadonlySet<string>;
  /** Names that only the program or the configuration may sign with, lower case. */
  readonly reservedNames: ReadonlySet<string>;
  /** Who must have a second factor. */
  readonly secondFactor: 'admins' | 'everyone';
  /** Null when no mail is configured: links are then shown. */
  readonly sendMail: ((trx: Db, mail: PersonMail) => Promise<void>) | null;
}

/** From where somebody comes, as the server found out. */
export interface From {
  readonly ip: string;
  readonly agent: string | null;
}
