import { useMemo } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { alpha2Of } from './country-aliases.ts';
import type { NamedCountry } from './search-countries.ts';

/** The names of the gateway are English. The browser has those of other languages. */
export function useLocalizedCountries(countries: readonly NamedCountry[]): readonly NamedCountry[] {
  const { language, locale } = useTexts();
  return useMemo(() => {
    if (language === 'en') return countries;
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    const localized = countries.map(({ code, name }) => {
      const alpha2 = alpha2Of(code);
      return { code, name: (alpha2 && names.of(alpha2)) ?? name };
    });
    const { compare } = new Intl.Collator(locale);
    return localized.toSorted((one, other) => compare(one.name, other.name));
  }, [countries, language, locale]);
}
