import type { AskKind } from '../core/question.ts';

/** Words that open or carry a question. `apa` alone also means "what … is" in statements, so it counts at the beginning only. */
const asking =
  /(?:^|[\s,.!])(?:kapan|kpn|bagaimana|gimana|gmn|mengapa|kenapa|knp|berapa|brp|dimana|di ?mana|dmn|siapa|apakah|bisakah|bolehkah|adakah|mohon info(?:nya|rmasi)?|mohon (?:penjelasan|pencerahan|petunjuk|kejelasan)(?:nya)?|minta info(?:nya)?|tolong info(?:nya)?|mau tanya|ijin bertanya|izin bertanya|numpang tanya|tanya dong|piye|pripun|kumaha|iraha)(?=$|[\s,.?!])/i;
/** "syaratnya apa aja", "ke loket mana min", "bisa diwakilkan gak": the question word comes last, with or without a form of address. */
const closing =
  /(?:^|[\s,])(?:apa(?:an)?|(?:ke|di|yang |yg |sebelah |link |lewat |desa |loket )?mana|bisa\b.{0,60}\s(?:gak|ga|nggak|ngga)|(?:boleh|ada|masih|sudah|udah|perlu|harus|kena|bayar|aman|beneran|buka)\b.{0,60}\s(?:gak|ga|nggak|ngga))(?:\s(?:ya|yah|sih|aja|saja|min|admin|kak|ka|bang|mas|mbak|pak|bu|bun|dok|lur|gan|bos)){0,2}\s*(?:$|[.?!,\n])/iu;
const seeking = /(?:^|[\s,.!])(?:ada|barangkali ada) y(?:an)?g (?:tau|tahu|punya info)(?=$|[\s,.?!])/i;
const opening =
  /^(?:(?:pak|bu|min|kak|bapak|ibu|halo|assalamualaikum|selamat \w+)[\s,.!]+)*(?:apa|ada|masih|sudah|udah|bisa|boleh)\b[^.!]*\?/i;

/** An advertisement asks only to be clicked ("Mau untung? Klik profil kami"). */
const advertising = /\b(?:klik|cek|kunjungi|mampir)\s+(?:ke\s+)?(?:profil|bio|link|tautan)\b|\bwa\.me\//i;

/** A link's query or a row of marks alone asks nothing. */
const bare = /https?:\/\/\S+|[?!.\s]+/g;

/**
 * Whether a comment asks something: it holds a question word, or ends a sentence with a question mark. Rhetorical complaints
 * ("kapan diperbaiki?") count, because they too wait for an answer.
 */
export function isQuestion(text: string): boolean {
  const said = text.slice(0, 2_000);
  if (said.replace(bare, '').length < 4 || advertising.test(said)) return false;
  return (
    asking.test(said) ||
    opening.test(said) ||
    closing.test(said) ||
    seeking.test(said) ||
    /[\p{L}\d)]\s*\?/u.test(said.replace(/https?:\/\/\S+/g, ''))
  );
}

/** Words that propose: what follows is an aspiration, whatever it asks for. */
const proposing =
  /(?:^|[\s,.!])(?:(?:(?:nitip|izin|ijin|boleh|sekedar|sekadar|cuma|mau) )?(?:usul|saran)(?: (?:aja|saja|sih|min|pak|bu|kak|dong|saya|kami)|[,:]|$| (?=\p{L}))|(?:meng|ng)usul(?:kan|keun)|menyarankan|(?:mengajukan )?permohonan|memohon)/iu;
/** Words that hope or beg, in Indonesian, Javanese and Sundanese and as they are typed. */
const wishing =
  /(?<![\p{L}\p{N}])(?:mohon|mhn|tolong(?:lah)?|tlg|tulung|minta|nyuwun|nyuhunkeun|harap|diharap(?:kan)?|berharap|harapan(?:nya|ku)?|semoga|smg|mudah[- ]?2an|mudah-mudahan|muga(?:-muga)?|mugi(?:-mugi)?|mugia|kiranya|sebaiknya|bagusnya|alangkah baiknya|hendaknya|(?:kalau|kalo|klo) bisa|(?:mungkin|mbok) (?:bisa|baiknya|iso))(?![\p{L}\p{N}])/iu;
/** What is asked for: something to be done (`diperbaiki`, `dikasih`), or somebody to do it. */
const doing =
  /(?<![\p{L}\p{N}])(?:di(?!nas|mana|sini|situ|sana|rektur|ngin|gital|esel|ajeng|maaf|maklum|doa|sebar|terus|sampai|bawa pulang)\p{L}{3,}|perbaik(?:i|an)|benerin|segera|perhati(?:an|kan)|kebijakan(?:nya)?|solusi(?:nya)?|tindak ?lanjut\p{L}*|turun tangan|bantuan(?:nya)?|tambahan|tambahin|evaluasi|pengawasan|penanganan|penertiban|tertibkan|atasi|bangun|sediakan|adakan|ada)(?![\p{L}\p{N}])/iu;
/** Courtesies and blessings hope too, but ask nothing of an office. */
const courtesy =
  /(?<![\p{L}\p{N}])(?:mohon (?:maaf|doa(?:nya)?|bersabar|sabar|izin|ijin|pamit)|minta maaf|tolong[- ]menolong|semoga (?:sehat|sukses|amanah|berkah|lancar|menang|jaya|husnul|cepat sembuh|lekas sembuh|tenang)[^.!?]*)/giu;

const maxRead = 2_000;

/**
 * Whether somebody asks to be told something, or asks for something to be done (aspirasi); null when neither. Whom it is addressed to
 * is another matter: `addresseeOf`.
 */
export function askKindOf(text: string): AskKind | null {
  if (isQuestion(text)) return 'question';
  const said = text.slice(0, maxRead).replace(courtesy, ' ');
  if (advertising.test(said)) return null;
  if (proposing.test(said)) return 'aspiration';
  const wish = wishing.exec(said);
  return wish !== null && doing.test(said.slice(wish.index + wish[0].length)) ? 'aspiration' : null;
}

/** Government, whichever office. */
const authorities =
  /(?<![\p{L}\p{N}])(?:pemkab|pemkot|pemda|pemdes|pemerintah|pemprov|dinas|bupati|wabup|wakil bupati|wali ?kota|sekda|camat|kecamatan|lurah|kelurahan|kades|kepala desa|perangkat desa|puskesmas|rsud|pdam|satpol ?pp|dprd|instansi (?:terkait|berwenang)|(?:pihak|dinas) terkait|pihak berwenang)(?![\p{L}\p{N}])/iu;

/** What tells whom a mention is addressed to. */
export interface Addressed {
  readonly text: string;
  readonly isTargetGovernment: boolean;
  /** As scored: named in the text, or the one that its topic belongs to. */
  readonly agency: string | null;
  readonly isComplaint: boolean;
  /** The office's post that it stands under. */
  readonly under: { readonly agency: string | null } | null;
}

/** Finds the agency that a text names: id by the names it is written with. */
export type AgencyFinder = (text: string) => string | null;

/** By the longest name; of equals the one named first. Ids and names are found as whole words, whatever their case. */
export function createAgencyFinder(
  agencies: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[],
): AgencyFinder {
  const ids = new Map<string, string>();
  for (const { id, name, aliases } of agencies) {
    for (const written of [id, name, ...aliases]) {
      const key = written.toLowerCase();
      if (key.length > 2 && !ids.has(key)) ids.set(key, id);
    }
  }
  const names = [...ids.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[^\p{L}\p{N} ]/gu, '\\$&'));
  if (names.length === 0) return () => null;
  const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
  return (text) => {
    const found = named.exec(text.slice(0, maxRead))?.[0].toLowerCase();
    return found === undefined ? null : (ids.get(found) ?? null);
  };
}

/**
 * Which part of the government somebody speaks to: the agency that the text names, the one under whose post it stands, else the one that
 * its topic belongs to; `agency` null is the government as such. Null when it is addressed to nobody there.
 */
export function addresseeOf(said: Addressed, findAgency: AgencyFinder): { readonly agency: string | null } | null {
  const named = findAgency(said.text);
  const agency = named ?? said.under?.agency ?? said.agency;
  const isAddressed =
    named !== null ||
    said.under !== null ||
    said.isComplaint ||
    said.isTargetGovernment ||
    authorities.test(said.text.slice(0, maxRead));
  return isAddressed ? { agency } : null;
}
