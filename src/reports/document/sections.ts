/** The eleven sections of the report, as the offices name them; each is there even when it has nothing to say. */
export const sectionTitles = {
  summary: '1. RINGKASAN EKSEKUTIF',
  sentiment: '2. REKAPITULASI SENTIMEN',
  negative: '3. ISU NEGATIF PRIORITAS',
  analysis: '4. TELAAH / ANALISIS',
  recommendations: '5. SARAN / REKOMENDASI',
  potential: '6. POTENSI ISU',
  hoaxes: '7. HOAKS DAN KLARIFIKASI',
  followUps: '8. TINDAK LANJUT ISU SEBELUMNYA',
  positive: '9. ISU POSITIF / PROGRAM',
  clippings: '10. KLIPPING',
  coverage: '11. CAKUPAN DAN KUALITAS DATA',
} as const;
