import { FILE_KINDS, type FileType } from './file-kind.ts';

const IMAGES: Readonly<Record<string, { readonly type: FileType; readonly signature: Buffer }>> = {
  'image/jpeg': { type: 'JPEG', signature: Buffer.from([0xff, 0xd8, 0xff]) },
  'image/png': { type: 'PNG', signature: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
  // Every PNG reader can read an animated PNG.
  'image/apng': { type: 'PNG', signature: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
};

/** PDF readers accept a header that follows a newline or a printer's preamble within this many bytes. */
const PDF_HEADER_WITHIN = 1_024;
const PDF_HEADER = '%PDF-';

/** Types that the file-type library ignores or does not know. */
const OTHER_TYPES: readonly (readonly [name: string, start: RegExp])[] = [
  ['MP3', /^ID3/],
  ['HTML', /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|script|iframe|a |!--)/i],
  ['SVG', /^(\xef\xbb\xbf)?\s*<svg/i],
  ['XML', /^(\xef\xbb\xbf)?\s*<[?!a-z]/i],
  ['SCRIPT', /^#!/],
];
const ZIP = /^PK[^\w\s]/;

/** The file-type library reads this many bytes. */
export const SAMPLE_BYTES = 4_100;

/**
 * Detects the type of a file from its content. An image has its signature at offset 0, a PDF its header within the first
 * 1,024 bytes. Any other signature at offset 0 wins over a later PDF header, so that no file has two types.
 *
 * @param sample the beginning of the file
 * @returns a stable token: a name of `FILE_KINDS`, another type, or UNKNOWN
 */
export async function detectFileType(sample: Buffer): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type');
  const start = sample.subarray(0, SAMPLE_BYTES);
  const text = start.subarray(0, PDF_HEADER_WITHIN).toString('latin1');
  const other = OTHER_TYPES.find(([, pattern]) => pattern.test(text));
  if (other) return other[0];
  const detected = await fileTypeFromBuffer(start);
  const image = detected && IMAGES[detected.mime];
  if (image) return start.indexOf(image.signature) === 0 ? image.type : 'UNKNOWN';
  if (detected && detected.mime !== FILE_KINDS.PDF.mimetype) return detected.ext.toUpperCase();
  if (ZIP.test(text)) return 'ZIP';
  return text.includes(PDF_HEADER) ? 'PDF' : 'UNKNOWN';
}
