import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../../support/browser/accessibility.ts';

interface Look {
  readonly name: string;
  readonly language: string;
  readonly colorScheme: 'light' | 'dark';
  readonly forcedColors: 'active' | 'none';
}

const LOOKS: readonly Look[] = [
  { name: 'light', language: 'en', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', language: 'de', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'right-to-left', language: 'ar', colorScheme: 'light', forcedColors: 'none' },
  { name: 'forced-colors', language: 'fr', colorScheme: 'light', forcedColors: 'active' },
];
const WIDTHS = { desktop: 1200, phone: 320 };
/** The folder for pictures of everything that is looked at, if it is set. */
const PICTURES = process.env['PICTURES'];

/**
 * Looks at the page as it is, in each look and at each width, and with text of twice the size.
 *
 * @param state a name for the pictures
 * @returns what axe finds, and what does not fit
 */
export async function lookAtPage(page: Page, state: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, language, ...media } of LOOKS) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await speak(page, language);
    for (const [device, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 740 });
      await settle(page);
      const found = [...(await accessibilityFaults(page)), ...(await misfits(page))];
      faults.push(...found.map((fault) => `${device}, ${name}: ${fault}`));
      await takePicture(page, `${state}-${device}-${name}`);
    }
  }
  await enlargeText(page, '200%');
  faults.push(...(await misfits(page)).map((fault) => `200 % text: ${fault}`));
  await takePicture(page, `${state}-phone-large-text`);
  await enlargeText(page, '');
  await speak(page, 'en');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  return faults;
}

/** A modal dialog lies over the switch, so this does not click. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(`{
    const select = document.getElementById('language');
    select.value = '${language}';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }`);
  await page.locator(`html[lang=${language}]`).waitFor();
}

/** Colors that are still changing would be measured halfway. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        for (const animation of document.getAnimations()) animation.cancel();
        resolve();
      });
    });
  })`);
}

async function enlargeText(page: Page, size: string): Promise<void> {
  await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
}

/** Elements that stick out of the page, which a person could only see by scrolling sideways. */
async function misfits(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`{
    const { clientWidth, scrollWidth } = document.documentElement;
    const sticksOut = (element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > clientWidth + 1);
    };
    const found = [...document.querySelectorAll('main *, header *, dialog *')].filter(sticksOut);
    scrollWidth > clientWidth ? found.map((element) => 'does not fit: ' + element.outerHTML.slice(0, 200)) : [];
  }`);
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true, animations: 'disabled' });
}
