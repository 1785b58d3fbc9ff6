import type { Readable } from 'node:stream';

/** The multipart form of a request, as far as resolvers use it. */
export interface UploadForm {
  /** Number of files that the form announced. */
  readonly fileCount: number;
  /** The announced files, in any order. */
  readonly uploads: readonly Promise<{ readonly fieldName: string }>[];
  /** Why the whole form was rejected. */
  readonly failure: Error | undefined;
  /** Position of the file among those that have arrived, from 0. */
  arrivalOf(partName: string): number;
  /** The bytes of a file that has begun to arrive. The parser pauses until they are read. */
  contentOf(partName: string): Readable | undefined;
  /** Returns true for the first caller only: files can be read only once. */
  claim(): boolean;
  /** Resolves when the whole form has arrived and is valid; rejects with a GatewayError otherwise. */
  whole(): Promise<void>;
  /** Gives up the rest of the form because the client paused for too long. */
  stall(): void;
  /** Gives up the files still to come because the response is known. */
  abandon(): void;
}

export interface UploadPolicy {
  /** Per file. */
  readonly maxFileBytes: number;
  /** Per request. */
  readonly maxFiles: number;
  /** The media types of the accepted formats. */
  readonly mimetypes: readonly string[];
  /** How long a client may pause. */
  readonly idleMs: number;
  /** The slowest rate at which a client may send. */
  readonly rate: { readonly minBytesPerSecond: number; readonly graceMs: number };
}
