import { createFetchClient } from '@fin-gateway/client/client';
import { checkFile, createUploadFetch, shrinkPhoto } from '@fin-gateway/client/upload';
import { createWriter } from '@fin-gateway/client/write';

/** The parts of the package that only a browser can show. */
const kit = { checkFile, createFetchClient, createUploadFetch, createWriter, shrinkPhoto };

declare global {
  var kit: typeof import('./kit.ts').kit;
}
globalThis.kit = kit;

export { kit };
