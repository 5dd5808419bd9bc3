import { hashOfSecret } from '../core/secret-text.ts';
import type { Invitation } from '../core/user.ts';
import type { PersonMail } from './context.ts';

/** Rows of the outbox that hold a link begin with it. */
export const linkMailPrefix = 'tautan:';

/** Says what the link does, for how long, and what to do if it was not asked for. */
export function linkMail(
  { id, kind, createdBy, role }: Pick<Invitation, 'id' | 'kind' | 'createdBy' | 'role'>,
  to: {
    readonly link: string;
    readonly name: string;
    readonly address: string;
    readonly regionName: string;
    readonly secret: string;
  },
): PersonMail {
  const invited = kind === 'invite';
  const lines = [
    `Yth. ${to.name},`,
    '',
    invited
      ? `${createdBy} mengundang Anda memakai Kentongan ${to.regionName}, dengan peran ${role}.`
      : `Ada permintaan kata sandi baru untuk akun Anda di Kentongan ${to.regionName}.`,
    '',
    `${invited ? 'Buka tautan ini untuk membuat kata sandi' : 'Buka tautan ini untuk membuat kata sandi baru'}:`,
    to.link,
    '',
    `Tautan ini hanya dapat dipakai sekali dan berlaku ${invited ? '72 jam' : '24 jam'}. Jangan diteruskan kepada orang lain.`,
    'Bila Anda tidak merasa memintanya, abaikan surat ini dan beri tahu admin.',
  ];
  return {
    // Another link of the same invitation is another mail.
    about: `${linkMailPrefix}${id}:${hashOfSecret(to.secret).slice(0, 12)}`,
    name: to.name,
    address: to.address,
    subject: invited ? `[Kentongan] Undangan untuk ${to.name}` : '[Kentongan] Kata sandi baru',
    text: `${lines.join('\n')}\n`,
  };
}
