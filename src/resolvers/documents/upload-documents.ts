import { z } from 'zod/mini';
import type { GatewayContext } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { beginWrite, type ResolvedField } from '../../idempotency/begin-write.ts';
import type { IncomingFile } from '../../uploads/incoming-file.ts';
import type { PartialInput } from '../input-check.ts';
import type { UploadDocumentsInput } from './document-inputs.ts';
import { recordedWarnings } from './warnings/documents-payload.ts';
import { fileWarnings } from './warnings/file-warnings.ts';

const uploadDocumentsPayload = z.object({
  files: z.readonly(
    z.array(z.object({ uri: z.string(), mimetype: z.string(), byteLength: z.number(), sha256: z.string() })),
  ),
  warnings: recordedWarnings,
});
export type UploadDocumentsPayload = z.infer<typeof uploadDocumentsPayload>;

/**
 * Stores files to be attached later. If the outcome is unknown, the client may upload again: a file that is never attached
 * has no effect.
 *
 * @throws {GatewayError} BAD_USER_INPUT if there are no files; errors of the upload and of the write
 */
export async function uploadDocuments(
  _root: unknown,
  { input }: { input: UploadDocumentsInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<UploadDocumentsPayload> {
  const { customerId } = input;
  const write = await beginWrite(
    {
      operation: 'uploadDocuments',
      input,
      customerId,
      files: listedUploads(input),
      payload: uploadDocumentsPayload,
    },
    context,
    field,
  );
  if (write.replay) return write.replay;
  try {
    await write.throwIfInvalid(validateUploads(input));
    const files = await write.storeFiles(customerId);
    return await write.complete({ files, warnings: fileWarnings(files) });
  } finally {
    await write.close();
  }
}

export function validateUploads({ files }: PartialInput<UploadDocumentsInput>): FieldError[] {
  if (files?.length !== 0) return [];
  return [fieldError(['input', 'files'], 'REQUIRED', 'At least one file is required.', { min: 1 })];
}

export function listedUploads({ files }: PartialInput<UploadDocumentsInput>): IncomingFile[] {
  return (files ?? []).flatMap((upload, index) =>
    upload ? [{ path: ['input', 'files', index], upload }] : [],
  );
}
