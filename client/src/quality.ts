export { inspectQuality } from './quality/inspect-quality.ts';
export type { QualityFinding, QualityOptions } from './quality/quality-finding.ts';
export type {
  DocumentWarning,
  DocumentWarningOf,
  KnownDocumentWarning,
  UnknownDocumentWarning,
} from './warnings/document-warning.ts';
export { parseWarnings } from './warnings/parse-warnings.ts';
export type { DocumentWarningCode, DocumentWarningParams } from './warnings/warning-tables.ts';
