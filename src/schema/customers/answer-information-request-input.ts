import { builder } from '../builder.ts';
import { AddressDocumentFileInput, IdentityDocumentFileInput } from '../documents/document-file-inputs.ts';
import { ProofOfAddressType } from '../documents/proof-of-address-type.ts';
import { ProofOfIdentityType } from '../documents/proof-of-identity-type.ts';
import { CountryCode } from '../shared/country-code.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';

const ONLY = 'Only if Fin.com asks for it.';

const RequestedProofOfIdentityInput = builder.inputType('RequestedProofOfIdentityInput', {
  description: 'What Fin.com asks for of the document that shows who the customer is.',
  fields: (t) => ({
    type: t.field({ type: ProofOfIdentityType, description: `Kind of document. ${ONLY}` }),
    number: t.string({ description: `Number of the document, exactly as printed on it. ${ONLY}` }),
    country: t.field({ type: CountryCode, description: `Country that issued it. ${ONLY}` }),
    issueDate: t.field({ type: 'LocalDate', description: `Day of issue, \`YYYY-MM-DD\`. ${ONLY}` }),
    expiryDate: t.field({
      type: 'LocalDate',
      description: `Last day of validity, \`YYYY-MM-DD\`. ${ONLY}`,
    }),
    files: t.field({ type: [IdentityDocumentFileInput], description: `At least one file. ${ONLY}` }),
  }),
});

const RequestedProofOfAddressInput = builder.inputType('RequestedProofOfAddressInput', {
  description: 'What Fin.com asks for of the document that shows where the customer lives.',
  fields: (t) => ({
    type: t.field({ type: ProofOfAddressType, description: `Kind of document. ${ONLY}` }),
    country: t.field({ type: CountryCode, description: `Country that issued it. ${ONLY}` }),
    files: t.field({ type: [AddressDocumentFileInput], description: `At least one file. ${ONLY}` }),
  }),
});

export const AnswerInformationRequestInput = builder.inputType('AnswerInformationRequestInput', {
  description:
    "The answer to a customer's `requestedInformation`: what is asked for there, and nothing else. Ask for `requestedFieldErrors` to know the paths.",
  fields: (t) => ({
    customerId: t.field({
      type: 'UUID',
      required: true,
      description: 'The customer of whom Fin.com wants to know more.',
    }),
    proofOfIdentity: t.field({
      type: RequestedProofOfIdentityInput,
      description: `Shows who the customer is. ${ONLY}`,
    }),
    proofOfAddress: t.field({
      type: RequestedProofOfAddressInput,
      description: `Shows where the customer lives. ${ONLY}`,
    }),
    tosPoliciesValue: t.string({
      description: `The customer's \`tosPoliciesValue\`, after the person has accepted the terms. ${ONLY}`,
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type AnswerInformationRequestInput = typeof AnswerInformationRequestInput.$inferInput;
