import { type FieldError, type FieldPath, GatewayError } from '../../errors.ts';
import type { IncomingFile } from '../../uploads/incoming-documents.ts';
import type { StoredDocument } from '../../uploads/store-documents.ts';

interface ProofFile {
  readonly uri?: string | null | undefined;
  readonly upload?: IncomingFile['upload'] | null | undefined;
}
interface Proof {
  readonly files?: readonly (ProofFile | undefined)[] | null | undefined;
}
interface ProofsInput {
  readonly proofOfIdentity?: Proof | null | undefined;
  readonly proofOfAddress?: Proof | null | undefined;
}
type ProofName = 'proofOfIdentity' | 'proofOfAddress';

/** The files that the client sends along with its proofs, and where its input has them. */
export function proofUploads({ proofOfIdentity, proofOfAddress }: ProofsInput): IncomingFile[] {
  return [...uploadsOf('proofOfIdentity', proofOfIdentity), ...uploadsOf('proofOfAddress', proofOfAddress)];
}

function uploadsOf(name: ProofName, proof: Proof | null | undefined): IncomingFile[] {
  return (proof?.files ?? []).flatMap((file, index) =>
    file?.upload ? [{ path: ['input', name, 'files', index, 'upload'], upload: file.upload }] : [],
  );
}

/** A proof's files, each with the URI that it has by now. */
export function withUris<File extends ProofFile>(
  name: ProofName,
  files: readonly File[],
  stored: readonly StoredDocument[],
): (Omit<File, 'uri'> & { uri: string | null | undefined })[] {
  const uris = new Map(stored.map(({ path, uri }) => [path.join('.'), uri]));
  return files.map((file, index) => ({
    ...file,
    uri: uris.get(`input.${name}.files.${index}.upload`) ?? file.uri,
  }));
}

/**
 * Does what comes after files were stored. Its errors tell what a retry needs; complaints of a URI that the client never
 * saw point at its upload.
 */
export async function tellingOfUploads<Result>(
  stored: readonly StoredDocument[],
  work: Promise<Result>,
): Promise<Result> {
  return await work.catch((error: unknown) => {
    throw error instanceof GatewayError && stored.length > 0 ? withUploads(error, stored) : error;
  });
}

function withUploads(error: GatewayError, stored: readonly StoredDocument[]): GatewayError {
  const { code, message, details } = error;
  const uploadPaths = new Map(stored.map(({ path }) => [[...path.slice(0, -1), 'uri'].join('.'), path]));
  const asSent = (fieldError: FieldError): FieldError => ({
    ...fieldError,
    path: uploadPaths.get(fieldError.path.join('.')) ?? fieldError.path,
  });
  const itemOf = (path: FieldPath): FieldPath => path.slice(0, -1);
  return new GatewayError(code, {
    ...details,
    message,
    ...(details.fieldErrors && { fieldErrors: details.fieldErrors.map(asSent) }),
    uploadedFiles: stored.map(({ path, uri }) => ({ path: itemOf(path), uri })),
  });
}
