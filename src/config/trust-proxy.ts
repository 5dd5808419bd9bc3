import { z } from 'zod';

/** A proxy on this machine. */
export const thisMachine: readonly string[] = ['127.0.0.0/8', '::1/128'];

/** Widest network that may be named, bits: a whole office, never everybody. */
const widest = { 4: 8, 6: 32 } as const;

/** Addresses and networks of proxies whose word on who the client is counts. */
export const trustProxy = z
  .array(
    z
      .string()
      .trim()
      .refine(isNarrow, 'harus alamat IP, atau jaringan seperti 10.1.2.0/24 (paling lebar /8, IPv6 /32)'),
  )
  .max(50);

function isNarrow(text: string): boolean {
  if (z.ipv4().or(z.ipv6()).safeParse(text).success) return true;
  const bits = Number(text.split('/')[1]);
  return (
    (z.cidrv4().safeParse(text).success && bits >= widest[4]) ||
    (z.cidrv6().safeParse(text).success && bits >= widest[6])
  );
}
