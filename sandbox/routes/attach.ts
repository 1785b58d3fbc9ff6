import { isProcessed } from '../faults/faults.ts';
import { faultOfNumber } from '../faults/magic-numbers.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { SandboxState } from '../http/exchange.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import { check } from '../validation/violations.ts';
import { type AttachRequest, attachRequest } from './attach-request.ts';
import { jsonRoute } from './json-route.ts';

/** POST /v1/customers/individual/attach */
export const attachIndividualDocuments = jsonRoute(
  (body, state) => {
    const { settings, customers, documents } = state;
    const checked = check(attachRequest, body);
    const violations = 'violations' in checked ? checked.violations : unknownTo(state, checked.value);
    if ('violations' in checked || violations.length > 0) {
      return { answer: validationFailed(violations, settings.errorReading) };
    }
    const { customer_id, proof_of_identity } = checked.value;
    const fault = faultOfNumber(proof_of_identity.number, settings.errorReading);
    const customerId = customer_id.toLowerCase();
    if (isProcessed(fault)) {
      documents.attach({ customerId, body });
      const { type, number, files } = proof_of_identity;
      customers.attach(customerId, { type, number, uris: files.map(({ uri }) => uri) });
    }
    return { answer: jsonAnswer(200, { data: { customer_id: customerId } }), fault };
  },
  { needsToken: true },
);

/** An unknown customer is a 422 too: the API declares no 404 here. */
function unknownTo({ customers, documents }: SandboxState, request: AttachRequest): Violation[] {
  const customer = customers.find(request.customer_id);
  if (!customer) return [{ path: ['customer_id'], message: 'must be a known customer' }];
  const ofTerms: Violation[] =
    request.tos_policies_value === customer.tosPoliciesValue
      ? []
      : [{ path: ['tos_policies_value'], message: "must be the value from the customer's tos_policies_url" }];
  const ofFiles = (['proof_of_identity', 'proof_of_address'] as const).flatMap((proof) =>
    request[proof].files.flatMap(({ uri }, index) =>
      documents.isUploadOf(uri, customer.customerId)
        ? []
        : [
            {
              path: [proof, 'files', index, 'uri'],
              message: 'must be a file that was uploaded for this customer',
            },
          ],
    ),
  );
  return [...ofFiles, ...ofTerms];
}
