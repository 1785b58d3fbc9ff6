import { randomBytes, randomInt } from 'node:crypto';
import { EXAMPLE_CUSTOMER, EXAMPLE_URIS } from './example-customer.ts';

/** One stored file. Its bytes are not kept: length and digest prove what came. */
export interface StoredUpload {
  readonly uri: string;
  readonly customerId: string;
  readonly fieldName: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly byteLength: number;
  readonly sha256: string;
}

export interface AttachedDocuments {
  readonly customerId: string;
  /** The request's body as it was sent, unknown members included. */
  readonly body: unknown;
}

export interface DocumentStore {
  addUpload(upload: Omit<StoredUpload, 'uri'>): StoredUpload;
  isUploadOf(uri: string, customerId: string): boolean;
  /** What was sent, oldest first; the example's files were not. */
  uploads(): readonly StoredUpload[];
  attach(documents: AttachedDocuments): void;
  /** The newest 1,000, oldest first. */
  attached(): readonly AttachedDocuments[];
  attachCount(): number;
  countAbortedUpload(): void;
  abortedUploads(): number;
}

const MAX_ATTACHED = 1_000;

/** Remembers which files came, for whom, and what was attached; the API page's own example is in it. */
export function createDocumentStore(): DocumentStore {
  const uploads: StoredUpload[] = [];
  const ownerByUri = new Map<string, string>(EXAMPLE_URIS.map((uri) => [uri, EXAMPLE_CUSTOMER.customerId]));
  const attached: AttachedDocuments[] = [];
  let attachCount = 0;
  let abortedUploads = 0;
  return {
    addUpload(upload) {
      const stored = { ...upload, uri: newUri(upload.fileName) };
      uploads.push(stored);
      ownerByUri.set(stored.uri, stored.customerId);
      return stored;
    },
    isUploadOf: (uri, customerId) => ownerByUri.get(uri) === customerId,
    uploads: () => [...uploads],
    attach(documents) {
      attachCount += 1;
      attached.push(documents);
      if (attached.length > MAX_ATTACHED) attached.shift();
    },
    attached: () => [...attached],
    attachCount: () => attachCount,
    countAbortedUpload() {
      abortedUploads += 1;
    },
    abortedUploads: () => abortedUploads,
  };
}

/** A slash, 8 or 9 random characters, and the sent name with whatever does not belong into a URI replaced. */
function newUri(fileName: string): string {
  const prefix = randomBytes(7).toString('base64url').slice(0, randomInt(8, 10));
  return `/${prefix}_${fileName.replaceAll(/[^\w.-]/gu, '-')}`;
}
