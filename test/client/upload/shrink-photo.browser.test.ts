import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../../support/browser/browser-test.ts';
import { openKitPage } from './kit-page.ts';

interface Photo {
  readonly type: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
  /** As a camera writes it: 6 means that the picture has to be turned to the right. */
  readonly orientation?: number;
  readonly maxFileBytes: number;
}

/** Draws a photo with a red left half and noise, which compresses badly, and shrinks it. */
function shrink(page: Page, photo: Photo) {
  return page.evaluate(async ({ type, width, height, orientation, maxFileBytes }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    const noise = context.createImageData(width, height);
    // Each call fills 64 KB at most.
    for (let start = 0; start < noise.data.length; start += 65_536)
      crypto.getRandomValues(noise.data.subarray(start, start + 65_536));
    context.putImageData(noise, 0, 0);
    context.globalCompositeOperation = 'destination-over';
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = 'source-over';
    context.fillStyle = '#f00c';
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = '#00fc';
    context.fillRect(width / 2, 0, width / 2, height);
    const encoded = new Uint8Array(await (await canvas.convertToBlob({ type, quality: 1 })).arrayBuffer());
    const exif = [0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1];
    const tag = [1, 18, 0, 3, 0, 0, 0, 1, 0, orientation ?? 1, 0, 0, 0, 0, 0, 0];
    const head =
      type === 'image/jpeg' ? [...encoded.subarray(0, 2), ...exif, ...tag] : encoded.subarray(0, 2);
    const file = new File([new Uint8Array(head), encoded.subarray(2)], 'my card.PNG', {
      type,
      lastModified: 7,
    });

    const shrunk = await kit.shrinkPhoto(file, { maxFileBytes });
    const result = await createImageBitmap(shrunk);
    const check = new OffscreenCanvas(result.width, result.height).getContext('2d');
    check?.drawImage(result, 0, 0);
    const redAt = (x: number, y: number) => (check?.getImageData(x, y, 1, 1).data[0] ?? 0) > 127;
    return {
      isSame: shrunk === file,
      sizes: [file.size, shrunk.size],
      name: shrunk.name,
      type: shrunk.type,
      lastModified: shrunk.lastModified,
      width: result.width,
      height: result.height,
      isRedAtTop: redAt(result.width / 2, 5),
      isRedAtLeft: redAt(5, result.height / 2),
      isRedAtBottom: redAt(result.width / 2, result.height - 5),
      error: await kit.checkFile(shrunk, { maxFileBytes, mimetypes: ['image/jpeg', 'image/png'] }),
    };
  }, photo);
}

test('a photo over the limit is made small enough, and keeps the pixels that its text needs', async ({
  browser,
}) => {
  await using site = await openKitPage(browser);

  const result = await shrink(site.page, {
    type: 'image/jpeg',
    width: 3_000,
    height: 2_000,
    maxFileBytes: 1_500_000,
  });

  expect(result.sizes[0]).toBeGreaterThan(1_500_000);
  expect(result.error).toBeUndefined();
  expect(result).toMatchObject({ name: 'my card.jpg', type: 'image/jpeg', lastModified: 7 });
  expect(result.width).toBeGreaterThanOrEqual(1_100);
  expect(result.width / result.height).toBeCloseTo(1.5, 2);
  expect(result).toMatchObject({ isRedAtLeft: true });
});

test('a photo that a phone took upright stays upright', async ({ browser }) => {
  await using site = await openKitPage(browser);

  const result = await shrink(site.page, {
    type: 'image/jpeg',
    width: 2_000,
    height: 1_200,
    orientation: 6,
    maxFileBytes: 1_000_000,
  });

  expect(result.height).toBeGreaterThan(result.width);
  expect(result).toMatchObject({ isSame: false, isRedAtTop: true, isRedAtBottom: false });
});

test('a PNG over the limit becomes a JPEG', async ({ browser }) => {
  await using site = await openKitPage(browser);

  const result = await shrink(site.page, {
    type: 'image/png',
    width: 1_600,
    height: 1_000,
    maxFileBytes: 900_000,
  });

  expect(result).toMatchObject({ isSame: false, type: 'image/jpeg', error: undefined });
});

test('a photo within the limit stays as it is', async ({ browser }) => {
  await using site = await openKitPage(browser);

  const result = await shrink(site.page, {
    type: 'image/jpeg',
    width: 800,
    height: 500,
    maxFileBytes: 10_000_000,
  });

  expect(result).toMatchObject({ isSame: true, error: undefined });
});

test('a photo that would become unreadable stays as it is, and is reported as too large', async ({
  browser,
}) => {
  await using site = await openKitPage(browser);

  const result = await shrink(site.page, {
    type: 'image/jpeg',
    width: 1_600,
    height: 1_000,
    maxFileBytes: 20_000,
  });

  expect(result).toMatchObject({ isSame: true, error: { code: 'FILE_TOO_LARGE' } });
});

test('a HEIC photo stays as it is where the browser cannot show it', async ({ browser }) => {
  await using site = await openKitPage(browser);

  const isSame = await site.page.evaluate(async () => {
    const file = new File(['\0\0\0\x18ftypheic\0\0\0\0mif1heic'], 'photo.heic');
    return (await kit.shrinkPhoto(file, { maxFileBytes: 5 })) === file;
  });

  expect(isSame).toBe(true);
});
