import type { Config } from '../config/load.ts';
import { credentialStatus } from '../core/credential.ts';
import { formatDate } from '../core/time.ts';

const namedAtMost = 5;

/** What will keep sources from being read although the file is valid, one Indonesian line each. */
export function credentialWarnings({ credentials, sources }: Config, now: Date): string[] {
  const warnings: string[] = [];
  const enabled = sources.filter((source) => source.enabled);
  for (const key of credentials) {
    const users = enabled.filter(({ credential }) => credential === key.id);
    const status = credentialStatus(key, null, now);
    if (status === 'no-secret' && users.length > 0) {
      warnings.push(`kunci ${key.id}: ${key.variable} kosong, jadi ${users.length} sumber menunggu`);
    }
    if ((status === 'expired' || status === 'expiring') && key.expires !== null) {
      const word = status === 'expired' ? 'sudah berakhir' : 'berakhir';
      warnings.push(`kunci ${key.id} ${word} ${formatDate(key.expires)}; perbarui, lalu ganti expires`);
    }
    for (const { name, title, limit } of key.budgets) {
      if (limit === 0 && users.length > 0) {
        warnings.push(`kunci ${key.id}: jatah ${title} 0, jadi tidak ada yang diambil; isi budgets ${name}`);
      }
    }
    if (users.length === 0) warnings.push(`kunci ${key.id} belum dipakai sumber mana pun`);
  }
  const withoutLaw = sources.filter(
    ({ enabled: isOn, legal }) =>
      !isOn &&
      (legal === null || legal.terms === 'unchecked' || (legal.terms === 'contract' && legal.reference === null)),
  );
  if (withoutLaw.length > 0) {
    const names = withoutLaw.slice(0, namedAtMost).map(({ id }) => id);
    const others = withoutLaw.length - names.length;
    const whole = `${names.join(', ')}${others > 0 ? `, dan ${others} lain` : ''}`;
    warnings.push(`dimatikan karena tujuan, dasar hukum, atau ketentuannya belum jelas: ${whole}`);
  }
  return warnings;
}
