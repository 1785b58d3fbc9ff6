import type { CustomerDetails } from '../../datasources/fin/customers/customer-details.ts';
import type { ListedCustomer } from '../../datasources/fin/customers/list-individual-customers.ts';
import {
  type IndividualCustomerShape,
  individualCustomer,
  resolveCapabilities,
  resolveCustomerField,
} from '../../resolvers/customers/individual-customer.ts';
import { resolveNextStep } from '../../resolvers/customers/next-step.ts';
import { requestedFieldErrors } from '../../resolvers/customers/requested-fields.ts';
import { resolveRequiredDocuments } from '../../resolvers/customers/required-documents.ts';
import { builder } from '../builder.ts';
import { KEYED_BY_ID } from '../federation/directives.ts';
import { listSize } from '../plugins/list-size.ts';
import { READS_CAPABILITIES, READS_NOTHING } from '../plugins/reads.ts';
import { CountryCode, toCountryCode } from '../shared/country-code.ts';
import { FieldError } from '../shared/field-error.ts';
import { CustomerCapabilities } from './customer-capabilities.ts';
import { CustomerStatus } from './customer-status.ts';
import { NextStep } from './review/next-step.ts';
import { RejectionReason } from './review/rejection-reason.ts';
import { RequestedInformation } from './review/requested-information.ts';
import { RequiredDocument } from './review/required-document.ts';
import { VerificationType } from './verification-type.ts';

export const IndividualCustomer = builder.objectRef<IndividualCustomerShape>('IndividualCustomer');

IndividualCustomer.implement({
  description:
    'A person who is being onboarded at Fin.com. Mutations return the `id`; other fields are read from Fin.com when you select them, once per operation. Fin.com guarantees only the id: any other field is null if Fin.com does not send it.',
  extensions: KEYED_BY_ID,
  readScope: 'customers:read',
  fields: (t) => ({
    id: t.expose('id', {
      type: 'UUID',
      description: "The customer's id at Fin.com.",
      extensions: READS_NOTHING,
    }),
  }),
});

builder.objectFields(IndividualCustomer, (t) => ({
  firstName: t.string(listed('firstName', 'First name, as on the documents.')),
  lastName: t.string(listed('lastName', 'Last name, as on the documents.')),
  email: t.string(listed('email', 'Email address in lower case.')),
  phone: t.string(listed('phone', 'Phone number in E.164 format, such as `+14155552671`.')),
  countryOfResidence: t.field({
    type: CountryCode,
    nullable: true,
    description: 'Country of residence. Also null if Fin.com sends a code that is not in the list.',
    extensions: READS_NOTHING,
    resolve: async (customer, args, context) =>
      toCountryCode(await resolveCustomerField('countryOfResidence')(customer, args, context)),
  }),
}));

builder.objectFields(IndividualCustomer, (t) => ({
  status: t.field({
    type: CustomerStatus,
    ...listed(
      'status',
      'Status of the onboarding (`customer_status`), which decides what the app does next.',
    ),
  }),
  nextStep: t.field({
    type: NextStep,
    nullable: true,
    description: 'The next step of the app, derived from `status` and `requestedInformation`.',
    resolve: resolveNextStep,
  }),
  verificationType: t.field({
    type: VerificationType,
    ...loaded(
      'verificationType',
      'The party that verifies the person. Also null if Fin.com sends a value that is not in the list.',
    ),
  }),
  tosPoliciesUrl: t.field({
    type: 'URL',
    ...listed(
      'tosPoliciesUrl',
      'Page where the person reads and accepts the terms. Null if Fin.com sent only the value.',
    ),
  }),
  tosPoliciesValue: t.string(
    listed(
      'tosPoliciesValue',
      'The `tosPoliciesValue` for `attachIndividualDocuments`, taken from the URL. By sending it you confirm that the person has seen and accepted the terms.',
    ),
  ),
  createdAt: t.field({ type: 'DateTime', ...listed('createdAt', 'Time of creation.') }),
  updatedAt: t.field({ type: 'DateTime', ...listed('updatedAt', 'Time of the last change.') }),
  lastStatusUpdatedAt: t.field({
    type: 'DateTime',
    ...loaded('lastStatusUpdatedAt', 'Time of the last change of status.'),
  }),
}));

builder.objectFields(IndividualCustomer, (t) => ({
  capabilities: t.field({
    type: CustomerCapabilities,
    nullable: true,
    extensions: READS_CAPABILITIES,
    description:
      'The currencies that the customer can deposit and withdraw. If the customer was created through v2, they cost a read of their own.',
    resolve: resolveCapabilities,
  }),
  rejectionReason: t.field({
    type: RejectionReason,
    ...loaded(
      'rejectionReason',
      'Why the customer was rejected or needs to act. Null if there are no problems.',
    ),
  }),
  requestedInformation: t.field({
    type: [RequestedInformation],
    extensions: listSize(2),
    ...loaded(
      'requestedInformation',
      'The information that Fin.com requests (`request_for_information`). Empty if there is none. May contain requests even if the status is `APPROVED`.',
    ),
  }),
  requestedFieldErrors: t.field({
    type: [FieldError],
    extensions: listSize(8),
    nullable: true,
    description:
      'The requested information as field errors, with paths into the input of `answerInformationRequest`. `REQUIRED`: missing. `EXPIRED`: no longer valid. `REFUSED`: not accepted. `params` contains `dataType`, and `documentType`, `side` and `options` if Fin.com sends them. A path that ends at a proof stands for any text field of that proof. The path `["input", "selfie"]` stands for a selfie: attach it together with both proofs, because an answer cannot contain it. An empty path stands for information that this gateway has no field for.',
    resolve: async (customer, args, context) =>
      requestedFieldErrors(
        (await resolveCustomerField('requestedInformation')(customer, args, context)) ?? null,
      ),
  }),
  requiredDocuments: t.field({
    type: [RequiredDocument],
    extensions: listSize(3),
    nullable: true,
    description:
      'The documents to collect from the person now: those that Fin.com requests, or all of them if Fin.com waits for documents without naming any. If a selfie is requested, all of them are listed, because a selfie is only attached together with both proofs. Empty if none are needed. Null if the status is unknown.',
    resolve: resolveRequiredDocuments,
  }),
}));

/** Options of a field that Fin.com's list of customers includes. */
function listed<Name extends keyof ListedCustomer>(name: Name, description: string) {
  return { ...loaded(name, description), extensions: READS_NOTHING } as const;
}

/** Options of a field that is read from Fin.com unless it is already known. */
function loaded<Name extends keyof CustomerDetails>(name: Name, description: string) {
  return { nullable: true, description, resolve: resolveCustomerField(name) } as const;
}

builder.queryField('individualCustomer', (t) =>
  t.field({
    type: IndividualCustomer,
    nullable: true,
    access: { scope: 'customers:read', customer: ({ id }) => id },
    description:
      'Reads an individual customer from Fin.com, never from a cache. If there is no individual customer with this id, the result is null and the error code is `NOT_FOUND`.',
    args: {
      id: t.arg({ type: 'UUID', required: true, description: "The customer's id at Fin.com." }),
    },
    resolve: individualCustomer,
  }),
);
