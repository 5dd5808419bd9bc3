import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { hashOfSecret } from '../core/secret-text.ts';

const periodMs = 30_000;
/** Codes of the step before and after are taken too: clocks differ. */
const window = 1;

/** A new secret, as its text key (base32, 160 bits). */
export function newTotpKey(): string {
  return new Secret({ size: 20 }).base32;
}

/** `otpauth://totp/…`: what the QR code holds. @param issuer shown by the app above the code */
export function totpAddress(key: string, issuer: string, email: string): string {
  return totpOf(key, issuer, email).toString();
}

/** Number of the 30-second step that a code belongs to; null for one that is not right now. */
export function stepOfCode(key: string, code: string, now: Date): number | null {
  const delta = totpOf(key, '', '').validate({ token: code, timestamp: now.getTime(), window });
  return delta === null ? null : Math.floor(now.getTime() / periodMs) + delta;
}

function totpOf(key: string, issuer: string, label: string): TOTP {
  const secret = Secret.fromBase32(key);
  return new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: periodMs / 1000, secret });
}

/** `123 456` → `123456`; null for what is no such code. */
export function totpCodeOf(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const recoveryCodes = 10;

/** Ten codes of 79 random bits each: `k7f2-9xqm-…`. */
export function newRecoveryCodes(): string[] {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: recoveryCodes }, () => [part(), part(), part(), part()].join('-'));
}

/** However it was typed. */
export function hashOfRecoveryCode(typed: string): string {
  return hashOfSecret(typed.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
