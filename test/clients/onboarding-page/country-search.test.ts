import { readFile } from 'node:fs/promises';
import { assertEnumType, buildSchema } from 'graphql';
import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { expect, test } from 'vitest';
import {
  findCountry,
  searchCountries,
} from '../../../examples/onboarding-page/form/countries/search-countries.ts';
import { COUNTRIES as CATALOGUE } from '../../../sandbox/catalogue/countries.ts';
import { toCountryCode } from '../../../src/schema/shared/country-code.ts';

const COUNTRIES = CATALOGUE.flatMap(({ code: word, alpha2, name }) => {
  const code = toCountryCode(word);
  return code ? [{ code, alpha2, name }] : [];
});
const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
const DESCRIPTIONS = new Map(
  assertEnumType(schema.getType('CountryCode'))
    .getValues()
    .map(({ name, description }) => [name, description]),
);
const cldr = new Intl.DisplayNames('en', { type: 'region' });

function codeOf(typed: string) {
  return findCountry(COUNTRIES, typed)?.code;
}

test.each(COUNTRIES)('$name is found by its name and its codes', ({ code, alpha2, name }) => {
  const spellings = [name, code, alpha2].flatMap((text) => [
    text,
    text.toLowerCase(),
    ` ${text.toUpperCase()} `,
    text.normalize('NFD'),
    text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  ]);

  expect(spellings.map(codeOf)).toEqual(spellings.map(() => code));
  expect(searchCountries(COUNTRIES, alpha2)[0]?.code).toBe(code);
});

test('the names in the schema and in CLDR find the same country, whatever its name in the catalogue is', () => {
  const missed = COUNTRIES.flatMap(({ code, alpha2 }) => {
    const description = DESCRIPTIONS.get(code);
    return [description ?? '', cldr.of(alpha2) ?? ''].filter((name) => codeOf(name) !== code);
  });

  expect(missed).toEqual([]);
});

test('two letters find a country only if they are its code or a common abbreviation', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((typed) => (codeOf(typed) ? [[typed, codeOf(typed)]] : []));
  const expected = isoCodes.flatMap(([alpha2, alpha3]) => (alpha3 === 'XKK' ? [] : [[alpha2, alpha3]]));

  expect(Object.fromEntries(found)).toEqual({ ...Object.fromEntries(expected), UK: 'GBR' });
});

test.each([
  ['UK', 'GBR'],
  ['uk ', 'GBR'],
  ['Great Britain', 'GBR'],
  ['Scotland', 'GBR'],
  ['US', 'USA'],
  ['U.S.A.', 'USA'],
  ['the United States of America', 'USA'],
  ['UAE', 'ARE'],
  ['South Korea', 'KOR'],
  ['Republic of Korea', 'KOR'],
  ['north korea', 'PRK'],
  ['Turkey', 'TUR'],
  ['TÜRKİYE', 'TUR'],
  ['Turkiye', 'TUR'],
  ["cote d'ivoire", 'CIV'],
  ['Cote dIvoire', 'CIV'],
  ['Côte d’Ivoire', 'CIV'],
  ['Ivory Coast', 'CIV'],
  ['curacao', 'CUW'],
  ['Burma', 'MMR'],
  ['Swaziland', 'SWZ'],
  ['Holland', 'NLD'],
  ['The Netherlands', 'NLD'],
  ['the gambia', 'GMB'],
  ['St Lucia', 'LCA'],
  ['St. Kitts & Nevis', 'KNA'],
  ['trinidad & tobago', 'TTO'],
  ['Russia', 'RUS'],
  ['Vietnam', 'VNM'],
  ['Laos', 'LAO'],
  ['DR Congo', 'COD'],
  ['Democratic Republic of the Congo', 'COD'],
  ['Macedonia', 'MKD'],
  ['Czech Republic', 'CZE'],
  ['Cape Verde', 'CPV'],
  ['East Timor', 'TLS'],
  ['Macau', 'MAC'],
  ['Vatican City', 'VAT'],
  ['ＺＡ', 'ZAF'],
])('%s is %s', (typed, code) => {
  expect(codeOf(typed)).toBe(code);
  expect(searchCountries(COUNTRIES, typed)[0]?.code).toBe(code);
});

test.each([
  '',
  '  ',
  'U',
  'Ukra',
  'united',
  'Rep',
  'Kore',
  'XX',
  'the',
  'of',
  '.',
  "d'",
  'Korea',
  'Virgin Islands',
  'Atlantis',
])('%j matches no country or several', (typed) => {
  expect(codeOf(typed)).toBeUndefined();
});

test.each([
  ['cote', ["Côte d'Ivoire"]],
  ['  united   st', ['United States', 'Tanzania, United Stations']],
  ['IVO', ["Côte d'Ivoire"]],
  ['usa', ['United States']],
  ['ted', []],
])('%s finds %j', (typed, names) => {
  const countries = [
    { code: 'TZA', name: 'Tanzania, United Stations' },
    { code: 'CIV', name: "Côte d'Ivoire" },
    { code: 'USA', name: 'United States' },
  ] as const;

  expect(searchCountries(countries, typed).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['kor', ['KOR', 'PRK']],
  ['korea', ['PRK', 'KOR']],
  ['brit', ['IOT', 'GBR', 'VGB']],
  ['holl', ['NLD']],
  ['st l', ['LCA']],
])('typing %s lists %j', (typed, codes) => {
  expect(searchCountries(COUNTRIES, typed).map(({ code }) => code)).toEqual(codes);
});
