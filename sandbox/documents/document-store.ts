import { randomBytes, randomInt } from 'node:crypto';
import { EXAMPLE_CUSTOMER, EXAMPLE_URIS } from '../customers/example-customer.ts';

/** A stored file. Only length and hash of its content are kept. */
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
  /** The body of the request, including unknown properties. */
  readonly body: unknown;
}

export interface DocumentStore {
  addUpload(upload: Omit<StoredUpload, 'uri'>): StoredUpload;
  isUploadOf(uri: string, customerId: string): boolean;
  /** Oldest first, without the examples' files, which were never sent. */
  uploads(): readonly StoredUpload[];
  attach(documents: AttachedDocuments): void;
  /** Ids of the customers with an attach that took effect and has not been answered yet. */
  readonly attachesInFlight: Set<string>;
  /** The newest 1,000, oldest first. */
  attached(): readonly AttachedDocuments[];
  attachCount(): number;
  countAbortedUpload(): void;
  abortedUploads(): number;
}

const MAX_ATTACHED = 1_000;

/** Starts with the files of the examples in the API's documentation. */
export function createDocumentStore(): DocumentStore {
  const uploads: StoredUpload[] = [];
  const ownerByUri = new Map<string, string>(EXAMPLE_URIS.map((uri) => [uri, EXAMPLE_CUSTOMER.customerId]));
  const attached: AttachedDocuments[] = [];
  let attachCount = 0;
  let abortedUploads = 0;
  return {
    addUpload(upload) {
      const stored = { ...upload, uri: createUri(upload.fileName) };
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
    attachesInFlight: new Set(),
    attached: () => [...attached],
    attachCount: () => attachCount,
    countAbortedUpload() {
      abortedUploads += 1;
    },
    abortedUploads: () => abortedUploads,
  };
}

/** A slash, 8 or 9 random characters, and the file name with characters that are unsafe in URIs replaced. */
function createUri(fileName: string): string {
  const prefix = randomBytes(7).toString('base64url').slice(0, randomInt(8, 10));
  return `/${prefix}_${fileName.replaceAll(/[^\w.-]/gu, '-')}`;
}
