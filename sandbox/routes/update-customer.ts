import { z } from 'zod/mini';
import { type Answer, jsonAnswer, notFound } from '../http/answer.ts';
import { bracketed, type Violation, validationFailed } from '../validation/validation-error.ts';
import { check } from '../validation/violations.ts';
import { jsonRoute } from './json-route.ts';
import { answerSchema, requestedFields, unrequested } from './requested-fields.ts';

/**
 * PATCH /v1/customers/{customer_id}: what the open request for information asks for, all of it and nothing else.
 * Which of 400 and 422 comes for a bad field is not documented; it is 400 here, and 422 for what is no object or id.
 */
export const updateCustomer = jsonRoute(
  (body, { settings, customers, documents }, { customer_id }) => {
    const checked = check(addressed, { customer_id, body });
    if ('violations' in checked) {
      const violations = checked.violations.map(({ path, message }) => ({
        path: path.filter((step) => step !== 'body'),
        message,
      }));
      return { answer: validationFailed(violations, settings.errorReading) };
    }
    const customer = customers.find(checked.value.customer_id);
    if (!customer) return { answer: notFound() };
    const { customerId, tosPoliciesValue } = customer;
    const fields = requestedFields(customers.membersOf(customerId)?.['request_for_information']);
    const isUpload = (uri: string) => documents.isUploadOf(uri, customerId);
    const answered = check(answerSchema(fields, { isUpload, tosPoliciesValue }), body);
    const violations = [
      ...unrequested(checked.value.body, fields),
      ...('violations' in answered ? answered.violations : []),
    ];
    if (violations.length === 0 && fields.length === 0) violations.push(NOTHING_ASKED);
    if (violations.length > 0) return { answer: refused(violations) };
    customers.answerRequest(customerId);
    return { answer: jsonAnswer(200, { data: { customer_id: customerId } }) };
  },
  { needsToken: true },
);

const addressed = z.object({ customer_id: z.guid(), body: z.record(z.string(), z.unknown()) });

const NOTHING_ASKED: Violation = { path: ['request_for_information'], message: 'is not open' };

/** This endpoint's own shape, with list positions in brackets as in its documented keys. */
function refused(violations: readonly Violation[]): Answer {
  const data = Object.fromEntries(violations.map(({ path, message }) => [bracketed(path), message]));
  return jsonAnswer(400, { status: 400, message: 'Validation failed', data });
}
