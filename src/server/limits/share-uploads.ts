import type { CallOptions } from '../../datasources/fin/call-endpoint.ts';
import type { Documents } from '../../datasources/fin/documents/documents.ts';
import { uploadDocumentsV1 } from '../../datasources/fin/documents/upload-documents.ts';
import { toNoConnectionError } from '../../datasources/fin/errors/upstream-error.ts';
import { MAX_UPSTREAM_CONNECTIONS } from '../../datasources/fin/http/transport.ts';
import { createFairSlots, type FairSlots } from './fair-slots.ts';

/** One caller never has all of them. */
const MAX_SHARE = 0.75;

/** A slot for each connection that can carry an upload. */
export function createUploadSlots(maxWaitMs: number, max = MAX_UPSTREAM_CONNECTIONS): FairSlots {
  return createFairSlots({ max, maxPerKey: Math.ceil(max * MAX_SHARE), maxWaitMs });
}

/**
 * Lets an upload begin when it has a connection, so that waiting for one does not count as Fin.com's time. A file that
 * arrives slowly holds its connection for as long.
 *
 * @param callerKey names whoever the slot is counted for
 */
export function shareUploads(
  documents: Documents,
  slots: FairSlots,
  callerKey: (options: CallOptions) => string,
): Documents {
  return {
    async uploadDocuments(input, options) {
      const release = await slots.acquire(callerKey(options));
      if (!release) throw toNoConnectionError(uploadDocumentsV1);
      try {
        return await documents.uploadDocuments(input, options);
      } finally {
        release();
      }
    },
  };
}
