/** What actions on the audit trail are called, by what they begin with; the longest that fits counts. */
const names: Readonly<Record<string, string>> = {
  'session.begin': 'masuk',
  'session.end': 'keluar atau sesi diakhiri',
  'session.fail': 'gagal masuk',
  'session.code-fail': 'kode masuk salah',
  'session.confirm-fail': 'kata sandi ulang salah',
  'session.throttled': 'masuk ditahan karena terlalu sering gagal',
  'denial.many': 'banyak penolakan (dihitung saja)',
  'denial.': 'ditolak',
  'user.create': 'akun dibuat',
  'user.change': 'akun diubah',
  'user.disable': 'akun dinonaktifkan',
  'user.enable': 'akun diaktifkan',
  'user.password': 'kata sandi diganti',
  'user.factor': 'kode masuk dipasang',
  'user.factor-removed': 'kode masuk dilepas sendiri',
  'user.reset-factor': 'kode masuk dilepas admin',
  'user.reset-link': 'tautan kata sandi dibuat',
  'user.recovery-code': 'kode pemulihan dipakai',
  'user.recovery-codes': 'kode pemulihan diganti',
  'user.open-id': 'akun disambungkan ke masuk tunggal',
  'invitation.create': 'undangan dibuat',
  'invitation.resend': 'undangan dikirim lagi',
  'invitation.withdraw': 'undangan ditarik',
  'invitation.first': 'tautan admin pertama dibuat',
  'token.create': 'token dibuat',
  'token.revoke': 'token dicabut',
  'issue.': 'isu',
  'silence.': 'peredaman',
  'digest.': 'laporan',
  'pack.': 'paket kata kunci',
  'claim.': 'klaim',
  'alert-rule.': 'aturan peringatan',
  'alert.': 'peringatan',
  'outbox.': 'kotak keluar',
  'question.': 'pertanyaan',
  'clarification.': 'klarifikasi',
  'election.read': 'meja pemilu dibaca',
  'election.export': 'meja pemilu diunduh',
  'election.': 'meja pemilu',
  'source.': 'sumber',
  'lexicon.': 'leksikon',
  'job.': 'pekerjaan dijalankan lagi',
  'person.': 'data pribadi',
  'audit.': 'jejak audit dibaca atau diunduh',
};

/** `issue.state` → `isu`; the code itself for what has no name. */
export function auditActionName(action: string): string {
  let best = '';
  for (const prefix of Object.keys(names)) {
    const fits = prefix.endsWith('.') ? action.startsWith(prefix) : action === prefix;
    if (fits && prefix.length > best.length) best = prefix;
  }
  return names[best] ?? action;
}

/** Groups that people look for: what actions begin with, and its name. */
export const auditGroups: readonly (readonly [prefix: string, name: string])[] = [
  ['session.', 'Masuk dan keluar'],
  ['denial.', 'Penolakan'],
  ['user.', 'Akun'],
  ['invitation.', 'Undangan'],
  ['token.', 'Token'],
  ['issue.', 'Isu'],
  ['digest.', 'Laporan'],
  ['silence.', 'Peredaman'],
  ['election.', 'Meja pemilu'],
  ['audit.', 'Jejak audit'],
];
