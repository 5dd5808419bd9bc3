/** Words that open or carry a question. `apa` alone also means "what … is" in statements, so it counts at the beginning only. */
const asking =
  /(?:^|[\s,.!])(?:kapan|kpn|bagaimana|gimana|gmn|mengapa|kenapa|knp|berapa|brp|dimana|di ?mana|dmn|siapa|apakah|bisakah|bolehkah|adakah|mohon info(?:nya|rmasi)?|minta info(?:nya)?|tolong info(?:nya)?|mau tanya|ijin bertanya|izin bertanya|numpang tanya|tanya dong|piye|pripun|kumaha|iraha)(?=$|[\s,.?!])/i;
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
  return asking.test(said) || opening.test(said) || /[\p{L}\d)]\s*\?/u.test(said.replace(/https?:\/\/\S+/g, ''));
}
