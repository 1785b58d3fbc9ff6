const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** PDF readers accept a header that follows other bytes within this distance, and so does the gateway. */
const PDF_HEADER_WITHIN = 1_024;

export const SAMPLE_BYTES = PDF_HEADER_WITHIN;

/** Types that people choose by mistake. The names are those of the gateway. */
const OTHER_TYPES: readonly (readonly [name: string, start: RegExp])[] = [
  ['HEIC', /^.{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/s],
  ['AVIF', /^.{4}ftypavi[fs]/s],
  ['MOV', /^.{4}ftypqt/s],
  ['MP4', /^.{4}ftyp/s],
  ['WEBP', /^RIFF.{4}WEBP/s],
  ['GIF', /^GIF8/],
  ['TIF', /^(II\*\0|MM\0\*)/],
  ['BMP', /^BM.{4}\0{4}/s],
  ['ZIP', /^PK[^\w\s]/],
  ['HTML', /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)/i],
  ['XML', /^(\xef\xbb\xbf)?\s*<[?!a-z]/i],
];

/** @returns `JPEG`, `PNG`, `PDF`, the name of another type, or `UNKNOWN` */
export function detectFileType(sample: Uint8Array): string {
  if (JPEG.every((byte, index) => sample[index] === byte)) return 'JPEG';
  if (PNG.every((byte, index) => sample[index] === byte)) return 'PNG';
  const text = Array.from(sample.subarray(0, SAMPLE_BYTES), (byte) => String.fromCharCode(byte)).join('');
  const other = OTHER_TYPES.find(([, start]) => start.test(text));
  if (other) return other[0];
  return text.includes('%PDF-') ? 'PDF' : 'UNKNOWN';
}
