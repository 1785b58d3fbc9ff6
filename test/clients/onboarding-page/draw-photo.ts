import type { Browser } from 'playwright-core';

/** A JPEG with noise, which compresses as badly as a real photo. */
export async function drawPhoto(
  browser: Browser,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Buffer<ArrayBuffer>> {
  await using page = await browser.newPage();
  const base64 = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = ${width};
    canvas.height = ${height};
    const context = canvas.getContext('2d');
    const image = context.createImageData(${width}, ${height});
    for (let offset = 0; offset < image.data.length; offset += 65536)
      crypto.getRandomValues(image.data.subarray(offset, offset + 65536));
    for (let alpha = 3; alpha < image.data.length; alpha += 4) image.data[alpha] = 255;
    context.putImageData(image, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  })()`);
  return Buffer.from(base64, 'base64');
}
