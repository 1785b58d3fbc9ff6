import type { GatewayContext } from '../../context.ts';
import type { CustomerDetails, CustomerStatus } from '../../datasources/fin/customers/customer-details.ts';
import { type IndividualCustomerShape, resolveCustomerField } from './individual-customer.ts';
import { areTermsRequested, listRequestedItems } from './requested-items.ts';

export type NextStep =
  | 'ATTACH_DOCUMENTS'
  | 'ANSWER_REQUEST'
  | 'WAIT'
  | 'DONE'
  | 'CONTACT_SUPPORT'
  | 'UNKNOWN';

/** The step while Fin.com requests nothing. */
const STEP_BY_STATUS: Readonly<Record<CustomerStatus, NextStep>> = {
  INCOMPLETE: 'ATTACH_DOCUMENTS',
  QUEUED: 'WAIT',
  PROCESSING: 'WAIT',
  REVIEWING: 'WAIT',
  ON_HOLD: 'WAIT',
  IN_COMPLIANCE: 'WAIT',
  ASSOCIATED_PARTIES_REMAINING: 'WAIT',
  REINITIATE: 'ATTACH_DOCUMENTS',
  ACTION_REQUIRED: 'ATTACH_DOCUMENTS',
  APPROVED: 'DONE',
  REJECTED: 'CONTACT_SUPPORT',
  UNKNOWN: 'UNKNOWN',
};
const INDEPENDENT_OF_REQUESTS: ReadonlySet<CustomerStatus> = new Set(['INCOMPLETE', 'REJECTED', 'UNKNOWN']);
/** Fin.com accepts another attach, so a request that cannot be answered is not a dead end. */
const OPEN_FOR_DOCUMENTS: ReadonlySet<CustomerStatus> = new Set(['REINITIATE', 'ACTION_REQUIRED']);

/** Does not read the requests for information, which the list of customers omits, if they make no difference. */
export async function resolveNextStep(
  customer: IndividualCustomerShape,
  args: object,
  context: GatewayContext,
): Promise<NextStep | null> {
  const status = await resolveCustomerField('status')(customer, args, context);
  if (!status || INDEPENDENT_OF_REQUESTS.has(status)) return nextStep(status ?? null, null);
  const requested = await resolveCustomerField('requestedInformation')(customer, args, context);
  return nextStep(status, requested ?? null);
}

/**
 * Tells what the app does next.
 *
 * @returns null if Fin.com sends no status
 */
export function nextStep(
  status: CustomerStatus | null,
  requested: CustomerDetails['requestedInformation'],
): NextStep | null {
  if (!status) return null;
  const step = STEP_BY_STATUS[status];
  if (INDEPENDENT_OF_REQUESTS.has(status) || !requested || requested.length === 0) return step;
  return OPEN_FOR_DOCUMENTS.has(status) && !isAnswerable(requested) ? step : 'ANSWER_REQUEST';
}

/** Whether `answerInformationRequest` can answer it. A selfie can only be attached, together with both proofs. */
function isAnswerable(requested: NonNullable<CustomerDetails['requestedInformation']>): boolean {
  const members = listRequestedItems(requested).map(({ member }) => member);
  if (members.includes('selfie')) return false;
  return areTermsRequested(requested) || members.some((member) => member !== null);
}
