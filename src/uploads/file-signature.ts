/** What a file is, by its content. */
export interface DocumentKind {
  readonly mimetype: string;
  readonly extension: string;
}

const PDF: DocumentKind = { mimetype: 'application/pdf', extension: 'pdf' };
const JPEG: DocumentKind = { mimetype: 'image/jpeg', extension: 'jpg' };
/** An animated PNG is a PNG to every reader. */
const PNG: DocumentKind = { mimetype: 'image/png', extension: 'png' };

const IMAGES: Readonly<Record<string, { readonly kind: DocumentKind; readonly signature: Buffer }>> = {
  'image/jpeg': { kind: JPEG, signature: Buffer.from([0xff, 0xd8, 0xff]) },
  'image/png': { kind: PNG, signature: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
  'image/apng': { kind: PNG, signature: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
};

/** Readers open a PDF whose header comes late, after a newline or a printer's preamble, up to here. */
const PDF_HEADER_WITHIN = 1_024;
const PDF_HEADER = '%PDF-';

/** What the file-type library looks past, or does not know. */
const OTHERS: readonly (readonly [name: string, start: RegExp])[] = [
  ['MP3', /^ID3/],
  ['HTML', /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|script|iframe|a |!--)/i],
  ['SVG', /^(\xef\xbb\xbf)?\s*<svg/i],
  ['XML', /^(\xef\xbb\xbf)?\s*<[?!a-z]/i],
  ['SCRIPT', /^#!/],
];
const ZIP = /^PK[^\w\s]/;

/** The file-type library looks at no more. */
export const SAMPLE_BYTES = 4_100;

/**
 * Follows the formats: an image has its signature at offset 0, a PDF its header within the first 1,024 bytes. Another
 * signature at offset 0 wins over a PDF header behind it, so that no file is two things at once.
 *
 * @param sample the beginning of the file
 * @returns for any other file, its type as a stable token, or UNKNOWN
 */
export async function detectKind(sample: Buffer): Promise<DocumentKind | string> {
  const { fileTypeFromBuffer } = await import('file-type');
  const start = sample.subarray(0, SAMPLE_BYTES);
  const text = start.subarray(0, PDF_HEADER_WITHIN).toString('latin1');
  const other = OTHERS.find(([, pattern]) => pattern.test(text));
  if (other) return other[0];
  const detected = await fileTypeFromBuffer(start);
  const image = detected && IMAGES[detected.mime];
  if (image) return start.indexOf(image.signature) === 0 ? image.kind : 'UNKNOWN';
  if (detected && detected.mime !== 'application/pdf') return detected.ext.toUpperCase();
  if (ZIP.test(text)) return 'ZIP';
  return text.includes(PDF_HEADER) ? PDF : 'UNKNOWN';
}
