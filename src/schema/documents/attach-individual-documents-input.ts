import { builder } from '../builder.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { ProofOfAddressInput } from './proof-of-address-input.ts';
import { ProofOfIdentityInput } from './proof-of-identity-input.ts';

export const AttachIndividualDocumentsInput = builder.inputType('AttachIndividualDocumentsInput', {
  description: 'The documents of one individual customer, and the consent to the terms.',
  fields: (t) => ({
    customerId: t.field({
      type: 'UUID',
      required: true,
      description: 'The customer, as Fin.com named it when it was created.',
    }),
    proofOfIdentity: t.field({
      type: ProofOfIdentityInput,
      required: true,
      description: 'Shows who the customer is.',
    }),
    proofOfAddress: t.field({
      type: ProofOfAddressInput,
      required: true,
      description: 'Shows where the customer lives.',
    }),
    tosPoliciesValue: t.string({
      required: true,
      description:
        "The `tos_policies_value` in the query of the customer's terms URL. Sending it states that the person was shown the terms and accepted them: send it only after real consent.",
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type AttachIndividualDocumentsInput = typeof AttachIndividualDocumentsInput.$inferInput;
