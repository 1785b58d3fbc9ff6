import { z } from 'zod/mini';
import { parseFinTime } from '../wire/wire.ts';
import {
  CUSTOMER_STATUSES,
  type CustomerDetails,
  DOCUMENT_SIDES,
  REQUESTED_DATA_TYPES,
  REQUESTED_FIELD_STATUSES,
  VERIFICATION_TYPES,
} from './customer-details.ts';

/** A text, or null where there is none. Anything else breaks the contract. */
const text = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((value) => value ?? null),
);

// What v1 leaves untyped must not make a customer unreadable: what is not as in v2's schema is left out.
const anyText = z.catch(text, null);
const listOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.catch(z.array(z.catch(z.nullable(item), null)), []),
    z.transform((items) => items.filter((value) => value !== null)),
  );
const objectOrNull = <Shape extends z.ZodMiniType>(shape: Shape) => z.catch(z.nullable(shape), null);

const capability = z.pipe(
  z.object({
    currency: anyText,
    status: z.catch(z.nullable(z.boolean()), null),
    methods: listOf(z.string()),
    reason: objectOrNull(
      z.pipe(
        z.object({ for_customer: anyText, for_developer: anyText }),
        z.transform((reason) => ({ forCustomer: reason.for_customer, forDeveloper: reason.for_developer })),
      ),
    ),
  }),
  z.transform((value) => value),
);

const capabilities = z.pipe(
  z.object({ on_ramp: listOf(capability), off_ramp: listOf(capability) }),
  z.transform(({ on_ramp, off_ramp }) => ({ onRamp: on_ramp, offRamp: off_ramp })),
);

const moderation = { moderation_comment: anyText, reject_labels: listOf(z.string()) };

const applicant = z.pipe(
  z.object(moderation),
  z.transform((value) => ({
    moderationComment: value.moderation_comment,
    rejectLabels: value.reject_labels,
  })),
);

const rejectedDocument = z.pipe(
  z.object({ uri: anyText, category: anyText, ...moderation }),
  z.transform(({ uri, category, moderation_comment, reject_labels }) => ({
    uri,
    category,
    moderationComment: moderation_comment,
    rejectLabels: reject_labels,
  })),
);

const rejectionReason = z.object({
  applicant: objectOrNull(applicant),
  documents: listOf(rejectedDocument),
});

const requestedField = z.pipe(
  z.object({
    field_name: anyText,
    data_type: anyText,
    status: anyText,
    reason: anyText,
    side: anyText,
    options: listOf(z.string()),
  }),
  z.transform((field) => ({
    fieldName: field.field_name,
    dataType: knownWord(REQUESTED_DATA_TYPES, field.data_type) ?? ('UNKNOWN' as const),
    status: knownWord(REQUESTED_FIELD_STATUSES, field.status) ?? ('UNKNOWN' as const),
    reason: field.reason,
    side: knownWord(DOCUMENT_SIDES, field.side),
    options: field.options,
  })),
);

const requestedCategory = z.pipe(
  z.object({ document_type: anyText, fields: listOf(requestedField) }),
  z.transform(({ document_type, fields }) => ({ documentType: document_type, fields })),
);

const requestedInformation = z.object({ section: anyText, categories: listOf(requestedCategory) });

const customer = z.object({
  customer_id: z.guid(),
  type: text,
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  country_of_residence: text,
  verification_type: text,
  customer_status: text,
  tos_policies_url: text,
  created_at: text,
  updated_at: text,
  last_status_updated_at: text,
  capabilities: objectOrNull(capabilities),
  rejection_reason: objectOrNull(rejectionReason),
  request_for_information: z.catch(
    z.nullable(z.pipe(z.array(z.unknown()), listOf(requestedInformation))),
    null,
  ),
});

/** GET /v1/customers/{customer_id}. */
export const customerAnswer = z.object({ data: customer });

/** An item of GET /v2/customers. */
export const customerItem = customer;

/** POST /v1/customers/individual. */
export const createCustomerAnswer = z.object({
  data: z.object({ customer_id: z.guid(), tos_policies_url: anyText }),
});

/** In our names and types. Never throws. */
export function toCustomerDetails(wire: z.infer<typeof customer>): CustomerDetails {
  return {
    id: wire.customer_id,
    firstName: wire.first_name,
    lastName: wire.last_name,
    email: wire.email,
    phone: wire.phone,
    countryOfResidence: wire.country_of_residence,
    status: statusOf(wire.customer_status),
    verificationType: knownWord(VERIFICATION_TYPES, wire.verification_type),
    ...termsOf(wire.tos_policies_url),
    createdAt: momentOf(wire.created_at),
    updatedAt: momentOf(wire.updated_at),
    lastStatusUpdatedAt: momentOf(wire.last_status_updated_at),
    capabilities: wire.capabilities,
    rejectionReason: wire.rejection_reason,
    requestedInformation: wire.request_for_information,
  };
}

function statusOf(word: string | null): CustomerDetails['status'] {
  return word ? (knownWord(CUSTOMER_STATUSES, word) ?? 'UNKNOWN') : null;
}

function knownWord<Word extends string>(known: readonly Word[], word: string | null): Word | null {
  return known.find((candidate) => candidate === word) ?? null;
}

const BARE_TERMS_VALUE = /^[\w.~-]+$/;

/**
 * Where the terms can be read, and the value that stands for having accepted them. Fin.com's "URL" may be the bare value.
 */
export function termsOf(text: string | null): {
  tosPoliciesUrl: string | null;
  tosPoliciesValue: string | null;
} {
  if (text === null || text === '') return { tosPoliciesUrl: null, tosPoliciesValue: null };
  if (BARE_TERMS_VALUE.test(text)) return { tosPoliciesUrl: null, tosPoliciesValue: text };
  const url = URL.parse(text);
  // An app opens it: it must not be a script.
  if (!url || !/^https?:$/.test(url.protocol)) return { tosPoliciesUrl: null, tosPoliciesValue: null };
  return { tosPoliciesUrl: text, tosPoliciesValue: url.searchParams.get('tos_policies_value') || null };
}

/** Year 1 is how Fin.com writes a moment that is not set. */
function momentOf(text: string | null): Date | null {
  const ms = text === null ? undefined : parseFinTime(text);
  const moment = ms === undefined ? undefined : new Date(ms);
  return moment && moment.getUTCFullYear() > 1 ? moment : null;
}
