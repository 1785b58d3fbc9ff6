import type { FinConnection } from '../call-endpoint.ts';
import { uploadDocuments, uploadDocumentsV1 } from './upload-documents.ts';

export const documentEndpoints = [uploadDocumentsV1];

export type Documents = ReturnType<typeof createDocuments>;

export function createDocuments(connection: FinConnection) {
  return { uploadDocuments: uploadDocuments.bind(null, connection) };
}
