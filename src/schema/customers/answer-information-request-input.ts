import { builder } from '../builder.ts';
import { AddressDocumentFileInput, IdentityDocumentFileInput } from '../documents/document-file-inputs.ts';
import { ProofOfAddressType } from '../documents/proof-of-address-type.ts';
import { ProofOfIdentityType } from '../documents/proof-of-identity-type.ts';
import { CountryCode } from '../shared/country-code.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';

const IF_REQUESTED = 'Send it only if Fin.com requests it.';

const RequestedProofOfIdentityInput = builder.inputType('RequestedProofOfIdentityInput', {
  description: 'The requested parts of the proof of identity.',
  fields: (t) => ({
    type: t.field({ type: ProofOfIdentityType, description: `Document type. ${IF_REQUESTED}` }),
    number: t.string({ description: `Document number, exactly as printed. ${IF_REQUESTED}` }),
    country: t.field({ type: CountryCode, description: `Issuing country. ${IF_REQUESTED}` }),
    issueDate: t.field({ type: 'LocalDate', description: `Date of issue, \`YYYY-MM-DD\`. ${IF_REQUESTED}` }),
    expiryDate: t.field({
      type: 'LocalDate',
      description: `Expiry date, the last valid day, \`YYYY-MM-DD\`. ${IF_REQUESTED}`,
    }),
    files: t.field({ type: [IdentityDocumentFileInput], description: `At least one file. ${IF_REQUESTED}` }),
  }),
});

const RequestedProofOfAddressInput = builder.inputType('RequestedProofOfAddressInput', {
  description: 'The requested parts of the proof of address.',
  fields: (t) => ({
    type: t.field({ type: ProofOfAddressType, description: `Document type. ${IF_REQUESTED}` }),
    country: t.field({ type: CountryCode, description: `Issuing country. ${IF_REQUESTED}` }),
    files: t.field({ type: [AddressDocumentFileInput], description: `At least one file. ${IF_REQUESTED}` }),
  }),
});

export const AnswerInformationRequestInput = builder.inputType('AnswerInformationRequestInput', {
  description:
    "The answer to a customer's `requestedInformation`. Send only what is requested there; `requestedFieldErrors` lists the paths of the requested fields.",
  fields: (t) => ({
    customerId: t.field({
      type: 'UUID',
      required: true,
      description: 'The customer whose information Fin.com requests.',
    }),
    proofOfIdentity: t.field({
      type: RequestedProofOfIdentityInput,
      description: `Proof of identity. ${IF_REQUESTED}`,
    }),
    proofOfAddress: t.field({
      type: RequestedProofOfAddressInput,
      description: `Proof of address. ${IF_REQUESTED}`,
    }),
    tosPoliciesValue: t.string({
      description: `The customer's \`tosPoliciesValue\`, sent after the person has accepted the terms. ${IF_REQUESTED}`,
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type AnswerInformationRequestInput = typeof AnswerInformationRequestInput.$inferInput;
