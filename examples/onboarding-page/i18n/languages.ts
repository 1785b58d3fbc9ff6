export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** In the language itself, so that people find theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
  ar: 'العربية',
};

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

export function isLanguage(value: string): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The first of the preferred languages that the page speaks. English if there is none. */
export function chooseLanguage(preferred: readonly string[]): Language {
  return preferred.map(baseOf).find(isLanguage) ?? 'en';
}

/** The person's own variant of the language for dates and numbers, such as `de-AT`. */
export function localeFor(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => baseOf(tag) === language && isLocale(tag)) ?? language;
}

/** Some browsers report tags such as `en-US@posix`, for which `Intl` throws. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function baseOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag;
}
