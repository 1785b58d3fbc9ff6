import { createFetchClient } from '@fin-gateway/client/client';
import { checkFile, createUploadFetch, shrinkPhoto } from '@fin-gateway/client/upload';
import { createWriter } from '@fin-gateway/client/write';

/** The parts of the package that only a browser can show. */
const parts = { checkFile, createFetchClient, createUploadFetch, createWriter, shrinkPhoto };

declare global {
  var kit: typeof parts;
}
globalThis.kit = parts;
