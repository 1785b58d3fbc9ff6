import type { GatewayContext } from '../../context.ts';
import { beginWrite, type ResolvedField } from '../../idempotency/begin-write.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import { announceChange } from '../customers/announce-change.ts';
import { type CustomerPayload, customerPayload } from '../customers/customer-payload.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { proofUploads, withUploadedUris } from './proof-files.ts';
import { validateDocuments } from './validate-documents.ts';

/**
 * @throws {GatewayError} BAD_USER_INPUT with all field errors, also those of files, before anything is sent; errors of the
 *   upload and of the write. Once files are stored, every error has their URIs in `uploadedFiles`.
 */
export async function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customers, customerLoader, requestId } = context;
  const { customerId } = input;
  // An earlier field of the operation may have read the customer, whose status changes now.
  customerLoader.forget(customerId);
  const write = await beginWrite(
    {
      operation: 'attachIndividualDocuments',
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
    await write.throwIfInvalid(validateDocuments(input, toRuleContext(context)));
    const request = withUploadedUris(input, await write.storeFiles(customerId));
    const attached = await write.send(() =>
      announceChange(customerId, context, () => customers.attachIndividualDocuments(request, { requestId })),
    );
    return await write.complete({ customer: { id: attached.customerId } });
  } finally {
    await write.close();
  }
}
