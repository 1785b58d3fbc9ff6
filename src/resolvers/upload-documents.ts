import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { UploadDocumentsInput } from '../schema/inputs/upload-documents-input.ts';
import type { UploadDocumentsPayloadShape } from '../schema/objects/upload-documents-payload.ts';
import { storeDocuments } from './store-documents.ts';

/**
 * Stores files at Fin.com, to be attached later.
 *
 * @throws {GatewayError} BAD_USER_INPUT where no file is given; else as storing them has it
 */
export async function uploadDocuments(
  _root: unknown,
  { input: { customerId, files } }: { input: UploadDocumentsInput },
  context: GatewayContext,
): Promise<UploadDocumentsPayloadShape> {
  if (files.length === 0) {
    const message = 'At least one file is needed.';
    throw badUserInput([{ path: ['input', 'files'], code: 'REQUIRED', params: { min: 1 }, message }]);
  }
  const incoming = files.map((upload, index) => ({ path: ['input', 'files', index], upload }));
  return { files: await storeDocuments(customerId, incoming, context) };
}
