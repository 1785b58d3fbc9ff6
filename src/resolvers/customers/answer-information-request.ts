import type { GatewayContext } from '../../context.ts';
import { beginWrite, type ResolvedField } from '../../idempotency/begin-write.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import type { AnswerInformationRequestInput } from '../documents/document-inputs.ts';
import { proofUploads, withUploadedUris } from '../documents/proof-files.ts';
import { validateAnswer } from '../documents/validate-documents.ts';
import { announceChange } from './announce-change.ts';
import { type CustomerPayload, customerPayload } from './customer-payload.ts';
import { validateRequested } from './requested-fields.ts';

/**
 * @throws {GatewayError} BAD_USER_INPUT with all field errors, also those of files, before anything is sent; NOT_FOUND;
 *   errors of the upload and of the write. Once files are stored, every error has their URIs in `uploadedFiles`.
 */
export async function answerInformationRequest(
  _root: unknown,
  { input }: { input: AnswerInformationRequestInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customers, customerLoader, requestId } = context;
  const { customerId } = input;
  // An earlier field of the operation may have read the customer.
  customerLoader.forget(customerId);
  const write = await beginWrite(
    {
      operation: 'answerInformationRequest',
      input,
      customerId,
      files: proofUploads(input),
      payload: customerPayload,
    },
    context,
    field,
  );
  if (write.replay) return write.replay;
  try {
    await write.throwIfInvalid(validateAnswer(input, toRuleContext(context)));
    const { requestedInformation } = await customerLoader.load(customerId);
    await write.throwIfInvalid(validateRequested(input, requestedInformation));
    const request = withUploadedUris(input, await write.storeFiles(customerId));
    const answered = await write.send(() =>
      announceChange(customerId, context, () => customers.answerInformationRequest(request, { requestId })),
    );
    customerLoader.forget(customerId);
    return await write.complete({ customer: { id: answered.customerId } });
  } finally {
    await write.close();
  }
}
