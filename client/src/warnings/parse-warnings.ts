import { hasShape } from '../errors/params-shape.ts';
import { parsePath } from '../errors/parse-field-errors.ts';
import { isRecord, isString, parseList } from '../errors/records.ts';
import type { DocumentWarning, KnownDocumentWarning, UnknownDocumentWarning } from './document-warning.ts';
import { type DocumentWarningCode, WARNING_PARAMS_SHAPES } from './warning-tables.ts';

/** Reads a list of warnings, such as `warnings` of a payload or `individualDocumentWarnings`. Never throws. */
export function parseWarnings(value: unknown): DocumentWarning[] {
  return parseList(value, parseWarning);
}

function parseWarning(value: unknown): DocumentWarning | undefined {
  if (!isRecord(value) || !isString(value['code'])) return undefined;
  const { code, params, message } = value;
  const warning = {
    path: parsePath(value['path']) ?? [],
    code,
    params: isRecord(params) ? params : {},
    message: isString(message) ? message : '',
  };
  return isKnownWarning(warning) ? warning : { ...warning, code: 'UNKNOWN', sentCode: code };
}

/** New params of a known code may be ignored. */
function isKnownWarning(
  warning: Omit<UnknownDocumentWarning, 'code' | 'sentCode'> & { readonly code: string },
): warning is KnownDocumentWarning {
  return (
    isKnown(warning.code) &&
    WARNING_PARAMS_SHAPES[warning.code].some((shape) => hasShape(warning.params, shape))
  );
}

function isKnown(code: string): code is DocumentWarningCode {
  return Object.hasOwn(WARNING_PARAMS_SHAPES, code);
}
