/** Signs of other people in a text: what stands for one without a dictionary of names. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[surel]'],
  [/https?:\/\/\S+/giu, '[tautan]'],
  [/(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.]{2,}/gu, '[akun lain]'],
  [/(?<!\d)\d{16}(?!\d)/g, '[nomor]'],
  [/(?<![\d+])(?:\+?62|0)[\s.-]?\d(?:[\s.-]?\d){7,12}(?!\d)/g, '[telepon]'],
];

/** The text without accounts, links, mail addresses, telephone and identity numbers of others. Names that are written out stay. */
export function redactOthers(text: string): string {
  return signs.reduce((left, [sign, instead]) => left.replace(sign, instead), text);
}
