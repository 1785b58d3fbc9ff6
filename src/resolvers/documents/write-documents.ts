import type { GatewayContext } from '../../context.ts';
import type { DocumentWarning } from '../../document-warning-codes.ts';
import type { FieldError } from '../../errors.ts';
import { beginWrite, type ResolvedField } from '../../idempotency/begin-write.ts';
import { announceChange } from '../customers/announce-change.ts';
import { documentUploads, withUploadedUris } from './document-files.ts';
import type { AnswerInformationRequestInput, AttachIndividualDocumentsInput } from './document-inputs.ts';
import { type DocumentsPayload, documentsPayload } from './warnings/documents-payload.ts';
import { fileWarnings } from './warnings/file-warnings.ts';

interface DocumentsWrite<Input> {
  /** Name of the mutation field. */
  readonly operation: string;
  readonly input: Input;
  /** The mistakes in the input. */
  readonly fieldErrors: readonly FieldError[];
  /** Warnings that need no file. */
  readonly warnings: readonly DocumentWarning[];
  /** Runs before the write if there are no mistakes. */
  readonly check?: () => Promise<FieldError[]>;
  /** Sends the input, whose files are stored by then. */
  readonly send: (request: Input) => Promise<{ readonly customerId: string }>;
}

/**
 * Sends documents of a customer to Fin.com, once for an idempotency key.
 *
 * @throws {GatewayError} BAD_USER_INPUT with all field errors, also those of files, before anything is sent; errors of the
 *   checks, of the upload and of the write. Once files are stored, every error has their URIs in `uploadedFiles`.
 */
export async function writeDocuments<
  Input extends AttachIndividualDocumentsInput | AnswerInformationRequestInput,
>(
  { operation, input, fieldErrors, warnings, check, send }: DocumentsWrite<Input>,
  context: GatewayContext,
  field: ResolvedField,
): Promise<DocumentsPayload> {
  const { customerLoader } = context;
  const { customerId } = input;
  const files = documentUploads(input);
  // An earlier field of the operation may have read the customer, whose status changes now.
  customerLoader.forget(customerId);
  const isReady = fieldErrors.length === 0 && !check;
  const write = await beginWrite(
    { operation, input, customerId, files, isReady, payload: documentsPayload },
    context,
    field,
  );
  if (write.replay) return write.replay;
  try {
    await write.throwIfInvalid(fieldErrors);
    if (check) await write.throwIfInvalid(await check());
    const uploaded = await write.storeFiles(customerId);
    const request = withUploadedUris(input, uploaded);
    const sent = await write.send(() => announceChange(customerId, context, () => send(request)));
    // The check may have read the customer.
    customerLoader.forget(customerId);
    return await write.complete({
      customer: { id: sent.customerId },
      warnings: [...warnings, ...fileWarnings(uploaded)],
    });
  } finally {
    await write.close();
  }
}
