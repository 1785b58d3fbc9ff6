import { jsonAnswer } from '../answer.ts';
import { isProcessed } from '../faults.ts';
import { faultOfNumber } from '../magic-numbers.ts';
import type { Store } from '../store.ts';
import { type Violation, validationFailed } from '../validation-error.ts';
import { check } from '../violations.ts';
import { type AttachRequest, attachRequest } from './attach-request.ts';
import { jsonRoute } from './json-route.ts';

/** POST /v1/customers/individual/attach */
export const attachIndividualDocuments = jsonRoute(
  (body, { settings, store }) => {
    const checked = check(attachRequest, body);
    const violations = 'violations' in checked ? checked.violations : unknownTo(store, checked.value);
    if ('violations' in checked || violations.length > 0) {
      return { answer: validationFailed(violations, settings.errorReading) };
    }
    const { customer_id, proof_of_identity } = checked.value;
    const fault = faultOfNumber(proof_of_identity.number, settings.errorReading);
    const customerId = customer_id.toLowerCase();
    if (isProcessed(fault)) store.attach({ customerId, body });
    return { answer: jsonAnswer(200, { data: { customer_id: customerId } }), fault };
  },
  { needsToken: true },
);

/** An unknown customer is a 422 too: the API declares no 404 here. */
function unknownTo(store: Store, request: AttachRequest): Violation[] {
  const customer = store.findCustomer(request.customer_id);
  if (!customer) return [{ path: ['customer_id'], message: 'must be a known customer' }];
  const ofTerms: Violation[] =
    request.tos_policies_value === customer.tosPoliciesValue
      ? []
      : [{ path: ['tos_policies_value'], message: "must be the value from the customer's tos_policies_url" }];
  const ofFiles = (['proof_of_identity', 'proof_of_address'] as const).flatMap((proof) =>
    request[proof].files.flatMap(({ uri }, index) =>
      store.isUploadOf(uri, customer.customerId)
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
