import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { z } from 'zod/mini';
import type { Language } from '../../../examples/onboarding-page/i18n/languages.ts';
import { ar } from '../../../examples/onboarding-page/i18n/packs/ar.ts';
import { de } from '../../../examples/onboarding-page/i18n/packs/de.ts';
import { en } from '../../../examples/onboarding-page/i18n/packs/en.ts';
import { es } from '../../../examples/onboarding-page/i18n/packs/es.ts';
import { fr } from '../../../examples/onboarding-page/i18n/packs/fr.ts';
import { pt } from '../../../examples/onboarding-page/i18n/packs/pt.ts';
import type { Texts } from '../../../examples/onboarding-page/i18n/translation.ts';
import { accessibilityFaults } from '../../support/browser/accessibility.ts';
import { test } from '../../support/browser/browser-test.ts';
import { onDisk, pickFiles, pickHeic } from '../../support/browser/picked-files.ts';
import { ARRIVED, field, fill, fillTexts, pick, send, visit } from './visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const PACKS: Readonly<Record<Exclude<Language, 'en'>, Texts>> = { ar, de, es, fr, pt };

/** All texts of the page that a person can see or hear, without the words of Fin.com and the names of languages. */
const READ_TEXTS = `(() => {
  const isForeign = (element) => element.closest('[lang]:not(html), script, style, .file-name, .paper');
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (data.trim() && !isForeign(parentElement)) texts.push(data.trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [alt], [placeholder], [title]'))
    for (const name of ['aria-label', 'alt', 'placeholder', 'title'])
      if (element.hasAttribute(name) && !isForeign(element)) texts.push(element.getAttribute(name));
  return texts.concat(document.title);
})()`;

async function readTexts(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(READ_TEXTS));
}

/** The texts that differ between English and the other language. */
function englishTexts(english: object, other: object): string[] {
  const others = new Map(Object.entries(other));
  return Object.entries(english).flatMap(([name, text]) => {
    const translated: unknown = others.get(name);
    if (typeof text === 'string') return text === translated ? [] : [text];
    return typeof text === 'object' && typeof translated === 'object' && translated
      ? englishTexts(text, translated)
      : [];
  });
}

/** Occur in no sentence of the other languages. */
const ENGLISH = /\b(the|your|you|please|and|with|this|choose|send|sending|again)\b/i;
const BROKEN = /\?\?\?|undefined|\[object|\{\w+\}/;

function leftOver(language: Exclude<Language, 'en'>, texts: readonly string[]): string[] {
  const english = new Set(englishTexts(en, PACKS[language]));
  return texts.filter((text) => english.has(text) || ENGLISH.test(text) || BROKEN.test(text));
}

test.for(['de', 'ar', 'es', 'fr', 'pt'] as const)(
  '%s: no English is left on the page, from the empty form to the decision',
  async (language, { browser }) => {
    await using scene = await visit(browser, '', {
      locale: language,
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    });
    const { page, sandbox } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await using heic = await onDisk({ ...files, front: pickHeic() });
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
    expect(await page.evaluate('document.documentElement.dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');

    await send(page);
    await page.locator('[id="tosPoliciesValue-error"]').waitFor();
    expect(leftOver(language, await readTexts(page))).toEqual([]);

    await fillTexts(page, 'SANDBOX-422');
    await pick(page, 'proofOfIdentity.files.0', heic.front);
    await pick(page, 'proofOfAddress.files.0', paths.bill);
    await page.locator('[id="proofOfIdentity.files.0-error"]').waitFor();
    expect(leftOver(language, await readTexts(page))).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);

    await pick(page, 'proofOfIdentity.files.0', paths.front);
    await send(page);
    await page.locator('#warnings-title').waitFor();
    expect(leftOver(language, await readTexts(page))).toEqual([]);

    await page.locator('.warnings > button').click();
    await page.locator('[id="proofOfIdentity.number-error"]').waitFor();
    expect(leftOver(language, await readTexts(page))).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);

    await fill(page, paths);
    await send(page);
    await page.locator(ARRIVED).waitFor();
    expect(leftOver(language, await readTexts(page))).toEqual([]);
    expect(sandbox.control.attachCount()).toBe(1);
  },
);

test('what a person has entered stays when the language changes', async ({ browser }) => {
  await using scene = await visit(browser);
  const { page } = scene;
  await fillTexts(page, 'B7654321');
  await field(page, 'tosPoliciesValue').uncheck();
  await send(page);
  await page.getByText('Please read and accept the terms.').waitFor();

  await page.locator('#language').selectOption('de');

  await page.getByText('Bitte lesen und akzeptieren Sie die Nutzungsbedingungen.').waitFor();
  expect(await field(page, 'proofOfIdentity.number').inputValue()).toBe('B7654321');
  expect(await field(page, 'proofOfIdentity.country').inputValue()).toBe('Vereinigte Staaten');
  await field(page, 'proofOfIdentity.country').fill('Deutschl');
  await page.getByRole('option', { name: 'Deutschland' }).click();
  expect(await field(page, 'proofOfIdentity.country').inputValue()).toBe('Deutschland');
});
