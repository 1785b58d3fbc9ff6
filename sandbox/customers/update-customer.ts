import { z } from 'zod/mini';
import { type HttpResponse, jsonResponse, notFound } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import { validate } from '../validation/validate.ts';
import { type Violation, withBrackets } from '../validation/validation-error.ts';
import { createAnswerSchema, findUnrequested, parseRequestedFields } from './requested-fields.ts';

/**
 * Answers the open request for information: the body must contain all requested fields and no others.
 * The API does not document whether an invalid field is a 400 or a 422. It is a 400 here.
 */
export const updateCustomer = route({
  method: 'PATCH',
  path: '/v1/customers/{customer_id}',
  input: z.object({ customer_id: z.guid(), body: z.record(z.string(), z.unknown()) }),
  respond({ customer_id, body }, { customers, documents }) {
    const customer = customers.find(customer_id);
    if (!customer) return notFound();
    const { customerId, tosPoliciesValue } = customer;
    const fields = parseRequestedFields(customers.membersOf(customerId)?.['request_for_information']);
    const isUpload = (uri: string) => documents.isUploadOf(uri, customerId);
    const answer = validate(createAnswerSchema(fields, { isUpload, tosPoliciesValue }), body);
    const violations = [
      ...findUnrequested(body, fields),
      ...('violations' in answer ? answer.violations : []),
    ];
    if (violations.length === 0 && fields.length === 0) violations.push(NO_OPEN_REQUEST);
    if (violations.length > 0) return rejectUpdate(violations);
    customers.answerRequest(customerId);
    return jsonResponse(200, { data: { customer_id: customerId } });
  },
});

const NO_OPEN_REQUEST: Violation = { path: ['request_for_information'], message: 'is not open' };

/** This endpoint has its own error format, with array indexes in brackets as its documentation shows. */
function rejectUpdate(violations: readonly Violation[]): HttpResponse {
  const data = Object.fromEntries(violations.map(({ path, message }) => [withBrackets(path), message]));
  return jsonResponse(400, { status: 400, message: 'Validation failed', data });
}
