/** Forms that a report can be had in. */
export const reportFormats = ['html', 'text', 'pdf', 'docx', 'klipping-xlsx', 'klipping-csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What a person is offered to download. */
export const reportFormatNames: Readonly<Record<ReportFormat, string>> = {
  html: 'Halaman HTML',
  text: 'Teks WhatsApp',
  pdf: 'PDF siap cetak',
  docx: 'Word (DOCX), dapat disunting',
  'klipping-xlsx': 'Klipping (Excel)',
  'klipping-csv': 'Klipping (CSV)',
  json: 'Data (JSON)',
};

/** A report in one form. */
export interface ReportFile {
  /** `laporan-harian-kabupaten-banyuraga-2026-11-21.pdf`: safe in a header and on any disk. */
  readonly filename: string;
  /** With its charset where it is a text. */
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}
