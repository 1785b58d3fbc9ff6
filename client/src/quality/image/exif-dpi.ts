/** Tags and units of TIFF 6.0, section 8. */
const X_RESOLUTION = 0x011a;
const Y_RESOLUTION = 0x011b;
const RESOLUTION_UNIT = 0x0128;
const CENTIMETER = 3;
const NO_UNIT = 1;
const LITTLE_ENDIAN = 0x4949;
const ENTRY_BYTES = 12;

/** The resolution that Exif data state, in dots per inch. Empty if there is none, or if the data cannot be read. */
export function exifDpi(tiff: DataView): number[] {
  try {
    const { x, y, unit } = readResolution(tiff);
    const dpi = Math.min(x ?? Number.NaN, y ?? x ?? Number.NaN) * (unit === CENTIMETER ? 2.54 : 1);
    return unit !== NO_UNIT && Number.isFinite(dpi) ? [dpi] : [];
  } catch {
    // An offset points outside of the data.
    return [];
  }
}

function readResolution(tiff: DataView): { x?: number; y?: number; unit?: number } {
  const isLittle = tiff.getUint16(0) === LITTLE_ENDIAN;
  const directory = tiff.getUint32(4, isLittle);
  const count = tiff.getUint16(directory, isLittle);
  const found: { x?: number; y?: number; unit?: number } = {};
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    const tag = tiff.getUint16(entry, isLittle);
    if (tag === X_RESOLUTION) found.x = rationalAt(tiff, entry + 8, isLittle);
    if (tag === Y_RESOLUTION) found.y = rationalAt(tiff, entry + 8, isLittle);
    if (tag === RESOLUTION_UNIT) found.unit = tiff.getUint16(entry + 8, isLittle);
  }
  return found;
}

function rationalAt(tiff: DataView, pointer: number, isLittle: boolean): number {
  const offset = tiff.getUint32(pointer, isLittle);
  return tiff.getUint32(offset, isLittle) / tiff.getUint32(offset + 4, isLittle);
}
