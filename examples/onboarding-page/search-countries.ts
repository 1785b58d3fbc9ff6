import type { CountryCode } from './generated/graphql.ts';

export interface NamedCountry {
  readonly code: CountryCode;
  readonly name: string;
}

/** Those with a word that begins as typed, or with that code: `cote` finds Côte d'Ivoire, `gbr` the United Kingdom. */
export function searchCountries(countries: readonly NamedCountry[], typed: string): readonly NamedCountry[] {
  const wanted = plain(typed).trim();
  if (wanted === '') return countries;
  const found = countries.filter(
    ({ code, name }) => code.toLowerCase() === wanted || ` ${plain(name)}`.includes(` ${wanted}`),
  );
  // `united s` must not bury the country that begins so.
  const rank = ({ name }: NamedCountry) => (plain(name).startsWith(wanted) ? 0 : 1);
  return found.toSorted((one, other) => rank(one) - rank(other));
}

/** Without accents and brackets, in lower case. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase();
}
