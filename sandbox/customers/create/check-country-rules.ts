import { findCountry, isPostalCode } from '../../catalogue/countries.ts';
import { SUBDIVISIONS } from '../../catalogue/subdivisions.ts';
import type { Violation } from '../../validation/validation-error.ts';

/** The members that must match a country. */
interface CountryFacts {
  readonly basic_info: { readonly phone: string; readonly country_of_residence: string };
  readonly address: { readonly country: string; readonly postal_code: string };
  readonly subdivision: { readonly name: string; readonly code: string };
}

/** Checks that phone number, subdivision and postal code match the country. */
export function checkCountryRules({ basic_info, address, subdivision }: CountryFacts): Violation[] {
  const violations: Violation[] = [];
  // A country may have more area codes than the catalogue lists, so check +1-684 as +1.
  const callingCode = findCountry(basic_info.country_of_residence)?.phone_code?.split('-')[0] ?? '+';
  if (!basic_info.phone.startsWith(callingCode)) {
    const message = `must start with ${callingCode}, the calling code of country_of_residence`;
    violations.push({ path: ['basic_info', 'phone'], message });
  }
  if (!isSubdivisionOf(address.country, subdivision.code)) {
    const message = 'must be the ISO 3166-2 code of a subdivision of the country';
    violations.push({ path: ['address', subdivision.name], message });
  }
  if (!isPostalCode(address.country, address.postal_code)) {
    const message = 'must be a valid postal code for the country';
    violations.push({ path: ['address', 'postal_code'], message });
  }
  return violations;
}

/** If the catalogue has no subdivisions, the code only has to start with the country's alpha-2 code. */
function isSubdivisionOf(country: string, code: string): boolean {
  const subdivisions = SUBDIVISIONS.get(country);
  return subdivisions
    ? subdivisions.some((subdivision) => subdivision.code === code)
    : code.startsWith(`${findCountry(country)?.alpha2}-`);
}
