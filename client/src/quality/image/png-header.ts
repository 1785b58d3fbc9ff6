import { type ByteParser, skip, take } from './byte-feed.ts';
import { exifDpi } from './exif-dpi.ts';
import type { ImageHeader } from './image-header.ts';

/** Types of chunks as numbers: W3C PNG, section 11. */
const IHDR = 0x4948_4452;
const PHYS = 0x7048_5973;
const EXIF = 0x6558_4966;
const IDAT = 0x4944_4154;
const WANTED: Readonly<Record<number, number>> = { [IHDR]: 8, [PHYS]: 9, [EXIF]: 4_096 };
const CHECKSUM_BYTES = 4;
const METER = 1;
const INCHES_PER_METER = 39.3701;

export function* readPng(header: ImageHeader): ByteParser {
  for (;;) {
    const chunk = yield* take(8);
    const length = chunk.getUint32(0);
    const type = chunk.getUint32(4);
    if (type === IDAT) return;
    const data = yield* take(Math.min(length, WANTED[type] ?? 0));
    readChunk(type, data, header);
    yield* skip(length - data.byteLength + CHECKSUM_BYTES);
  }
}

function readChunk(type: number, data: DataView, header: ImageHeader): void {
  if (type === IHDR && data.byteLength === 8) {
    header.widthPx = data.getUint32(0);
    header.heightPx = data.getUint32(4);
  }
  if (type === PHYS && data.byteLength === 9 && data.getUint8(8) === METER) {
    header.statedDpi.push(Math.min(data.getUint32(0), data.getUint32(4)) / INCHES_PER_METER);
  }
  if (type === EXIF) header.statedDpi.push(...exifDpi(data));
}
