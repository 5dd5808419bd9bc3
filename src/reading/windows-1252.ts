/**
 * Code points of the bytes 0x80–0x9F in windows-1252 (WHATWG index); 0 where the byte is not assigned.
 * Node 20's own `TextDecoder('windows-1252')` turns them into control characters (nodejs/node#56542), which loses every
 * curly quote, dash and euro sign.
 */
const upperControls = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
] as const;

const c1 = /[\x80-\x9f]/g;

/** Replaces C1 control characters by what windows-1252 means by that byte: nobody writes control characters on purpose. */
export function replaceC1Controls(text: string): string {
  return text.replace(c1, (char) => {
    const point = upperControls[char.charCodeAt(0) - 0x80] ?? 0;
    return point === 0 ? '' : String.fromCharCode(point);
  });
}

export function decodeWindows1252(bytes: Uint8Array): string {
  return replaceC1Controls(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
}
