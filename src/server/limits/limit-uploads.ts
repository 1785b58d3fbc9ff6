import type { CallOptions } from '../../datasources/fin/call-endpoint.ts';
import type { Documents } from '../../datasources/fin/documents/documents.ts';
import { uploadDocumentsV1 } from '../../datasources/fin/documents/upload-documents.ts';
import { toNoConnectionError } from '../../datasources/fin/errors/upstream-error.ts';
import { createFairSlots, type FairSlots } from './fair-slots.ts';

/** Of all slots, for one caller. */
const MAX_SHARE = 0.75;

export function createUploadSlots(maxWaitMs: number, max: number): FairSlots {
  return createFairSlots({ max, maxPerKey: Math.ceil(max * MAX_SHARE), maxWaitMs });
}

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
