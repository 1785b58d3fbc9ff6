import { inspectQuality } from '@fin-gateway/client/quality';
import { checkFile, type FileLimits, FileUnreadableError, shrinkPhoto } from '@fin-gateway/client/upload';
import type { FileFieldName, FileProblem, PickedFile } from '../model/form-values.ts';

interface PickOptions {
  readonly limits: FileLimits;
  /** Decides how large the document is. */
  readonly documentType: string | undefined;
}

/** Makes a photo smaller that is too large, and tells what is wrong with the file, before anything is sent. */
export async function pickFile(
  name: FileFieldName,
  picked: File,
  { limits, documentType }: PickOptions,
): Promise<PickedFile> {
  const file = await shrinkPhoto(picked, limits).catch(() => picked);
  const problem = await findProblem(name, file, limits);
  if (problem) return { file: picked, problem, findings: [] };
  return {
    file,
    ...(file.size < picked.size && { originalBytes: picked.size }),
    findings: await inspectQuality(file, { documentType: name === 'selfie' ? 'SELFIE' : documentType }),
  };
}

async function findProblem(
  name: FileFieldName,
  file: File,
  limits: FileLimits,
): Promise<FileProblem | undefined> {
  try {
    return await checkFile(file, limits, { imagesOnly: name === 'selfie' });
  } catch (error) {
    if (error instanceof FileUnreadableError) return 'UNREADABLE';
    throw error;
  }
}
