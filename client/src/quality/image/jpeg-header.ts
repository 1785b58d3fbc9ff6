import { type ByteParser, skip, take } from './byte-feed.ts';
import { exifDpi } from './exif-dpi.ts';
import type { ImageHeader } from './image-header.ts';

/** ITU-T T.81, table B.1. */
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const JFIF_BYTES = 12;
/** The resolution is in the first directory, which comes first in practice. */
const EXIF_BYTES = 4_096;
const WANTED: Readonly<Record<number, number>> = { [APP0]: JFIF_BYTES, [APP1]: EXIF_BYTES };
const DPI_PER_UNIT: Readonly<Record<number, number>> = { 1: 1, 2: 2.54 };

export function* readJpeg(header: ImageHeader): ByteParser {
  for (let marker = yield* nextMarker(); !isEnd(marker); marker = yield* nextMarker()) {
    if (standsAlone(marker)) continue;
    const length = (yield* take(2)).getUint16(0) - 2;
    if (length < 0) return;
    if (isStartOfFrame(marker)) return yield* readFrame(header, length);
    const data = yield* take(Math.min(length, WANTED[marker] ?? 0));
    if (marker === APP0) header.statedDpi.push(...jfifDpi(data));
    if (marker === APP1) header.statedDpi.push(...exifSegmentDpi(data));
    yield* skip(length - data.byteLength);
  }
}

/** Any number of 0xff may come before a marker. @returns END_OF_IMAGE if there is no marker */
function* nextMarker(): ByteParser<number> {
  let byte = (yield* take(1)).getUint8(0);
  if (byte !== 0xff) return END_OF_IMAGE;
  while (byte === 0xff) byte = (yield* take(1)).getUint8(0);
  return byte;
}

function isEnd(marker: number): boolean {
  return marker === START_OF_SCAN || marker === END_OF_IMAGE;
}

/** TEM, RSTn and SOI have no segment. */
function standsAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** All SOFn, without DHT, JPG and DAC, which have numbers among them. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function* readFrame(header: ImageHeader, length: number): ByteParser {
  if (length < 5) return;
  const frame = yield* take(5);
  header.heightPx = frame.getUint16(1);
  header.widthPx = frame.getUint16(3);
}

function jfifDpi(data: DataView): number[] {
  if (data.byteLength < JFIF_BYTES || textAt(data, 'JFIF\0') === undefined) return [];
  const perUnit = DPI_PER_UNIT[data.getUint8(7)];
  if (perUnit === undefined) return [];
  return [Math.min(data.getUint16(8), data.getUint16(10)) * perUnit];
}

function exifSegmentDpi(data: DataView): number[] {
  const start = textAt(data, 'Exif\0\0');
  return start === undefined ? [] : exifDpi(new DataView(data.buffer, data.byteOffset + start));
}

/** @returns the offset behind the text if the data begin with it */
function textAt(data: DataView, text: string): number | undefined {
  if (data.byteLength < text.length) return undefined;
  const isSame = [...text].every((char, index) => data.getUint8(index) === char.charCodeAt(0));
  return isSame ? text.length : undefined;
}
