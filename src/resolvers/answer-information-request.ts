import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { AnswerInformationRequestInput } from '../schema/inputs/answer-information-request-input.ts';
import type { AnswerInformationRequestPayloadShape } from '../schema/objects/answer-information-request-payload.ts';
import { answerFaults } from './document-rules.ts';
import { idempotently, type ResolvedField, recallCustomer, type WriteSteps } from './idempotently.ts';
import { proofUploads, tellingOfUploads, withUris } from './proof-files.ts';
import { unrequestedFaults } from './requested-fields.ts';

/**
 * Checks the answer by the rules and by what Fin.com asks for, sends its files up if it has any, then sends the answer;
 * with an idempotency key, once.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule before anything is asked, or with every field that nobody
 *   asked for before a file is read; NOT_FOUND; once files are stored, every error carries their URIs in `uploadedFiles`
 */
export async function answerInformationRequest(
  _root: unknown,
  { input }: { input: AnswerInformationRequestInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<AnswerInformationRequestPayloadShape> {
  const { customerId } = input;
  const files = proofUploads(input);
  const run = (steps: WriteSteps) => answer(input, files.length > 0, steps, context);
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
  hasFiles: boolean,
  { storeFiles, send }: WriteSteps,
  { customers, customerLoader, now, requestId }: GatewayContext,
) {
  refuse(answerFaults(input, now()));
  customerLoader.forget(input.customerId);
  const { requestedInformation } = await customerLoader.load(input.customerId);
  if (requestedInformation) refuse(unrequestedFaults(input, requestedInformation));
  const { proofOfIdentity, proofOfAddress } = input;
  const stored = hasFiles ? await storeFiles(input.customerId) : [];
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

function refuse(faults: Parameters<typeof badUserInput>[0]): void {
  if (faults.length > 0) throw badUserInput(faults);
}
