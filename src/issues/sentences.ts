/** Sentences shorter than this say too little (`Simak!`); longer ones are cut at a word. */
const minLength = 25;

/** `BANYURAGA – `, `Rawabening (Detak Raga) – `, `KOTA SAGARA, KABARRAGA.COM - `: where a report was written, not what it says. */
const dateline =
  /^(?=.{2,70}?(?:[–—]|\s-\s))(?:\p{Lu}[\p{L}\d.]*[\s,/]*){1,6}(?:\([^)\n]{1,40}\))?[\s,:]*(?:[–—]+|-+(?=\s))\s*/u;

/** Abbreviations that end with a full stop inside a sentence. */
const abbreviation =
  /(?:^|[\s(])(?:Rp|No|Kab|Kec|Kel|Jl|Jln|Gg|RT|RW|H|Hj|Dr|dr|drg|Drs|Ir|Prof|KH|Ust|St|Sdr|Bpk|dll|dsb|tgl|hlm|S|M|SE|SH|ST)\.$/u;

/** The sentences of a report, in order, without its dateline. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const paragraph of text.replace(dateline, '').split(/\n+/)) {
    let open = '';
    for (const piece of paragraph.split(/(?<=[.!?…]["”')]?)\s+(?=["“'(]?[\p{Lu}\d])/u)) {
      open = open === '' ? piece : `${open} ${piece}`;
      if (abbreviation.test(open)) continue;
      sentences.push(open.trim());
      open = '';
    }
    if (open.trim() !== '') sentences.push(open.trim());
  }
  return sentences.filter((sentence) => sentence.length >= minLength);
}

/** Cuts at a word and marks the cut with an ellipsis. */
export function shorten(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxLength) return line;
  const cut = line
    .slice(0, maxLength - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > maxLength * 0.6 ? cut.slice(0, space) : cut).replace(/[\s,;:–-]+$/, '')}…`;
}
