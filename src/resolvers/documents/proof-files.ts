import type { IncomingFile } from '../../uploads/incoming-file.ts';
import type { UploadedFile } from '../../uploads/uploaded-file.ts';

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

/** The uploads among the files of both proofs. */
export function proofUploads({ proofOfIdentity, proofOfAddress }: ProofsInput): IncomingFile[] {
  return [...uploadsOf('proofOfIdentity', proofOfIdentity), ...uploadsOf('proofOfAddress', proofOfAddress)];
}

function uploadsOf(name: ProofName, proof: Proof | null | undefined): IncomingFile[] {
  return (proof?.files ?? []).flatMap((file, index) =>
    file?.upload ? [{ path: uploadPath(name, index), upload: file.upload }] : [],
  );
}

/** The input with the URI of each file that was uploaded. */
export function withUploadedUris<Input extends ProofsInput>(
  input: Input,
  uploadedFiles: readonly UploadedFile[],
): Input {
  const uris = new Map(uploadedFiles.map(({ path, uri }) => [path.join('.'), uri]));
  const withUris = (name: ProofName): Proof | null | undefined => {
    const proof = input[name];
    const files = proof?.files?.map((file, index) => {
      const uri = uris.get(uploadPath(name, index).join('.'));
      return uri === undefined ? file : { ...file, uri };
    });
    return files ? { ...proof, files } : proof;
  };
  return {
    ...input,
    proofOfIdentity: withUris('proofOfIdentity'),
    proofOfAddress: withUris('proofOfAddress'),
  };
}

function uploadPath(name: ProofName, index: number): (string | number)[] {
  return ['input', name, 'files', index, 'upload'];
}
