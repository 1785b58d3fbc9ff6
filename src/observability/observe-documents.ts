import type { Documents } from '../datasources/fin/documents/documents.ts';
import type { OutgoingDocument } from '../datasources/fin/documents/upload-documents.ts';
import type { ErrorCode } from '../error-codes.ts';
import { toErrorCode } from './audit/outcome.ts';
import type { RequestRecord } from './request-record.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * Counts the files and bytes that a request sends to Fin.com, for audit lines and telemetry.
 *
 * @param beforeWrite called before each upload
 */
export function observeDocuments(
  documents: Documents,
  record: RequestRecord,
  telemetry: Telemetry | undefined,
  beforeWrite: (phase: 'FILES_STARTED') => Promise<void>,
): Documents {
  return {
    async uploadDocuments(request, options) {
      await beforeWrite('FILES_STARTED');
      const sent: OutgoingDocument[] = [];
      const upload = telemetry?.uploadStarted();
      const send = () =>
        documents.uploadDocuments({ ...request, documents: collect(request.documents, sent) }, options);
      let code: ErrorCode | undefined;
      try {
        return await (upload ? upload.run(send) : send());
      } catch (error) {
        code = toErrorCode(error);
        throw error;
      } finally {
        const fileCount = sent.length;
        const byteLength = sent.reduce((sum, { content }) => sum + content.byteLength, 0);
        upload?.end({ fileCount, byteLength, code });
        record.sentFiles.fileCount += fileCount;
        record.sentFiles.byteLength += byteLength;
      }
    },
  };
}

async function* collect(
  documents: AsyncIterable<OutgoingDocument>,
  sent: OutgoingDocument[],
): AsyncGenerator<OutgoingDocument> {
  for await (const document of documents) {
    sent.push(document);
    yield document;
  }
}
