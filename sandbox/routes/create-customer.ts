import { countryOf, matchesPostalCode } from '../catalogue/countries.ts';
import { SUBDIVISIONS } from '../catalogue/subdivisions.ts';
import { jsonAnswer } from '../http/answer.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import { check } from '../validation/violations.ts';
import { type CreateCustomerRequest, createCustomerRequest } from './create-customer-request.ts';
import { jsonRoute } from './json-route.ts';

/** POST /v1/customers/individual: nothing is compared with other customers, so a second request makes a second one. */
export const createIndividualCustomer = jsonRoute(
  (body, { settings, customers }) => {
    const checked = check(createCustomerRequest, body);
    const violations = 'violations' in checked ? checked.violations : unfitFor(checked.value);
    if ('violations' in checked || violations.length > 0) {
      return { answer: validationFailed(violations, settings.errorReading) };
    }
    const { verification_type, basic_info } = checked.value;
    if (verification_type === 'RELIANCE' && !settings.relianceEnabled) {
      return { answer: jsonAnswer(423, { message: 'RELIANCE is not available for your client' }) };
    }
    const { first_name, last_name, email, phone, country_of_residence } = basic_info;
    const person = { first_name, last_name, email, phone, country_of_residence, verification_type };
    const { customerId } = customers.add({}, person);
    const { customer_id, tos_policies_url } = customers.membersOf(customerId) ?? {};
    return { answer: jsonAnswer(200, { data: { customer_id, tos_policies_url } }) };
  },
  { needsToken: true },
);

/** What each field allows by itself, and the country it belongs to does not. */
function unfitFor({ basic_info, address }: CreateCustomerRequest): Violation[] {
  const violations: Violation[] = [];
  // Of +1-684 only +1: a country may have several codes behind the dash.
  const callingCode = countryOf(basic_info.country_of_residence)?.phone_code?.split('-')[0] ?? '+';
  if (!basic_info.phone.startsWith(callingCode)) {
    const message = `must begin with ${callingCode}, the calling code of country_of_residence`;
    violations.push({ path: ['basic_info', 'phone'], message });
  }
  if (!isStateOf(address.country, address.state)) {
    const message = 'must be an ISO 3166-2 subdivision code of the country';
    violations.push({ path: ['address', 'state'], message });
  }
  if (!matchesPostalCode(address.country, address.postal_code)) {
    violations.push({ path: ['address', 'postal_code'], message: 'must be a postal code of the country' });
  }
  return violations;
}

/** Where the catalogue lists no subdivisions, the country's own two letters must do. */
function isStateOf(country: string, state: string): boolean {
  const listed = SUBDIVISIONS.get(country);
  return listed
    ? listed.some(({ code }) => code === state)
    : state.startsWith(`${countryOf(country)?.alpha2}-`);
}
