import type { Config } from '../config/config.ts';
import { readManifest } from '../server/operations/manifest.ts';
import {
  anyDocument,
  automaticDocuments,
  listedDocuments,
  type StoredDocuments,
} from '../server/operations/persisted-operations.ts';

export async function loadPersistedOperations({
  persistedDocuments: setting,
}: Config): Promise<StoredDocuments> {
  if (setting === undefined) return anyDocument;
  return setting === 'auto' ? automaticDocuments() : listedDocuments(await readManifest(setting));
}
