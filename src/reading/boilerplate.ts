/**
 * Lines that belong to the page and not to the text. "Baca juga: <another headline>" is the worst of them: it makes a mention
 * of something the text does not say. Seen on Indonesian portals (2015–2026) and in WordPress feeds.
 */
const wholeLines: readonly RegExp[] = [
  /^[[(>»*\-–•\s]*(?:baca|lihat|simak|tonton|dengarkan)\s*(?:juga|pula|lainnya)\b.{0,260}$/i,
  /^[[(>»*\-–•\s]*(?:baca|lihat|simak|tonton)(?:\s+(?:video|artikel|berita))?\s*:[^.]{0,220}\.{0,3}$/i,
  /^(?:artikel|berita|konten|tulisan|topik)\s+(?:terkait|lainnya|terpopuler|populer|pilihan|rekomendasi)\s*(?::.{0,160})?$/i,
  /^(?:advertisement|iklan|sponsored|promoted|adv|scroll to (?:continue|resume)[\w ]{0,40}|advertisement scroll to .{0,40})$/i,
  /^(?:lanjutkan (?:ke|baca|membaca).{0,60}|gulir untuk .{0,60}|halaman (?:selanjutnya|berikutnya|sebelumnya).{0,20})$/i,
  /^(?:continue reading|read more|(?:baca |lihat )?selengkapnya)\b.{0,160}$/i,
  /^baca berita tanpa iklan\b.{0,80}$/i,
  /^(?:url|link|tautan) (?:berhasil|telah|sudah) di(?:copy|salin).{0,20}$/i,
  /^(?:salin|copy)\s+(?:link|tautan|url)$/i,
  /^\(?(?:bagikan|share|sebarkan)\b[\s:]*(?:(?:this|ke|via|artikel|berita|ini|di|on|lewat|facebook|twitter|whats ?app|telegram|x|line|email|linkedin|pinterest|threads|tautan|link|copy|salin|[,|/·•:]|dan|&)[\s)]*)*$/i,
  /^(?:(?:facebook|twitter|whats ?app|telegram|line|email|linkedin|pinterest|threads|instagram|tiktok|youtube|x|copy link|salin tautan|print|cetak)[\s,|/·•]*){2,}$/i,
  // Only plugs of the publisher: "gabung grup WhatsApp ini" may be the very message that is to be judged.
  /^(?:ikuti|follow|dapatkan|cek|baca|simak|temukan|update|yuk|ayo)\b(?=.{0,160}\b(?:berita|artikel|update|informasi|kabar|konten|kami)\b).{0,160}\b(?:google ?news|whats ?app channel|(?:channel|saluran|kanal) (?:whats ?app|telegram)|play ?store|app ?store)\b.{0,120}$/i,
  /^(?:the post|artikel|tulisan|postingan) .{1,300}(?: appeared first on | first appeared on | pertama kali (?:tampil|muncul|terbit) (?:di|pada) ).{1,120}$/i,
  /^tags?(?: berita)?\s*:.{0,300}$/i,
  /^(?:loading|memuat)(?:\.{2,3}|…)?$/i,
  /^(?:(?:tulis|tinggalkan|leave a|post) (?:komentar|balasan|reply|comment)\b.{0,40}|(?:komentar|comments?)\s*\(?\d*\)?)$/i,
];

/** "(Baca juga: …)" inside a paragraph. "(baca: …)" stays: it is how Indonesian explains a word. */
const bracketed = /[([]\s*(?:baca|lihat|simak)\s+(?:juga|pula)\b[^()[\]]{0,220}[)\]]/gi;
/** "… kata dia. Baca juga: another headline" where the paragraph ends, as excerpts without markup have it. */
const trailing = /(?<=[.!?…"”’)]\s)(?:baca|lihat|simak)\s*(?:juga|pula)\s*:\s*[^.!?]{5,160}$/i;
/** A line that only says that other headlines follow. */
export const announcement =
  /^[[(>»*\-–•\s]*(?:baca|lihat|simak)\s*(?:juga|pula|lainnya)\s*[:\-–]*\s*$|^(?:artikel|berita)\s+(?:terkait|lainnya)\s*:?\s*$/i;
/** What WordPress puts at the cut of an excerpt. The text then ends in "…", so that everybody sees that there is more. */
const cut =
  /\s*(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|(?:…|\.{3})\s*(?:baca selengkapnya|selengkapnya|read more)\s*[»→]?)\s*$/i;

/** Looked for at the end only: from every space of a long line it takes as long as all the rest. */
function replaceEnd(line: string, length: number, pattern: RegExp, by: string): string {
  return line.slice(0, -length) + line.slice(-length).replace(pattern, by);
}

/**
 * @param text lines joined by `\n`, as `toPlainText` makes them
 * @returns the same without page furniture; the headline under a bare "Baca juga:" goes with it
 */
export function dropBoilerplate(text: string): string {
  const kept: string[] = [];
  let isAnnounced = false;
  for (const raw of text.split('\n')) {
    if (announcement.test(raw)) {
      isAnnounced = true;
      continue;
    }
    const body = replaceEnd(raw.replace(bracketed, ' '), 200, trailing, '');
    const line = replaceEnd(body, 80, cut, '…').replace(/ {2,}/g, ' ').trim();
    const isHeadline: boolean = isAnnounced && line.length < 160 && !/[.!?]["”’']?$/.test(line);
    isAnnounced = isHeadline && /^[-–•*]/.test(line);
    if (line === '' || isHeadline || isBoilerplate(raw) || isBoilerplate(line)) continue;
    kept.push(line);
  }
  return kept.join('\n');
}

/** End of a line after which a link leads to another article. Not "(baca juga:", which `dropBoilerplate` cuts with its bracket. */
export const pointerAhead =
  /(?<=^|[.!?…:;"”’)\]>|»–-]\s*)[>»*\-–•\s]*(?:baca|lihat|simak)\s*(?:juga|pula|lainnya)\s*[:\-–»>]*\s*$/i;

export function isBoilerplate(line: string): boolean {
  return line.length <= 420 && wholeLines.some((pattern) => pattern.test(line));
}
