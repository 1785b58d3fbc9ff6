import { expect, test } from 'vitest';
import { chooseLanguage, LANGUAGES, localeFor } from '../../../../examples/onboarding-page/i18n/languages.ts';
import { ar } from '../../../../examples/onboarding-page/i18n/packs/ar.ts';
import { de } from '../../../../examples/onboarding-page/i18n/packs/de.ts';
import { en } from '../../../../examples/onboarding-page/i18n/packs/en.ts';
import { es } from '../../../../examples/onboarding-page/i18n/packs/es.ts';
import { fr } from '../../../../examples/onboarding-page/i18n/packs/fr.ts';
import { pt } from '../../../../examples/onboarding-page/i18n/packs/pt.ts';
import { createTranslation } from '../../../../examples/onboarding-page/i18n/translation.ts';

const PACKS = { en, de, es, fr, pt, ar };
const TRANSLATED = LANGUAGES.filter((language) => language !== 'en');

/** Each text with the path to it, such as `shell.signIn.title`. */
function textsOf(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(Object(value)).flatMap(([name, member]) => textsOf(member, `${path}.${name}`));
}

function pageTexts({ shell, status, form }: typeof en) {
  return textsOf({ shell, status, form }, 'texts');
}

/** Words that are the same in both languages. */
const SAME = new Set(['Selfie', 'Document']);

test.each(TRANSLATED)('no English is left in the page in %s', (language) => {
  const english = new Map(pageTexts(en));
  const left = pageTexts(PACKS[language]).filter(
    ([path, text]) => english.get(path) === text && !SAME.has(text),
  );
  expect(left).toEqual([]);
});

test('Arabic texts are in Arabic letters', () => {
  const others = pageTexts(ar).filter(([, text]) => !/\p{Script=Arabic}/u.test(text));
  expect(others).toEqual([]);
});

test.each(LANGUAGES)('the page in %s has a form for each count', (language) => {
  const { plural } = createTranslation(PACKS[language], { language, direction: 'ltr', locale: language });
  for (const count of [0, 1, 2, 3, 11, 100, 1_000_000]) {
    expect(plural(PACKS[language].status.summary.files, count)).not.toMatch(/[{}]/);
  }
});

test('the page speaks the first preferred language that it has', () => {
  expect(chooseLanguage(['', 'nl-BE', 'FR-ca', 'en'])).toBe('fr');
  expect(chooseLanguage(['zh'])).toBe('en');
});

test('dates and numbers follow the variant of the browser, if it is a valid one', () => {
  expect(localeFor('pt', ['en', 'pt-BR', 'pt-PT'])).toBe('pt-BR');
  expect(localeFor('en', ['en-US@posix'])).toBe('en');
});
