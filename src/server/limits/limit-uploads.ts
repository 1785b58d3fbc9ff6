import type { FairSlots } from '../../datasources/fin/bulkheads/fair-slots.ts';
import type { CallOptions } from '../../datasources/fin/call-endpoint.ts';
import type { Documents } from '../../datasources/fin/documents/documents.ts';
import { uploadDocumentsV1 } from '../../datasources/fin/documents/upload-documents.ts';
import { toNoConnectionError } from '../../datasources/fin/errors/unsent-error.ts';

/**
 * Starts an upload only when a connection to Fin.com is free, so that the wait does not count towards the timeout of the
 * call. Slow clients hold their connection for the whole upload.
 */
export function limitUploads(
  documents: Documents,
  slots: FairSlots,
  toCallerKey: (options: CallOptions) => string,
): Documents {
  return {
    async uploadDocuments(input, options) {
      const release = await slots.acquire(toCallerKey(options));
      if (!release) throw toNoConnectionError(uploadDocumentsV1);
      try {
        return await documents.uploadDocuments(input, options);
      } finally {
        release();
      }
    },
  };
}
