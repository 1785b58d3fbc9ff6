import type { GatewayContext } from '../../context.ts';
import { badUserInput, type FieldError } from '../../errors.ts';
import {
  idempotently,
  type ResolvedField,
  recallCustomer,
  type WriteSteps,
} from '../../idempotency/with-idempotency.ts';
import type { AnswerInformationRequestInput } from '../../schema/customers/answer-information-request-input.ts';
import type { IncomingFile } from '../../uploads/incoming-documents.ts';
import { withFileMistakes } from '../../uploads/store-documents.ts';
import { answerFaults } from '../documents/document-rules.ts';
import { proofUploads, tellingOfUploads, withUris } from '../documents/proof-files.ts';
import type { CustomerPayload } from './individual-customer.ts';
import { unrequestedFaults } from './requested-fields.ts';

/**
 * Checks the answer by the rules and by what Fin.com asks for, sends its files up if it has any, then sends the answer;
 * with an idempotency key, once.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule before anything is asked, or with every field that nobody
 *   asked for, both together with every wrong file; NOT_FOUND; once files are stored, every error carries their URIs in `uploadedFiles`
 */
export async function answerInformationRequest(
  _root: unknown,
  { input }: { input: AnswerInformationRequestInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customerId } = input;
  const files = proofUploads(input);
  const run = (steps: WriteSteps) => answer(input, files, steps, context);
  const { customer } = await idempotently(
    { operation: 'answerInformationRequest', input, customerId, files, run, recall: recallCustomer },
    context,
    field,
  );
  context.customerLoader.forget(customer.id);
  return { customer };
}

async function answer(
  input: AnswerInformationRequestInput,
  files: readonly IncomingFile[],
  { storeFiles, send }: WriteSteps,
  context: GatewayContext,
) {
  const { customers, customerLoader, now, requestId } = context;
  const refuse = async (faults: readonly FieldError[]) => {
    if (faults.length > 0) throw await withFileMistakes(badUserInput(faults), files, context);
  };
  await refuse(answerFaults(input, now()));
  customerLoader.forget(input.customerId);
  const { requestedInformation } = await customerLoader.load(input.customerId);
  if (requestedInformation) await refuse(unrequestedFaults(input, requestedInformation));
  const { proofOfIdentity, proofOfAddress } = input;
  const stored = files.length > 0 ? await storeFiles(input.customerId) : [];
  const request = {
    ...input,
    proofOfIdentity: proofOfIdentity && {
      ...proofOfIdentity,
      files: proofOfIdentity.files && withUris('proofOfIdentity', proofOfIdentity.files, stored),
    },
    proofOfAddress: proofOfAddress && {
      ...proofOfAddress,
      files: proofOfAddress.files && withUris('proofOfAddress', proofOfAddress.files, stored),
    },
  };
  const answering = send(() => customers.answerInformationRequest(request, { requestId }));
  const { customerId } = await tellingOfUploads(stored, answering);
  return { customer: { id: customerId } };
}
