import type { GatewayContext } from '../context.ts';
import { badUserInput, type FieldError, type FieldPath, GatewayError } from '../errors.ts';
import type { AttachIndividualDocumentsInput } from '../schema/inputs/attach-individual-documents-input.ts';
import type { AttachIndividualDocumentsPayloadShape } from '../schema/objects/attach-individual-documents-payload.ts';
import { documentFaults } from './document-rules.ts';
import type { IncomingFile } from './incoming-documents.ts';
import { type StoredDocument, storeDocuments } from './store-documents.ts';

/**
 * Checks the form, sends its files up if it has any, then attaches the documents to their customer.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule, before a file is read or anything is sent; once files
 *   are stored, every error carries their URIs in `uploadedFiles`; else as storing and attaching have it
 */
export async function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
): Promise<AttachIndividualDocumentsPayloadShape> {
  const { customers, now, requestId } = context;
  const faults = documentFaults(input, now());
  if (faults.length > 0) throw badUserInput(faults);
  const files = incomingFiles(input);
  const stored = files.length > 0 ? await storeDocuments(input.customerId, files, context) : [];
  const { customerId } = await customers
    .attachIndividualDocuments(withUris(input, stored), { requestId })
    .catch((error: unknown) => {
      throw error instanceof GatewayError && stored.length > 0 ? tellingOfUploads(error, stored) : error;
    });
  return { customer: { id: customerId } };
}

const PROOFS = ['proofOfIdentity', 'proofOfAddress'] as const;

function incomingFiles(input: AttachIndividualDocumentsInput): IncomingFile[] {
  return PROOFS.flatMap((proof) =>
    input[proof].files.flatMap(({ upload }, index) =>
      upload ? [{ path: ['input', proof, 'files', index, 'upload'], upload }] : [],
    ),
  );
}

function withUris(
  input: AttachIndividualDocumentsInput,
  stored: readonly StoredDocument[],
): AttachIndividualDocumentsInput {
  const uris = new Map(stored.map(({ path, uri }) => [path.join('.'), uri]));
  const uriOf = (proof: string, index: number) => uris.get(`input.${proof}.files.${index}.upload`);
  const { proofOfIdentity, proofOfAddress } = input;
  return {
    ...input,
    proofOfIdentity: {
      ...proofOfIdentity,
      files: proofOfIdentity.files.map((file, index) => ({
        ...file,
        uri: uriOf('proofOfIdentity', index) ?? file.uri,
      })),
    },
    proofOfAddress: {
      ...proofOfAddress,
      files: proofOfAddress.files.map((file, index) => ({
        ...file,
        uri: uriOf('proofOfAddress', index) ?? file.uri,
      })),
    },
  };
}

/** The same error with what a retry needs; complaints of a URI that the client never saw point at its upload. */
function tellingOfUploads(error: GatewayError, stored: readonly StoredDocument[]): GatewayError {
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
