import type { Config } from '../config/config.ts';
import {
  createAutomaticOperations,
  createTrustedOperations,
  noPersistedOperations,
  type PersistedOperations,
} from '../server/operations/persisted-operations.ts';
import { readManifest } from '../server/operations/read-manifest.ts';

export async function loadPersistedOperations({
  persistedDocuments: setting,
}: Config): Promise<PersistedOperations> {
  if (setting === undefined) return noPersistedOperations;
  return setting === 'auto'
    ? createAutomaticOperations()
    : createTrustedOperations(await readManifest(setting));
}
