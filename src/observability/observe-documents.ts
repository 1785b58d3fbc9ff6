import type { Documents } from '../datasources/fin/documents/documents.ts';
import type { OutgoingDocument } from '../datasources/fin/documents/upload-documents.ts';
import { toErrorCode } from './audit.ts';
import type { RequestRecord, SentFiles } from './request-record.ts';
import type { Telemetry } from './telemetry.ts';

/** Counts the files and bytes that a request sends to Fin.com, for audit lines and telemetry. */
export function observeDocuments(
  documents: Documents,
  record: RequestRecord,
  telemetry: Telemetry | undefined,
): Documents {
  return {
    async uploadDocuments({ customerId, documents: outgoing }, options) {
      const sent: SentFiles = { fileCount: 0, byteLength: 0 };
      const request = { customerId, documents: countFiles(outgoing, sent) };
      const upload = telemetry?.uploadStarted();
      const send = () => documents.uploadDocuments(request, options);
      try {
        const uris = await (upload ? upload.run(send) : send());
        upload?.end({ ...sent, code: undefined });
        return uris;
      } catch (error) {
        upload?.end({ ...sent, code: toErrorCode(error) });
        throw error;
      } finally {
        record.sentFiles.fileCount += sent.fileCount;
        record.sentFiles.byteLength += sent.byteLength;
      }
    },
  };
}

async function* countFiles(
  documents: AsyncIterable<OutgoingDocument>,
  sent: SentFiles,
): AsyncGenerator<OutgoingDocument> {
  for await (const document of documents) {
    sent.fileCount += 1;
    yield { ...document, content: countBytes(document.content, sent) };
  }
}

async function* countBytes(content: AsyncIterable<Uint8Array>, sent: SentFiles): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    sent.byteLength += chunk.length;
    yield chunk;
  }
}
