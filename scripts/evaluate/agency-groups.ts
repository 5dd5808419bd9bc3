/** The agency names of `regency-mentions` are groups (`Dinkes/RSUD`): which of our agencies belong to each. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'Setda/Humas': ['Sekretariat Daerah', 'Bupati', 'Diskominfo'],
  'PDAM/PLN': ['PDAM', 'PLN'],
  'Dinkes/RSUD': ['Dinkes', 'RSUD', 'SPPG', 'BPJS Kesehatan'],
  'Inspektorat/Kejaksaan': ['Inspektorat', 'Kejari', 'Pengadilan', 'KPK'],
  'Disperindag/Koperasi': ['Disperindag', 'Diskop UKM'],
  'KPU/Bawaslu': ['KPU', 'Bawaslu'],
  Disparbud: ['Disparpora', 'KONI'],
  Distan: ['Dispertan'],
  Desa: ['Pemdes', 'DPMD'],
  Polres: ['Polres', 'Satlantas'],
};

/** Our answer in the set's names: right when it is one of the group that the set gives. */
export function agencyLabel(agency: string | null, truth: string | null): string {
  if (agency === null) return 'none';
  if (truth !== null && (groups[truth] ?? [truth]).includes(agency)) return truth;
  return Object.entries(groups).find(([, members]) => members.includes(agency))?.[0] ?? agency;
}
