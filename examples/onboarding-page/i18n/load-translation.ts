import { directionOf, type Language, localeFor } from './languages.ts';
import { en } from './packs/en.ts';
import { createTranslation, type Texts, type Translation } from './translation.ts';

/** English comes with the page. The others are loaded when somebody reads them. */
const PACKS: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => en,
  de: async () => (await import('./packs/de.ts')).de,
  es: async () => (await import('./packs/es.ts')).es,
  fr: async () => (await import('./packs/fr.ts')).fr,
  pt: async () => (await import('./packs/pt.ts')).pt,
  ar: async () => (await import('./packs/ar.ts')).ar,
};

/** @throws if the texts cannot be loaded */
export async function loadTranslation(language: Language): Promise<Translation> {
  const texts = await PACKS[language]();
  const locale = localeFor(language, navigator.languages);
  return createTranslation(texts, { language, direction: directionOf(language), locale });
}
