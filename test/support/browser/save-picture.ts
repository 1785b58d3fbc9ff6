import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

type ScreenshotOptions = NonNullable<Parameters<Page['screenshot']>[0]>;

/** Takes a picture for the docs, with `UPDATE_SCREENSHOTS=1` only: other machines have other fonts. */
export async function savePicture(name: string, page: Page, options: ScreenshotOptions = {}): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== '1') return;
  const png = await page.screenshot({ animations: 'disabled', ...options });
  await mkdir('docs/images', { recursive: true });
  await writeFile(`docs/images/${name}.png`, png);
}
