import type { FieldPath } from '../errors/gateway-error.ts';
import type { DocumentWarningCode, DocumentWarningParams } from './warning-tables.ts';

interface WarningDetails {
  /** Starts at the argument, such as `['input', 'proofOfIdentity', 'files', 0, 'upload']`. */
  readonly path: FieldPath;
  /** English, for developers. */
  readonly message: string;
}

export interface DocumentWarningOf<Code extends DocumentWarningCode> extends WarningDetails {
  readonly code: Code;
  readonly params: DocumentWarningParams[Code];
}

/** A reason why the review may reject a document. `code` determines the type of `params`. */
export type KnownDocumentWarning = {
  [Code in DocumentWarningCode]: DocumentWarningOf<Code>;
}[DocumentWarningCode];

/** From a newer gateway: a code, or params of a known code, that this version of the package does not have. */
export interface UnknownDocumentWarning extends WarningDetails {
  readonly code: 'UNKNOWN';
  readonly sentCode: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type DocumentWarning = KnownDocumentWarning | UnknownDocumentWarning;
