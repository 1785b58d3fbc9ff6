import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';

/** Servers do not normally apply more than one. Each one is bounded, but costs time. */
const MAX_CODINGS = 3;

type Decoder = (content: Buffer, maxOutputLength: number) => Buffer;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: (content, maxOutputLength) => gunzipSync(content, { maxOutputLength }),
  'x-gzip': (content, maxOutputLength) => gunzipSync(content, { maxOutputLength }),
  deflate: inflate,
  br: (content, maxOutputLength) => brotliDecompressSync(content, { maxOutputLength }),
  zstd: (content, maxOutputLength) => zstdDecompressSync(content, { maxOutputLength }),
  identity: (content) => content,
};

/**
 * Decodes the content codings of a response (RFC 9110, section 8.4). Servers may apply them without being asked.
 *
 * @param contentEncoding the header's value, such as `gzip`; undefined for none
 * @param maxBytes of each decoded form, so that a small response cannot expand into a large one
 * @returns undefined if the content is damaged, too large, or in an unknown coding
 */
export function decodeContent(
  content: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Buffer | undefined {
  if (contentEncoding === undefined || content.length === 0) return content;
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  if (codings.length > MAX_CODINGS) return undefined;
  try {
    return codings
      .filter((coding) => coding !== '')
      .reduceRight((decoded, coding) => getDecoder(coding)(decoded, maxBytes), content);
  } catch {
    return undefined;
  }
}

function getDecoder(coding: string): Decoder {
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (!decoder) throw new Error('unknown content coding');
  return decoder;
}

/** Some servers omit the zlib header. */
function inflate(content: Buffer, maxOutputLength: number): Buffer {
  const hasHeader =
    content.length > 1 && (content.readUInt8(0) & 0x0f) === 8 && content.readUInt16BE(0) % 31 === 0;
  return (hasHeader ? inflateSync : inflateRawSync)(content, { maxOutputLength });
}
