import { z } from 'zod/mini';
import { STATUS_NAMES } from '../customers/review-outcome.ts';
import { takesEffect } from '../faults/fault.ts';
import { type HttpResponse, jsonResponse, notFound } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import type { SandboxState } from '../state.ts';
import { validationFailed } from '../validation/validation-error.ts';
import { type AttachRequestV2, attachRequestV2 } from './attach-request-v2.ts';
import { checkAttachRequestV2 } from './check-attach-request-v2.ts';
import { findMagicFault } from './magic-numbers.ts';

export const attachIndividualDocumentsV2 = route({
  method: 'POST',
  path: '/v2/customers/{customer_id}/individual/attach',
  input: z.object({ customer_id: z.guid(), body: attachRequestV2 }),
  malformedBody: () => jsonResponse(400, { status: 400, message: 'Malformed request body' }),
  respond({ customer_id, body }, state, { onSettled }) {
    const { settings, customers, documents, clock } = state;
    const customerId = customer_id.toLowerCase();
    const refusal = checkCustomer(customerId, state);
    if (refusal) return refusal;
    const violations = checkAttachRequestV2(body, {
      nowMs: clock.nowMs(),
      countryOfResidence: customers.membersOf(customerId)?.['country_of_residence'],
      tosPoliciesValue: customers.find(customerId)?.tosPoliciesValue,
    });
    if (violations.length > 0) return validationFailed(violations, settings.errorReading);
    if (!urisOf(body).every((uri) => documents.isUploadOf(uri, customerId))) return forbidden();
    const fault = findFault(body, settings);
    if (takesEffect(fault)) {
      documents.attach({ customerId, body });
      customers.attach(customerId, toReviewedDocuments(body));
      documents.attachesInFlight.add(customerId);
      onSettled(() => documents.attachesInFlight.delete(customerId));
    }
    return { ...jsonResponse(200, { data: { customer_id: customerId }, meta: null }), fault };
  },
});

/** The first rule that the customer breaks. The API gives all reasons of a 403 the same text. */
function checkCustomer(customerId: string, { customers, documents }: SandboxState): HttpResponse | undefined {
  const customer = customers.find(customerId);
  if (!customer) return customers.isForeign(customerId) ? forbidden() : notFound();
  if (customer.version !== 'v2') return forbidden();
  if (documents.attachesInFlight.has(customerId)) {
    const message = 'An attach request is already in progress for this customer';
    return jsonResponse(409, { error: { code: 'conflict', message } });
  }
  const status = customers.membersOf(customerId)?.['customer_status'];
  return status === 'INCOMPLETE' || status === STATUS_NAMES.v2.requested ? undefined : forbidden();
}

function forbidden(): HttpResponse {
  const message = 'Customer is not eligible for this operation';
  return jsonResponse(403, { error: { code: 'forbidden', message } });
}

function urisOf({ identifying_documents, address_documents }: AttachRequestV2): string[] {
  return [...identifying_documents, ...address_documents].flatMap(({ files }) => files.map(({ uri }) => uri));
}

function findFault(
  { identifying_documents: identifying }: AttachRequestV2,
  { errorReading }: SandboxState['settings'],
) {
  const index = identifying.findIndex(({ type }) => type !== 'SELFIE');
  const path = ['identifying_documents', index, 'number'];
  return findMagicFault(identifying[index]?.number ?? '', path, errorReading);
}

function toReviewedDocuments({ identifying_documents: identifying }: AttachRequestV2) {
  const document = identifying.find(({ type }) => type !== 'SELFIE');
  return {
    identity: document && {
      type: document.type,
      number: document.number ?? '',
      uris: document.files.map(({ uri }) => uri),
    },
    hasSelfie: identifying.some(({ type }) => type === 'SELFIE'),
  };
}
