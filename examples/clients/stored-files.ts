import type { AttachIndividualDocumentsInput } from '../generated/graphql.ts';
import type { GatewayError } from './errors.ts';

interface DocumentFile {
  upload?: File | Blob | null | undefined;
  uri?: string | null | undefined;
}

/** The input for the next attempt, with URIs in place of the files that Fin.com has already stored. */
export function withStoredFiles(
  input: AttachIndividualDocumentsInput,
  errors: readonly GatewayError[],
): AttachIndividualDocumentsInput {
  const stored = errors.flatMap(({ extensions }) => extensions.uploadedFiles);
  const uris = new Map(stored.map(({ path, uri }) => [path.join('.'), uri]));
  const filesOf = <T extends DocumentFile>(
    proof: 'proofOfIdentity' | 'proofOfAddress',
    files: readonly T[],
  ) =>
    files.map((file, index) => {
      const uri = uris.get(`input.${proof}.files.${index}`);
      return uri === undefined ? file : { ...file, upload: null, uri };
    });
  const { proofOfIdentity, proofOfAddress } = input;
  return {
    ...input,
    proofOfIdentity: { ...proofOfIdentity, files: filesOf('proofOfIdentity', proofOfIdentity.files) },
    proofOfAddress: { ...proofOfAddress, files: filesOf('proofOfAddress', proofOfAddress.files) },
  };
}
