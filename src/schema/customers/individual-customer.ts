import {
  type IndividualCustomerShape,
  individualCustomer,
  resolveCustomerField,
} from '../../resolvers/customers/individual-customer.ts';
import { requestedFieldErrors } from '../../resolvers/customers/requested-fields.ts';
import { resolveRequiredDocuments } from '../../resolvers/customers/required-documents.ts';
import { builder } from '../builder.ts';
import { KEYED_BY_ID } from '../federation/directives.ts';
import { listSize } from '../plugins/list-size.ts';
import { CountryCode, toCountryCode } from '../shared/country-code.ts';
import { FieldError } from '../shared/field-error.ts';
import { CustomerCapabilities } from './customer-capabilities.ts';
import { CustomerStatus } from './customer-status.ts';
import { RejectionReason } from './rejection-reason.ts';
import { RequestedInformation } from './requested-information.ts';
import { RequiredDocument } from './required-document.ts';
import { VerificationType } from './verification-type.ts';

export const IndividualCustomer = builder.objectRef<IndividualCustomerShape>('IndividualCustomer');

IndividualCustomer.implement({
  description:
    'A person who is onboarded to Fin.com. After a mutation, `id` is at hand; anything else is read from Fin.com when asked for, once an operation. Fin.com promises no member but the id: null is what it did not tell.',
  extensions: KEYED_BY_ID,
  readScope: 'customers:read',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: "The customer's id at Fin.com." }),
  }),
});

builder.objectFields(IndividualCustomer, (t) => ({
  firstName: t.string({
    nullable: true,
    description: 'First name, as on the documents.',
    resolve: resolveCustomerField('firstName'),
  }),
  lastName: t.string({
    nullable: true,
    description: 'Last name, as on the documents.',
    resolve: resolveCustomerField('lastName'),
  }),
  email: t.string({
    nullable: true,
    description: 'E-mail address, in lower case.',
    resolve: resolveCustomerField('email'),
  }),
  phone: t.string({
    nullable: true,
    description: 'Phone number in E.164 form, such as `+14155552671`.',
    resolve: resolveCustomerField('phone'),
  }),
  countryOfResidence: t.field({
    type: CountryCode,
    nullable: true,
    description: 'Where the person lives. Null also for a code that is not in the list.',
    resolve: async (customer, args, context) =>
      toCountryCode(await resolveCustomerField('countryOfResidence')(customer, args, context)),
  }),
}));

builder.objectFields(IndividualCustomer, (t) => ({
  status: t.field({
    type: CustomerStatus,
    nullable: true,
    description: 'Where the onboarding stands (`customer_status`), and so what the app does next.',
    resolve: resolveCustomerField('status'),
  }),
  verificationType: t.field({
    type: VerificationType,
    nullable: true,
    description: 'Who verifies the person. Null also for a word that is not in the list.',
    resolve: resolveCustomerField('verificationType'),
  }),
  tosPoliciesUrl: t.field({
    type: 'URL',
    nullable: true,
    description: 'Where the person reads and accepts the terms. Null if Fin.com sent only the value.',
    resolve: resolveCustomerField('tosPoliciesUrl'),
  }),
  tosPoliciesValue: t.string({
    nullable: true,
    description:
      'What `attachIndividualDocuments` takes as `tosPoliciesValue`, taken out of the URL. Sending it states that the person was shown the terms and accepted them.',
    resolve: resolveCustomerField('tosPoliciesValue'),
  }),
  createdAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When the customer was created.',
    resolve: resolveCustomerField('createdAt'),
  }),
  updatedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When anything of the customer changed last.',
    resolve: resolveCustomerField('updatedAt'),
  }),
  lastStatusUpdatedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When the status changed last.',
    resolve: resolveCustomerField('lastStatusUpdatedAt'),
  }),
}));

builder.objectFields(IndividualCustomer, (t) => ({
  capabilities: t.field({
    type: CustomerCapabilities,
    nullable: true,
    description: 'Which currencies the customer can bring in and take out.',
    resolve: resolveCustomerField('capabilities'),
  }),
  rejectionReason: t.field({
    type: RejectionReason,
    nullable: true,
    description: 'Why the customer was rejected or has to act. Null while there is nothing to complain of.',
    resolve: resolveCustomerField('rejectionReason'),
  }),
  requestedInformation: t.field({
    type: [RequestedInformation],
    extensions: listSize(2),
    nullable: true,
    description:
      'What Fin.com asks for (`request_for_information`); empty if nothing. May have something even if the status is `APPROVED`.',
    resolve: async (customer, args, context) => {
      const requested = await resolveCustomerField('requestedInformation')(customer, args, context);
      return requested && [...requested];
    },
  }),
  requestedFieldErrors: t.field({
    type: [FieldError],
    extensions: listSize(8),
    nullable: true,
    description:
      'The same as mistakes of a form: each with its path into `answerInformationRequest`. `REQUIRED` is missing, `EXPIRED` no longer valid, `REFUSED` does not do. `params` has `dataType`, and `documentType`, `side`, `options` where Fin.com says so. A path that ends at the proof means any text of it; an empty one, something this gateway has no field for.',
    resolve: async (customer, args, context) =>
      requestedFieldErrors(
        (await resolveCustomerField('requestedInformation')(customer, args, context)) ?? null,
      ),
  }),
  requiredDocuments: t.field({
    type: [RequiredDocument],
    extensions: listSize(2),
    nullable: true,
    description:
      'The documents to collect from the person now: those that Fin.com asks for, or both proofs while it waits for documents without naming any. Empty if none; null if the status is unknown.',
    resolve: resolveRequiredDocuments,
  }),
}));

builder.queryField('individualCustomer', (t) =>
  t.field({
    type: IndividualCustomer,
    nullable: true,
    access: { scope: 'customers:read', customer: ({ id }) => id },
    description:
      'Reads a person from Fin.com, always anew. Null with an error of code `NOT_FOUND` if there is none of that id.',
    args: {
      id: t.arg({ type: 'UUID', required: true, description: "The customer's id at Fin.com." }),
    },
    resolve: individualCustomer,
  }),
);
