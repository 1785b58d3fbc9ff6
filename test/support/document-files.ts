import { crc32, deflateSync } from 'node:zlib';

interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Stated in the JFIF header or in `pHYs`. */
  readonly dpi?: number;
  /** Stated in Exif data. */
  readonly exifDpi?: number;
  readonly byteOrder?: 'II' | 'MM';
  /** The file is at least this long. */
  readonly minBytes?: number;
}

/** A PNG with pixels of one color, which every viewer opens. */
export function pngFile({ widthPx, heightPx, dpi, exifDpi, byteOrder, minBytes = 0 }: Picture): Buffer {
  const header = Buffer.concat([uint32(widthPx), uint32(heightPx), Buffer.from([1, 0, 0, 0, 0])]);
  const perMeter = uint32(Math.round((dpi ?? 0) * 39.3701));
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(widthPx / 8)) * heightPx));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...(dpi === undefined ? [] : [pngChunk('pHYs', Buffer.concat([perMeter, perMeter, Buffer.from([1])]))]),
    ...(exifDpi === undefined ? [] : [pngChunk('eXIf', exifData(exifDpi, byteOrder))]),
    pngChunk('tEXt', Buffer.alloc(minBytes)),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The header of a JPEG, with an embedded thumbnail's segment before it, and a scan of padding. */
export function jpegFile({ widthPx, heightPx, dpi, exifDpi, byteOrder, minBytes = 0 }: Picture): Buffer {
  const density = uint16(dpi ?? 1);
  const jfif = Buffer.concat([
    Buffer.from('JFIF\0\x01\x02', 'latin1'),
    Buffer.from([dpi === undefined ? 0 : 1]),
    density,
    density,
    Buffer.from([0, 0]),
  ]);
  const exif = exifDpi === undefined ? [] : [Buffer.from('Exif\0\0'), exifData(exifDpi, byteOrder)];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, jfif),
    ...(exif.length > 0 ? [jpegSegment(0xe1, Buffer.concat(exif))] : []),
    // A profile that looks like a start of frame, if its length is ignored.
    jpegSegment(0xe2, Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 1, 0, 1])),
    // Markers may be preceded by fill bytes.
    Buffer.from([0xff, 0xff]),
    jpegSegment(
      0xc2,
      Buffer.concat([Buffer.from([8]), uint16(heightPx), uint16(widthPx), Buffer.from([1, 1, 0x11, 0])]),
    ),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(minBytes, 0x55),
    Buffer.from([0xff, 0xd9]),
  ]);
}

interface Pdf {
  readonly encryption?: 'TRAILER' | 'XREF_STREAM' | 'XREF_STREAM_WITH_DIRECT_DICTIONARY';
  /** The drawing operations of the page. */
  readonly content?: string;
  /** Gives the length of the content in an object of its own. */
  readonly isLengthIndirect?: boolean;
  /** Before the header, as printer drivers write it. */
  readonly preamble?: string;
}

const STANDARD_HANDLER =
  '<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O (\\(a\\)%<<\\\\) /U <4E2F3A> /EncryptMetadata true >>';

/** A PDF of one page. The offsets in its cross-reference table are not those of the objects. */
export function pdfFile({
  encryption,
  content = '',
  isLengthIndirect = false,
  preamble = '',
}: Pdf = {}): Buffer {
  const length = isLengthIndirect ? '6 0 R' : Buffer.byteLength(content, 'latin1');
  const text = [
    `${preamble}%PDF-1.7`,
    '%âãÏÓ(',
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 595 842] >>\nendobj',
    `4 0 obj\n<< /Length ${length} >>\nstream\n${content}\nendstream\nendobj`,
    ...(encryption === undefined ? [] : [`5 0 obj\n${STANDARD_HANDLER}\nendobj`]),
    ...(isLengthIndirect ? [`6 0 obj ${content.length} endobj`] : []),
    crossReferences(encryption),
    'startxref\n1234\n%%EOF\n',
  ].join('\n');
  return Buffer.from(text, 'latin1');
}

function crossReferences(encryption: Pdf['encryption']): string {
  const trailer = '/Root 1 0 R /Size 6 /Info << /Title (no /Encrypt 5 0 R) >>';
  if (encryption === 'XREF_STREAM')
    return `7 0 obj\n<< /Type /XRef /Encrypt 5 0 R /W [1 2 1] /Length 4 ${trailer} >>\nstream\r\n\0\0\0\0\nendstream\nendobj`;
  if (encryption === 'XREF_STREAM_WITH_DIRECT_DICTIONARY')
    return `7 0 obj\n<</Type/XRef/Length 4/Encrypt${STANDARD_HANDLER}${trailer}>>stream\n\0\0\0\0\nendstream\nendobj`;
  const encrypt = encryption === 'TRAILER' ? ' /Encrypt 5 0 R' : '';
  return `xref\n0 1\n0000000000 65535 f \ntrailer\n<< ${trailer}${encrypt} >>`;
}

/** A TIFF directory with the resolution, in dots per inch. */
function exifData(dpi: number, byteOrder: 'II' | 'MM' = 'II'): Buffer {
  const isLittle = byteOrder === 'II';
  const view = new DataView(new ArrayBuffer(70));
  const entries = [
    [0x0112, 3, 1, 1],
    [0x011a, 5, 1, 62],
    [0x011b, 5, 1, 62],
    [0x0128, 3, 1, 2],
  ] as const;
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, entries.length, isLittle);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const offset = 10 + index * 12;
    view.setUint16(offset, tag, isLittle);
    view.setUint16(offset + 2, type, isLittle);
    view.setUint32(offset + 4, count, isLittle);
    if (type === 3) view.setUint16(offset + 8, value, isLittle);
    else view.setUint32(offset + 8, value, isLittle);
  }
  view.setUint32(62, dpi * 10, isLittle);
  view.setUint32(66, 10, isLittle);
  return Buffer.from(view.buffer);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function jpegSegment(marker: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(data.length + 2), data]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
