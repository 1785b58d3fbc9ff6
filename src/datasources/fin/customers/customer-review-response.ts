import { z } from 'zod/mini';
import {
  lenientBoolean,
  lenientList,
  lenientObject,
  lenientText,
  parseEnum,
} from '../wire/lenient-schema.ts';
import {
  DOCUMENT_SIDES,
  REQUEST_SCOPES,
  REQUESTED_DATA_TYPES,
  REQUESTED_FIELD_STATUSES,
} from './customer-details.ts';

const capability = z.pipe(
  z.object({
    currency: lenientText,
    status: lenientBoolean,
    methods: lenientList(z.string()),
    reason: lenientObject(
      z.pipe(
        z.object({ for_customer: lenientText, for_developer: lenientText }),
        z.transform((reason) => ({ forCustomer: reason.for_customer, forDeveloper: reason.for_developer })),
      ),
    ),
  }),
  z.transform(({ status, methods, ...capability }) => ({
    ...capability,
    corridor: null,
    status,
    methods,
    // v1 has one status for all methods of a currency.
    rails: methods.map((rail) => ({ rail, status })),
  })),
);

export const capabilities = z.pipe(
  z.object({ on_ramp: lenientList(capability), off_ramp: lenientList(capability) }),
  z.transform(({ on_ramp, off_ramp }) => ({ onRamp: on_ramp, offRamp: off_ramp })),
);

const moderation = { moderation_comment: lenientText, reject_labels: lenientList(z.string()) };

const rejectedApplicant = z.pipe(
  z.object(moderation),
  z.transform(({ moderation_comment, reject_labels }) => ({
    moderationComment: moderation_comment,
    rejectLabels: reject_labels,
  })),
);

const rejectedDocument = z.pipe(
  z.object({ uri: lenientText, category: lenientText, ...moderation }),
  z.transform(({ uri, category, moderation_comment, reject_labels }) => ({
    uri,
    category,
    moderationComment: moderation_comment,
    rejectLabels: reject_labels,
  })),
);

export const rejectionReason = z.object({
  applicant: lenientObject(rejectedApplicant),
  documents: lenientList(rejectedDocument),
});

const requestedField = z.pipe(
  z.object({
    field_name: lenientText,
    data_type: lenientText,
    status: lenientText,
    reason: lenientText,
    side: lenientText,
    options: lenientList(z.string()),
  }),
  z.transform((field) => ({
    fieldName: field.field_name,
    dataType: parseEnum(REQUESTED_DATA_TYPES, field.data_type) ?? ('UNKNOWN' as const),
    status: parseEnum(REQUESTED_FIELD_STATUSES, field.status) ?? ('UNKNOWN' as const),
    reason: field.reason,
    side: parseEnum(DOCUMENT_SIDES, field.side),
    options: field.options,
  })),
);

const requestedCategory = z.pipe(
  z.object({ document_type: lenientText, fields: lenientList(requestedField) }),
  z.transform(({ document_type, fields }) => ({ documentType: document_type, fields })),
);

export const requestedInformation = z.object({
  scope: z.pipe(
    lenientText,
    z.transform((scope) => (scope ? (parseEnum(REQUEST_SCOPES, scope) ?? ('UNKNOWN' as const)) : null)),
  ),
  section: lenientText,
  categories: lenientList(requestedCategory),
});
