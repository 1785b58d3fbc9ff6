import { z } from 'zod/mini';
import { lenientList, lenientObject, nullableText, parseEnum, parseWebUrl } from '../wire/lenient-schema.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { CUSTOMER_STATUSES, type CustomerDetails, VERIFICATION_TYPES } from './customer-details.ts';
import { capabilities, rejectionReason, requestedInformation } from './customer-review-response.ts';

/** A customer as both versions of `GET /customers/{customer_id}` and `GET /v2/customers` return it. */
export const customerResponse = z.object({
  customer_id: z.guid(),
  type: nullableText,
  first_name: nullableText,
  last_name: nullableText,
  email: nullableText,
  phone: nullableText,
  country_of_residence: nullableText,
  verification_type: nullableText,
  customer_status: nullableText,
  tos_policies_url: nullableText,
  created_at: nullableText,
  updated_at: nullableText,
  last_status_updated_at: nullableText,
  capabilities: lenientObject(capabilities),
  rejection_reason: lenientObject(rejectionReason),
  // Null and an empty list mean different things.
  request_for_information: z.catch(
    z.nullable(z.pipe(z.array(z.unknown()), lenientList(requestedInformation))),
    null,
  ),
});

export type CustomerResponse = z.infer<typeof customerResponse>;

export function toCustomerDetails(wire: CustomerResponse): CustomerDetails {
  const status = wire.customer_status;
  return {
    id: wire.customer_id,
    firstName: wire.first_name,
    lastName: wire.last_name,
    email: wire.email,
    phone: wire.phone,
    countryOfResidence: wire.country_of_residence,
    status: status ? (parseEnum(CUSTOMER_STATUSES, status) ?? 'UNKNOWN') : null,
    verificationType: parseEnum(VERIFICATION_TYPES, wire.verification_type),
    ...parseTermsUrl(wire.tos_policies_url),
    createdAt: toDate(wire.created_at),
    updatedAt: toDate(wire.updated_at),
    lastStatusUpdatedAt: toDate(wire.last_status_updated_at),
    capabilities: wire.capabilities,
    rejectionReason: wire.rejection_reason,
    requestedInformation: wire.request_for_information,
  };
}

const BARE_TERMS_VALUE = /^[\w.~-]+$/;

/** Parses `tos_policies_url`, which contains the acceptance value in its query, or is the bare acceptance value. */
export function parseTermsUrl(
  text: string | null,
): Pick<CustomerDetails, 'tosPoliciesUrl' | 'tosPoliciesValue'> {
  if (text !== null && BARE_TERMS_VALUE.test(text)) return { tosPoliciesUrl: null, tosPoliciesValue: text };
  const url = parseWebUrl(text);
  if (!url) return { tosPoliciesUrl: null, tosPoliciesValue: null };
  return { tosPoliciesUrl: text, tosPoliciesValue: url.searchParams.get('tos_policies_value') || null };
}

/** Fin.com writes a time that is not set as year 1. */
function toDate(text: string | null): Date | null {
  const ms = text === null ? undefined : parseTimestamp(text);
  const date = ms === undefined ? undefined : new Date(ms);
  return date && date.getUTCFullYear() > 1 ? date : null;
}

/** Fin.com repeats the customer's id in the response to a write. */
export const customerIdResponse = z.object({ customer_id: z.guid() });

export function isSameCustomer(response: { readonly customer_id: string }, id: string): boolean {
  return response.customer_id.toLowerCase() === id.toLowerCase();
}
