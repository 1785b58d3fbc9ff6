import type { FileUpload } from 'graphql-upload-minimal';
import type { FieldPath } from '../errors.ts';
import type { FileType } from './file-kind.ts';

/** A file that the client announced, and its place in the input. */
export interface IncomingFile {
  readonly path: FieldPath;
  readonly upload: Promise<FileUpload>;
  /** Undefined: every accepted format. */
  readonly allowedTypes?: readonly FileType[];
  /** The type of the proof that the file belongs to, or `SELFIE`, if known. */
  readonly documentType?: string | null | undefined;
}
