import type { CountryCode } from '@fin-gateway/client/operations';
import { alpha2Of, countryAliases } from './country-aliases.ts';

export interface NamedCountry {
  readonly code: CountryCode;
  readonly name: string;
}

/**
 * Finds countries with this code, or with a name that contains a word starting with the typed text. Exact matches come
 * first, so that `uk` finds the United Kingdom before Ukraine.
 */
export function searchCountries(countries: readonly NamedCountry[], typed: string): readonly NamedCountry[] {
  const wanted = normalize(typed);
  if (wanted === '') return countries;
  const found = countries.filter((country) =>
    namesOf(country).some(({ text }) => ` ${text}`.includes(` ${wanted}`)),
  );
  const rank = (country: NamedCountry) => (namesOf(country)[0]?.text.startsWith(wanted) ? 0 : 1);
  const ranked = found.toSorted((one, other) => rank(one) - rank(other));
  return [...new Set([...exactMatches(countries, typed), ...ranked])];
}

/** Finds the country with exactly this code, name or alias. Undefined if there are several. */
export function findCountry(countries: readonly NamedCountry[], typed: string): NamedCountry | undefined {
  const [match, ...others] = exactMatches(countries, typed);
  return others.length === 0 ? match : undefined;
}

/** Codes win over names, and names win over aliases: `sa` is Saudi Arabia, whatever else it could mean. */
function exactMatches(countries: readonly NamedCountry[], typed: string): readonly NamedCountry[] {
  const wanted = toName(typed);
  if (wanted.letters === '') return [];
  const isWanted = ({ letters, words }: Name) => letters === wanted.letters || words === wanted.words;
  const code = wanted.letters.toUpperCase();
  const byCode = countries.filter((country) => country.code === code || alpha2Of(country.code) === code);
  if (byCode.length > 0) return byCode;
  const byName = countries.filter((country) => namesOf(country).slice(0, 1).some(isWanted));
  if (byName.length > 0) return byName;
  return countries.filter((country) => namesOf(country).some(isWanted));
}

interface Name {
  readonly text: string;
  /** Equal for `u.s.a.` and `USA`, `Cote dIvoire` and `Côte d'Ivoire`. */
  readonly letters: string;
  /** Equal for `Korea, Republic of` and `Republic of Korea`. */
  readonly words: string;
}

const MINOR_WORDS: ReadonlySet<string> = new Set(['and', 'of', 'the']);

function toName(name: string): Name {
  const text = normalize(name);
  const words = text.split(' ').filter((word) => !MINOR_WORDS.has(word));
  return { text, letters: text.replaceAll(' ', ''), words: words.toSorted().join(' ') };
}

const namesByCountry = new WeakMap<NamedCountry, readonly Name[]>();

/** The name from the catalogue first, then the aliases. */
function namesOf(country: NamedCountry): readonly Name[] {
  const known = namesByCountry.get(country) ?? [country.name, ...countryAliases(country.code)].map(toName);
  namesByCountry.set(country, known);
  return known;
}

/** Lowercase, without accents, punctuation and a leading `the`. */
function normalize(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}
