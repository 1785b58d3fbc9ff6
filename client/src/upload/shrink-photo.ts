import type { FileLimits } from './check-file.ts';
import { detectFileType, SAMPLE_BYTES } from './detect-file-type.ts';

/** 300 DPI for an identity card, which is 85.6 mm long. */
const MIN_LONG_SIDE = 1_100;
const MAX_LONG_SIDE = 4_000;
const QUALITIES = [0.92, 0.85, 0.75];

/**
 * Makes a photo small enough to be sent: re-encodes it as JPEG, and reduces its pixels as far as the text on a document
 * remains readable. Turns it the way its orientation says. Also converts HEIC photos where the browser can show them (Safari).
 * Browsers only.
 *
 * @returns the same file if it needs no change or cannot be changed: call `checkFile` next
 */
export async function shrinkPhoto(file: File, limits: Pick<FileLimits, 'maxFileBytes'>): Promise<File> {
  const type = detectFileType(new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer()));
  const isTooLarge = file.size > limits.maxFileBytes;
  if (type !== 'HEIC' && !(isTooLarge && (type === 'JPEG' || type === 'PNG'))) return file;
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!image) return file;
  try {
    return (await shrink(image, file, limits.maxFileBytes)) ?? file;
  } finally {
    image.close();
  }
}

async function shrink(image: ImageBitmap, { name, lastModified }: File, maxBytes: number) {
  const longSide = Math.max(image.width, image.height);
  let side = Math.min(longSide, MAX_LONG_SIDE);
  for (;;) {
    const canvas = draw(image, side / longSide);
    for (const quality of QUALITIES) {
      const blob = await encode(canvas, quality);
      if (blob && blob.size <= maxBytes)
        return new File([blob], name.replace(/(\.\w+)?$/, '.jpg'), { type: 'image/jpeg', lastModified });
    }
    if (side <= MIN_LONG_SIDE) return undefined;
    side = Math.max(MIN_LONG_SIDE, Math.round(side * 0.75));
  }
}

function draw(image: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.imageSmoothingQuality = 'high';
  // A PNG may be transparent, and JPEG would make that black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
