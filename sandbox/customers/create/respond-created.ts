import { type HttpResponse, jsonResponse } from '../../http/http-response.ts';
import type { CustomerApi } from '../../settings.ts';
import type { SandboxState } from '../../state.ts';
import { type Violation, validationFailed } from '../../validation/validation-error.ts';
import type { Person } from '../customer-members.ts';

interface Creation {
  readonly version: CustomerApi;
  readonly violations: readonly Violation[];
  readonly person: Person;
}

/** Creates the customer if the request is valid and the account may. Does not look for duplicates. */
export function respondCreated(
  { version, violations, person }: Creation,
  { settings, customers }: SandboxState,
): HttpResponse {
  if (violations.length > 0) return validationFailed(violations, settings.errorReading);
  if (person.verification_type === 'RELIANCE' && !settings.relianceEnabled) {
    return jsonResponse(423, { message: 'RELIANCE is not available for your client' });
  }
  const { customerId } = customers.add({ version }, person);
  const { customer_id, tos_policies_url } = customers.membersOf(customerId) ?? {};
  return jsonResponse(settings.createStatus, { data: { customer_id, tos_policies_url } });
}

interface PersonRequest {
  readonly verification_type: string;
  readonly basic_info: Omit<Person, 'verification_type'>;
}

/** Keeps only what reading a customer returns. */
export function toPerson({ verification_type, basic_info }: PersonRequest): Person {
  const { first_name, last_name, email, phone, country_of_residence } = basic_info;
  return { first_name, last_name, email, phone, country_of_residence, verification_type };
}
