import { type ByteParser, take } from './byte-feed.ts';
import type { ImageHeader } from './image-header.ts';
import { readJpeg } from './jpeg-header.ts';
import { readPng } from './png-header.ts';

const JPEG_START = 0xffd8;
const PNG_START = 0x8950;
/** The rest of the signature. */
const PNG_NAME = 0x4e47_0d0a;
const PNG_END = 0x1a0a;

/** Reads the header of a file if it is a JPEG or PNG. Stops before the pixels. */
export function* readImageHeader(header: ImageHeader): ByteParser {
  const start = (yield* take(2)).getUint16(0);
  if (start === JPEG_START) {
    header.format = 'JPEG';
    yield* readJpeg(header);
  } else if (start === PNG_START) {
    const rest = yield* take(6);
    if (rest.getUint32(0) !== PNG_NAME || rest.getUint16(4) !== PNG_END) return;
    header.format = 'PNG';
    yield* readPng(header);
  }
}
