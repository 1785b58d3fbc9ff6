import type { Readable } from 'node:stream';
import type { QualityFinding } from '../../client/src/quality/quality-finding.ts';
import type { FieldPath } from '../errors.ts';
import { detectFileType } from './detect-file-type.ts';
import { fileEmpty, fileTypeNotAllowed } from './errors/file-errors.ts';
import { FileContent } from './file-content.ts';
import { FILE_KINDS, FILE_TYPES, type FileKind } from './file-kind.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { UploadPolicy } from './upload-form.ts';

export interface InspectedFile extends FileKind {
  readonly path: FieldPath;
  readonly content: FileContent;
  /** Reasons why a review may reject the file. Call it when the content has been read. */
  readonly findings: () => QualityFinding[];
}

/**
 * Reads the beginning of a file to detect its type; the rest is read on demand.
 *
 * @throws {GatewayError} UPLOAD_EMPTY, UPLOAD_TYPE_NOT_ALLOWED, or an error of the content
 */
export async function inspectFile(
  stream: Readable,
  file: Omit<IncomingFile, 'upload'>,
  policy: UploadPolicy,
): Promise<InspectedFile> {
  const { path } = file;
  const content = new FileContent(stream, path, policy);
  try {
    const kind = await detectKind(await content.sample, file);
    if (content.errored) throw content.errored;
    return { path, ...kind, content, findings: () => content.findings(file) };
  } catch (error) {
    content.destroy();
    throw error;
  }
}

async function detectKind(
  sample: Buffer,
  file: Pick<IncomingFile, 'path' | 'allowedTypes'>,
): Promise<FileKind> {
  if (sample.length === 0) throw fileEmpty(file.path);
  const detected = await detectFileType(sample);
  const type = (file.allowedTypes ?? FILE_TYPES).find((allowed) => allowed === detected);
  if (!type) throw fileTypeNotAllowed(file, detected);
  return FILE_KINDS[type];
}
