import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { AnswerInformationRequestInput } from '../schema/inputs/answer-information-request-input.ts';
import type { AnswerInformationRequestPayloadShape } from '../schema/objects/answer-information-request-payload.ts';
import { answerFaults } from './document-rules.ts';
import { tellingOfUploads, uploadsOf, withUris } from './proof-files.ts';
import { unrequestedFaults } from './requested-fields.ts';
import { storeDocuments } from './store-documents.ts';

/**
 * Checks the answer by the rules and by what Fin.com asks for, sends its files up if it has any, then sends the answer.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule before anything is asked, or with every field that nobody
 *   asked for before a file is read; NOT_FOUND; once files are stored, every error carries their URIs in `uploadedFiles`
 */
export async function answerInformationRequest(
  _root: unknown,
  { input }: { input: AnswerInformationRequestInput },
  context: GatewayContext,
): Promise<AnswerInformationRequestPayloadShape> {
  const { customers, customerLoader, now, requestId } = context;
  refuse(answerFaults(input, now()));
  customerLoader.forget(input.customerId);
  const { requestedInformation } = await customerLoader.load(input.customerId);
  if (requestedInformation) refuse(unrequestedFaults(input, requestedInformation));
  const { proofOfIdentity, proofOfAddress } = input;
  const files = [
    ...uploadsOf('proofOfIdentity', proofOfIdentity),
    ...uploadsOf('proofOfAddress', proofOfAddress),
  ];
  const stored = files.length > 0 ? await storeDocuments(input.customerId, files, context) : [];
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
  const { customerId } = await tellingOfUploads(
    stored,
    customers.answerInformationRequest(request, { requestId }),
  );
  customerLoader.forget(customerId);
  return { customer: { id: customerId } };
}

function refuse(faults: Parameters<typeof badUserInput>[0]): void {
  if (faults.length > 0) throw badUserInput(faults);
}
