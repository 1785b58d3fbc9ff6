import type { OnboardingQuery } from '../../generated/graphql.ts';
import type { NamedCountry } from './countries/search-countries.ts';
import type { SelectOption } from './fields/select-field.tsx';

/** Lists that the page loads once. They are the same for all customers. */
export interface FormLists {
  readonly countries: readonly NamedCountry[];
  /** States of the USA. */
  readonly states: readonly SelectOption<string>[];
  readonly uploadLimits: NonNullable<OnboardingQuery['uploadLimits']>;
}

/** @returns undefined if a list is missing */
export function toFormLists({
  countries,
  subdivisions,
  uploadLimits,
}: OnboardingQuery): FormLists | undefined {
  if (!countries || !subdivisions || !uploadLimits) return undefined;
  return {
    countries: countries.map(({ code, name }) => ({ code, name: name ?? code })),
    states: subdivisions.map(({ code, name }) => ({ value: code, text: name ?? code })),
    uploadLimits,
  };
}
