import type { GatewayContext } from '../../context.ts';
import { badUserInput, type FieldError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { idempotently, type ResolvedField, type WriteSteps } from '../../idempotency/with-idempotency.ts';
import type { UploadDocumentsInput } from '../../schema/documents/upload-documents-input.ts';
import type { IncomingFile } from '../../uploads/incoming-documents.ts';
import type { StoredDocument } from '../../uploads/store-documents.ts';
import type { PartialInput } from '../input-check.ts';

export interface UploadDocumentsPayloadShape {
  readonly files: readonly StoredDocument[];
}

/**
 * Stores files at Fin.com, to be attached later; with an idempotency key, once. An upload whose outcome is not known may
 * be made again: a file that nobody attaches does nothing.
 *
 * @throws {GatewayError} BAD_USER_INPUT where no file is given; else as storing them has it
 */
export async function uploadDocuments(
  _root: unknown,
  { input }: { input: UploadDocumentsInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<UploadDocumentsPayloadShape> {
  const { customerId } = input;
  const files = listedUploads(input);
  async function run({ storeFiles }: WriteSteps) {
    const faults = uploadFaults(input);
    if (faults.length > 0) throw badUserInput(faults);
    return { files: await storeFiles(customerId) };
  }
  return await idempotently(
    {
      operation: 'uploadDocuments',
      input,
      customerId,
      files,
      run,
      recall: (record) => record.files && { files: record.files },
    },
    context,
    field,
  );
}

/** The rules of an upload that can be judged without reading a file. */
export function uploadFaults({ files }: PartialInput<UploadDocumentsInput>): FieldError[] {
  if (files?.length !== 0) return [];
  return [fieldError(['input', 'files'], 'REQUIRED', 'At least one file is needed.', { min: 1 })];
}

/** The files of an upload, and where its input has them. */
export function listedUploads({ files }: PartialInput<UploadDocumentsInput>): IncomingFile[] {
  return (files ?? []).flatMap((upload, index) =>
    upload ? [{ path: ['input', 'files', index], upload }] : [],
  );
}
