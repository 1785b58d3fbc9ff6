import { z } from 'zod/mini';
import { takesEffect } from '../faults/fault.ts';
import { jsonResponse } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import type { SandboxState } from '../state.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import { type AttachRequest, attachRequest } from './attach-request.ts';
import { findMagicFault } from './magic-numbers.ts';

export const attachIndividualDocuments = route({
  method: 'POST',
  path: '/v1/customers/individual/attach',
  input: z.object({ body: attachRequest }),
  respond({ body }, state) {
    const { settings, customers, documents } = state;
    const violations = checkReferences(body, state);
    if (violations.length > 0) return validationFailed(violations, settings.errorReading);
    const { type, number, files } = body.proof_of_identity;
    const customerId = body.customer_id.toLowerCase();
    const fault = findMagicFault(number, ['proof_of_identity', 'number'], settings.errorReading);
    if (takesEffect(fault)) {
      documents.attach({ customerId, body });
      const identity = { type, number, uris: files.map(({ uri }) => uri) };
      customers.attach(customerId, { identity, hasSelfie: false });
    }
    return { ...jsonResponse(200, { data: { customer_id: customerId } }), fault };
  },
});

/** An unknown customer, such as one that v2 created, is a 422 too: the API documents no 404 for this endpoint. */
function checkReferences(request: AttachRequest, { customers, documents }: SandboxState): Violation[] {
  const customer = customers.find(request.customer_id);
  if (customer?.version !== 'v1')
    return [{ path: ['customer_id'], message: 'must be the id of an existing customer' }];
  const violations: Violation[] = (['proof_of_identity', 'proof_of_address'] as const).flatMap((proof) =>
    request[proof].files.flatMap(({ uri }, index) =>
      documents.isUploadOf(uri, customer.customerId)
        ? []
        : [{ path: [proof, 'files', index, 'uri'], message: 'must be a file uploaded for this customer' }],
    ),
  );
  if (request.tos_policies_value !== customer.tosPoliciesValue) {
    const message = "must match the value in the customer's tos_policies_url";
    violations.push({ path: ['tos_policies_value'], message });
  }
  return violations;
}
