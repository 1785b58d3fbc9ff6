import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { UploadDocumentsInput } from '../schema/inputs/upload-documents-input.ts';
import type { UploadDocumentsPayloadShape } from '../schema/objects/upload-documents-payload.ts';
import { idempotently, type ResolvedField, type WriteSteps } from './idempotently.ts';

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
  const files = input.files.map((upload, index) => ({ path: ['input', 'files', index], upload }));
  async function run({ storeFiles }: WriteSteps) {
    if (files.length > 0) return { files: await storeFiles(customerId) };
    const message = 'At least one file is needed.';
    throw badUserInput([{ path: ['input', 'files'], code: 'REQUIRED', params: { min: 1 }, message }]);
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
