import { builder } from '../builder.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { SelfieInput } from './document-file-inputs.ts';
import { ProofOfAddressInput } from './proof-of-address-input.ts';
import { ProofOfIdentityInput } from './proof-of-identity-input.ts';

export const AttachIndividualDocumentsInput = builder.inputType('AttachIndividualDocumentsInput', {
  description: 'The documents of an individual customer and the consent to the terms.',
  fields: (t) => ({
    customerId: t.field({
      type: 'UUID',
      required: true,
      description: "The customer's id at Fin.com.",
    }),
    proofOfIdentity: t.field({
      type: ProofOfIdentityInput,
      required: true,
      description: 'Proof of identity.',
    }),
    proofOfAddress: t.field({
      type: ProofOfAddressInput,
      required: true,
      description: 'Proof of address.',
    }),
    selfie: t.field({
      type: SelfieInput,
      description:
        'A photo of the person, if Fin.com requires one. Only API v2 takes it. With v1 it is rejected as `UNKNOWN_FIELD`, and with v2 it cannot be attached to customers that were created through v1.',
    }),
    tosPoliciesValue: t.string({
      required: true,
      description:
        "The customer's `tosPoliciesValue`, which is also the `tos_policies_value` parameter of the terms URL. By sending it you confirm that the person has seen and accepted the terms: send it only after real consent.",
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type AttachIndividualDocumentsInput = typeof AttachIndividualDocumentsInput.$inferInput;
