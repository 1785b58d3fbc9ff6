import type { FormField } from './form-fields.ts';
import { type FormValues, isFileName } from './form-values.ts';

export const DOCUMENTS = ['proofOfIdentity', 'proofOfAddress', 'selfie'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** The documents that Fin.com has received, for a summary. */
export interface SentDocuments {
  readonly documents: readonly DocumentName[];
  readonly fileCount: number;
}

export function sentDocuments(
  fields: readonly FormField[],
  { files }: Pick<FormValues, 'files'>,
): SentDocuments {
  const sentFiles = fields.filter(({ name }) => isFileName(name) && files[name]);
  return {
    documents: DOCUMENTS.filter((document) => fieldsOfDocument(document, fields).length > 0),
    fileCount: sentFiles.length,
  };
}

export function fieldsOfDocument(document: DocumentName, fields: readonly FormField[]): readonly FormField[] {
  return fields.filter(({ name }) => name.split('.')[0] === document);
}
