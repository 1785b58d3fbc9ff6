import type { DocumentWarningParams } from '../warnings/warning-tables.ts';

type FileCode = 'LOW_QUALITY' | 'PASSWORD_PROTECTED';

/** A finding in the bytes of a file. `code` and `params` are those of a `DocumentWarning`. */
export type QualityFinding = {
  [Code in FileCode]: { readonly code: Code; readonly params: DocumentWarningParams[Code] };
}[FileCode];

export interface QualityOptions {
  /** The `type` of the proof, such as `PASSPORT` or `UTILITY_BILL`, or `SELFIE`: it decides how large the document is. */
  readonly documentType?: string | null | undefined;
}
