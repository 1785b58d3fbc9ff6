import { z } from 'zod/mini';
import { findCountry, isPostalCode } from '../catalogue/countries.ts';
import { SUBDIVISIONS } from '../catalogue/subdivisions.ts';
import { jsonResponse } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import { type CreateCustomerRequest, createCustomerRequest } from './create-customer-request.ts';

/** Does not look for duplicates: the same request twice creates two customers. */
export const createIndividualCustomer = route({
  method: 'POST',
  path: '/v1/customers/individual',
  input: z.object({ body: createCustomerRequest }),
  respond({ body }, { settings, customers }) {
    const violations = checkAgainstCountry(body);
    if (violations.length > 0) return validationFailed(violations, settings.errorReading);
    const { verification_type, basic_info } = body;
    if (verification_type === 'RELIANCE' && !settings.relianceEnabled) {
      return jsonResponse(423, { message: 'RELIANCE is not available for your client' });
    }
    const { first_name, last_name, email, phone, country_of_residence } = basic_info;
    const person = { first_name, last_name, email, phone, country_of_residence, verification_type };
    const { customerId } = customers.add({}, person);
    const { customer_id, tos_policies_url } = customers.membersOf(customerId) ?? {};
    return jsonResponse(200, { data: { customer_id, tos_policies_url } });
  },
});

/** Checks that phone number, state and postal code match the country. */
function checkAgainstCountry({ basic_info, address }: CreateCustomerRequest): Violation[] {
  const violations: Violation[] = [];
  // A country may have more area codes than the catalogue lists, so check +1-684 as +1.
  const callingCode = findCountry(basic_info.country_of_residence)?.phone_code?.split('-')[0] ?? '+';
  if (!basic_info.phone.startsWith(callingCode)) {
    const message = `must start with ${callingCode}, the calling code of country_of_residence`;
    violations.push({ path: ['basic_info', 'phone'], message });
  }
  if (!isStateOf(address.country, address.state)) {
    const message = 'must be the ISO 3166-2 code of a subdivision of the country';
    violations.push({ path: ['address', 'state'], message });
  }
  if (!isPostalCode(address.country, address.postal_code)) {
    const message = 'must be a valid postal code for the country';
    violations.push({ path: ['address', 'postal_code'], message });
  }
  return violations;
}

/** If the catalogue has no subdivisions, the code only has to start with the country's alpha-2 code. */
function isStateOf(country: string, state: string): boolean {
  const subdivisions = SUBDIVISIONS.get(country);
  return subdivisions
    ? subdivisions.some(({ code }) => code === state)
    : state.startsWith(`${findCountry(country)?.alpha2}-`);
}
