import type { ImageHeader } from './image-header.ts';

const MM_PER_INCH = 25.4;
/** ISO/IEC 7810 ID-1, ID-3, and US Letter, which is shorter than A4. */
const CARD_MM = 85.6;
const PASSPORT_MM = 125;
const PAGE_MM = 279.4;
const LONG_SIDE_MM: Readonly<Record<string, number>> = {
  PASSPORT: PASSPORT_MM,
  UTILITY_BILL: PAGE_MM,
  GOVERNMENT_LETTER: PAGE_MM,
  BANK_STATEMENT: PAGE_MM,
};
/** The lowest resolution of scanners. Cameras write 72, and some programs 1. */
const MIN_STATED_DPI = 75;
/** Written by screens, cameras and editors that have measured nothing. */
const NOMINAL_DPI: readonly number[] = [96, 144, 180, 240];

/**
 * The resolution at which an image can show a document: its pixels along the long side of the document, as if the document
 * filled the image. If the image states a smaller resolution, as scans do, that one counts.
 *
 * @returns dots per inch; undefined if the size of the image is not known
 */
export function documentDpi(
  { widthPx = 0, heightPx = 0, statedDpi }: ImageHeader,
  documentType: string | null | undefined,
): number | undefined {
  const longSidePx = Math.max(widthPx, heightPx);
  if (longSidePx === 0) return undefined;
  const longSideMm = LONG_SIDE_MM[documentType ?? ''] ?? CARD_MM;
  const possible = longSidePx / (longSideMm / MM_PER_INCH);
  const measured = statedDpi
    .map(Math.round)
    .filter((dpi) => dpi >= MIN_STATED_DPI && !NOMINAL_DPI.includes(dpi));
  return measured.length === 0 ? possible : Math.min(possible, Math.max(...measured));
}
